import { expect, test } from 'vitest'

import { relativeTime } from './relative-time.ts'

const now = new Date('2026-11-23T09:00:00Z')

test.each([
  ['2026-11-23T08:59:30Z', 'Just now'],
  ['2026-11-23T09:00:20Z', 'In less than a minute'],
  ['2026-11-23T08:55:00Z', '5 minutes ago'],
  ['2026-11-23T07:00:00Z', '2 hours ago'],
  ['2026-11-22T08:00:00Z', 'Yesterday'],
  ['2026-11-20T09:00:00Z', '3 days ago'],
  ['2026-11-29T09:00:00Z', 'In 6 days'],
  ['2027-01-04T09:00:00Z', 'In 42 days'],
  ['2027-11-23T09:00:00Z', 'In 1 year'],
  ['2026-11-25T08:00:00Z', 'In 1 day'],
])('%s is "%s"', (moment, words) => {
  expect(relativeTime(new Date(moment), now)).toBe(words)
})

test('what is long past has no relative time', () => {
  expect(relativeTime(new Date('2026-10-12T09:00:00Z'), now)).toBeUndefined()
})
