import { expect, it } from 'vitest'

import { createPasswordHasher } from './passwords.ts'

const hasher = createPasswordHasher({ memoryKiB: 64, iterations: 1, parallelism: 1 })

it('knows the password again, and no other', async () => {
  const hash = await hasher.hash('correct horse battery')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
  expect(await hasher.verify(hash, 'correct horse battery')).toBe(true)
  expect(await hasher.verify(hash, 'correct horse')).toBe(false)
  expect(await hasher.verify(hash, '')).toBe(false)
})

it('never hashes alike', async () => {
  expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'))
})

it('knows nothing by a hash that is none', async () => {
  expect(await hasher.verify('not a hash', 'x')).toBe(false)
  expect(await hasher.verify('', '')).toBe(false)
})
