import { describe, expect, it } from 'vitest'

import {
  emailProblem,
  oneTimePasswordProblem,
  passwordProblem,
  phoneProblem,
  usernameProblem,
} from './user-rules.ts'

describe('usernameProblem', () => {
  it.each(['ab', 'elena.varga', 'elena@northwind-1_2', 'x'.repeat(64)])('takes %j', (username) => {
    expect(usernameProblem(username)).toBeUndefined()
  })

  it.each(['', 'a', 'élena', 'elena varga', 'x'.repeat(65)])('refuses %j', (username) => {
    expect(usernameProblem(username)).toBeDefined()
  })
})

describe('passwordProblem', () => {
  it('counts characters for the least and bytes for the most', () => {
    expect(passwordProblem('')).toMatch(/Enter/)
    expect(passwordProblem('é'.repeat(7))).toMatch(/at least 8/)
    expect(passwordProblem('é'.repeat(36))).toBeUndefined()
    expect(passwordProblem('é'.repeat(37))).toMatch(/at most 72 bytes; this has 74/)
  })
})

it.each([
  ['elena.varga@northwind.example', true],
  [' elena@northwind.example ', true],
  ['', false],
  ['elena', false],
  ['elena @northwind.example', false],
])('emailProblem of %j', (email, fine) => {
  expect(emailProblem(email) === undefined).toBe(fine)
})

it.each([
  ['', true],
  ['+33 (0)1 23-45', true],
  ['call me', false],
])('phoneProblem of %j', (phone, fine) => {
  expect(phoneProblem(phone) === undefined).toBe(fine)
})

it.each([
  ['123456', true],
  [' 123 456 ', true],
  ['12345', false],
  ['', false],
])('oneTimePasswordProblem of %j', (code, fine) => {
  expect(oneTimePasswordProblem(code) === undefined).toBe(fine)
})
