import { expect, it } from 'vitest'

import { createTimestamps, formatTimestamp, parseTimestamp, toTimestamp } from './timestamps.ts'

it.each([
  ['2026-11-23T09:00:00Z', '2026-11-23T09:00:00.000000Z', 0],
  ['2026-11-23t09:00:00z', '2026-11-23T09:00:00.000000Z', 0],
  ['2026-11-23T09:00:00.1+02:00', '2026-11-23T07:00:00.100000Z', 3],
  ['2026-11-23T09:00:00.1234Z', '2026-11-23T09:00:00.123400Z', 6],
  ['2026-11-23T09:00:00.123456789-00:30', '2026-11-23T09:30:00.123456Z', 6],
  ['2026-11-23T09:00:00.1234567890Z', '2026-11-23T09:00:00.123456Z', 6],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000000Z', 0],
])('reads %s', (text, value, decimals) => {
  expect(parseTimestamp(text)).toEqual({ value, decimals })
})

it.each([
  '',
  'now',
  '2026-11-23',
  '2026-02-30T00:00:00Z',
  '2026-11-23T25:00:00Z',
  '2026-11-23T09:00Z',
  '9999-12-31T23:30:00-01:00',
])('does not read %j', (text) => {
  expect(parseTimestamp(text)).toBeUndefined()
})

it('writes with the decimals it was given', () => {
  const stored = '2026-11-23T09:00:00.123456Z'
  expect([0, 3, 6].map((decimals) => formatTimestamp(stored, decimals))).toEqual([
    '2026-11-23T09:00:00Z',
    '2026-11-23T09:00:00.123Z',
    stored,
  ])
})

it('gives every request a later time, though the clock stands still or goes back', () => {
  let now = new Date('2026-11-23T09:00:00.999Z')
  const next = createTimestamps(() => now)
  const times = [next(), next()]
  now = new Date('2026-11-23T08:00:00Z')
  times.push(next())
  now = new Date('2026-11-23T09:00:01Z')
  times.push(next())
  expect(times).toEqual([
    '2026-11-23T09:00:00.999000Z',
    '2026-11-23T09:00:00.999001Z',
    '2026-11-23T09:00:00.999002Z',
    toTimestamp(now),
  ])
})
