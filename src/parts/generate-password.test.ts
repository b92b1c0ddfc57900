import { expect, test } from 'vitest'

import { generatePassword } from './generate-password.ts'
import { passwordProblem } from './user-rules.ts'

test('passwords are five groups, pass the rules and differ', () => {
  const made = Array.from({ length: 50 }, () => generatePassword())
  for (const password of made) {
    expect(password).toMatch(/^[a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){4}$/)
    expect(password).not.toMatch(/[ilIlLoO01]/)
    expect(passwordProblem(password)).toBeUndefined()
  }
  expect(new Set(made).size).toBe(made.length)
})

test('bytes that would favour some characters are drawn again', () => {
  const drawn = [255, 0]
  let at = 0
  const password = generatePassword((bytes) => {
    bytes[0] = drawn[at++ % drawn.length] ?? 0
  })
  expect(password).toBe('aaaa-aaaa-aaaa-aaaa-aaaa')
})
