import { expect, it } from 'vitest'

import { DAY, HOUR, inSeconds, secondsOf, toParts } from './durations.ts'

it.each([
  ['3600s', 3600],
  ['2592000.000000000s', 2_592_000],
  ['0s', 0],
  [undefined, 0],
  ['P1D', 0],
])('reads %j as %d seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds)
})

it('takes the unit that comes out even', () => {
  expect(toParts(3 * DAY)).toEqual({ amount: '3', unit: 'days' })
  expect(toParts(36 * HOUR)).toEqual({ amount: '36', unit: 'hours' })
})

it.each([
  ['12', 12 * HOUR],
  [' 12 ', 12 * HOUR],
  ['', Number.NaN],
  ['1.5', Number.NaN],
  ['-1', Number.NaN],
])('reads the typed amount %j as %d seconds', (amount, seconds) => {
  expect(inSeconds({ amount, unit: 'hours' })).toBe(seconds)
})
