import { expect, it } from 'vitest'

import { createSealing } from './sealing.ts'

const sealing = createSealing(new Uint8Array(32).fill(1))

it('opens what it sealed, and seals the same text differently each time', async () => {
  const sealed = await sealing.seal('JBSWY3DPEHPK3PXP', 'user-1')
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
  expect(await sealing.open(sealed, 'user-1')).toBe('JBSWY3DPEHPK3PXP')
  expect(await sealing.seal('JBSWY3DPEHPK3PXP', 'user-1')).not.toBe(sealed)
})

it('opens for no other owner, under no other pepper, and nothing that was altered', async () => {
  const sealed = await sealing.seal('JBSWY3DPEHPK3PXP', 'user-1')
  const other = createSealing(new Uint8Array(32).fill(2))
  const altered = sealed.slice(0, -1) + (sealed.endsWith('0') ? '1' : '0')
  await expect(sealing.open(sealed, 'user-2')).rejects.toThrow()
  await expect(other.open(sealed, 'user-1')).rejects.toThrow()
  await expect(sealing.open(altered, 'user-1')).rejects.toThrow()
})
