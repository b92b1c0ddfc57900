import { expect, test } from 'vitest'

import { conditionWords } from './condition-words.ts'

test.each([
  ['request.ip == "203.0.113.7"', 'when the IP address is “203.0.113.7”'],
  [
    'request.ip in ["203.0.113.7", "203.0.113.8"]',
    'when the IP address is “203.0.113.7” or “203.0.113.8”',
  ],
  [
    'request.user_agent.contains("terraform") && request.time < timestamp("2026-12-31T22:00:00Z")',
    'when the user agent contains “terraform”, and it is before 2026-12-31 22:00 UTC',
  ],
  [
    'request.time.getDayOfWeek("Europe/Paris") in [1, 5]',
    'when it is Monday or Friday in the time zone Europe/Paris',
  ],
  [
    'request.time.getHours("UTC") >= 9 && request.time.getHours("UTC") < 18',
    'when it is between 09:00 and 18:00 in UTC',
  ],
  ['request.ip != request.user_agent', 'when its condition holds'],
])('%s', (condition, words) => {
  expect(conditionWords(condition)).toBe(words)
})
