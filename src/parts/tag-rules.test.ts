import { expect, test } from 'vitest'

import { tagsProblem } from './tag-rules.ts'

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
