import { expect, test } from 'vitest'

import { descriptionProblem, nameProblem, tagsProblem } from './application-rules.ts'

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

test.each([
  [[], undefined],
  [['env=prod', 'team@core', 'a b'], undefined],
  [Array.from({ length: 10 }, (_, i) => `t${i}`), undefined],
  [Array.from({ length: 11 }, (_, i) => `t${i}`), /at most 10 tags/],
  [['a:b'], /“a:b” may hold only/],
  [['x'.repeat(71)], /more than 70 characters/],
  [['a', 'a'], /only once/],
])('tags %j', (tags, problem) => {
  if (problem) expect(tagsProblem(tags)).toMatch(problem)
  else expect(tagsProblem(tags)).toBeUndefined()
})
