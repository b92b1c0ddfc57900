import { expect, it } from 'vitest'

import { acceptedStep, oneTimePassword, totpSecret } from './one-time-passwords.ts'

/** The secret of the examples in RFC 6238, appendix B: "12345678901234567890". */
const secret = totpSecret('3132333435363738393031323334353637383930')
const at = (seconds: number): Date => new Date(seconds * 1000)

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('gives the one-time password of RFC 6238 at %d', (seconds, code) => {
  expect(oneTimePassword(secret, at(seconds))).toBe(code)
  expect(acceptedStep(secret, code, at(seconds), null)).toBe(Math.floor(seconds / 30))
})

it('takes the neighbouring steps and no further ones', () => {
  const code = oneTimePassword(secret, at(3000))
  expect(acceptedStep(secret, code, at(2999), null)).toBe(100)
  expect(acceptedStep(secret, code, at(3059), null)).toBe(100)
  expect(acceptedStep(secret, code, at(2969), null)).toBeUndefined()
  expect(acceptedStep(secret, code, at(3060), null)).toBeUndefined()
})

it('takes no step twice, and none before the last', () => {
  const code = oneTimePassword(secret, at(3000))
  expect(acceptedStep(secret, code, at(3000), 99)).toBe(100)
  expect(acceptedStep(secret, code, at(3000), 100)).toBeUndefined()
  expect(acceptedStep(secret, code, at(3029), 101)).toBeUndefined()
})
