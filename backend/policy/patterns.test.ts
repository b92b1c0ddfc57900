import { expect, it } from 'vitest'

import { compilePattern, findPattern, PatternError } from './patterns.ts'

it('finds a pattern anywhere in a text', () => {
  expect(findPattern('a+b', 'xaab', { steps: 1000 })).toBe(true)
  expect(findPattern('^a+b', 'xaab', { steps: 1000 })).toBe(false)
})

it('says what is wrong with a pattern', () => {
  expect(() => compilePattern('(a')).toThrow(PatternError)
  expect(() => compilePattern('(a')).toThrow('missing closing )')
  // Not of the language: they need backtracking.
  expect(() => compilePattern('(?=a)')).toThrow(PatternError)
  expect(() => compilePattern('(a{1000}){1000}')).toThrow(PatternError)
})

it('stops before it takes too long', () => {
  const budget = { steps: 50_000 }
  expect(findPattern('(x+x+)+y', 'x'.repeat(200), budget)).toBe(false)
  expect(() => {
    for (let n = 0; n < 100; n += 1) findPattern('(.{30}){30}', 'x'.repeat(200), budget)
  }).toThrow('too long')
})
