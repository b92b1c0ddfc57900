import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { createPasswordHasher } from '../backend/http/passwords.ts'
import { startPasswordThread, type PasswordThread } from './passwords.ts'

let thread: PasswordThread

beforeEach(() => {
  thread = startPasswordThread()
})
afterEach(() => thread.close())

it('hashes at the cost that is advised, and knows the password again', async () => {
  const phc = await thread.hash('correct horse')
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(
    await Promise.all(['correct horse', 'wrong', ''].map((p) => thread.verify(phc, p))),
  ).toEqual([true, false, false])
})

it('leaves this thread free', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  await Promise.all(['a', 'b', 'c'].map((password) => thread.hash(password)))
  clearInterval(timer)
  expect(turns).toBeGreaterThan(10)
})

it('sends those away who would wait too long, and takes others afterwards', async () => {
  const cheap = createPasswordHasher({ memoryKiB: 8, iterations: 1, parallelism: 1 })
  const phc = await cheap.hash('x')
  const asked = Array.from({ length: 60 }, () => thread.verify(phc, 'x'))
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { status: 503 } })
  expect(await thread.verify(phc, 'x')).toBe(true)
})

it('gives each question its own answer under --watch, where Node sends messages too', async () => {
  const script = join(import.meta.dirname, 'fixtures/watched-passwords.ts')
  const child = spawn(process.execPath, ['--watch', '--watch-preserve-output', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line]: unknown[] = await once(child.stdout, 'data')
    const { phc, verdicts } = JSON.parse(String(line).split('\n', 1)[0] ?? '') as Record<
      string,
      unknown
    >
    expect(phc).toMatch(/^\$argon2id\$/)
    expect(verdicts).toEqual([true, false, true, false, true, false])
  } finally {
    child.kill()
  }
}, 20_000)
