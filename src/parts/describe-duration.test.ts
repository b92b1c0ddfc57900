import { expect, it } from 'vitest'

import { describeDuration } from './describe-duration.ts'

it.each([
  [3600, '1 hour'],
  [5400, '1 hour 30 minutes'],
  [86_400, '1 day'],
  [604_800, '7 days'],
  [90_061, '1 day 1 hour 1 minute 1 second'],
  [0, '0 seconds'],
])('tells %d seconds as %s', (seconds, words) => {
  expect(describeDuration(seconds)).toBe(words)
})
