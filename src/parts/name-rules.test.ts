import { expect, test } from 'vitest'

import { descriptionProblem, nameProblem } from './name-rules.ts'

test.each([
  ['ci-deploy', undefined],
  ['CI deploy (eu) 1.0_b', undefined],
  ['x'.repeat(64), undefined],
  ['', /Enter a name/],
  ['   ', /Enter a name/],
  ['x'.repeat(65), /at most 64 characters; this has 65/],
  ['café', /letters without accents/],
  ['a/b', /letters without accents/],
  ['ci ', /space at the beginning or end/],
])('name %j', (name, problem) => {
  if (problem) expect(nameProblem(name)).toMatch(problem)
  else expect(nameProblem(name)).toBeUndefined()
})

test('description', () => {
  expect(descriptionProblem('')).toBeUndefined()
  expect(descriptionProblem('x'.repeat(200))).toBeUndefined()
  expect(descriptionProblem('x'.repeat(201))).toMatch(/at most 200/)
})
