import { afterEach, describe, expect, it } from 'vitest'

import { chooseTimeZone } from '../../ui/formats.ts'
import {
  describeEnd,
  expirationEnd,
  expirationError,
  firstExpiration,
  isTooLong,
} from './expiration.ts'

const now = new Date(2026, 0, 31, 10, 30)

describe('expirationEnd', () => {
  it('counts every choice from now', () => {
    const end = (choice: 'never' | '1h' | '1w' | '1m' | '1y') =>
      expirationEnd({ choice, custom: '' }, now)
    expect(end('never')).toBeUndefined()
    expect(end('1h')).toEqual(new Date(2026, 0, 31, 11, 30))
    expect(end('1w')).toEqual(new Date(2026, 1, 7, 10, 30))
    expect(end('1y')).toEqual(new Date(2027, 0, 31, 10, 30))
  })

  it('ends on the last day of a month that is too short', () => {
    expect(expirationEnd({ choice: '1m', custom: '' }, now)).toEqual(new Date(2026, 1, 28, 10, 30))
    const leapDay = new Date(2028, 1, 29, 8)
    expect(expirationEnd({ choice: '1y', custom: '' }, leapDay)).toEqual(new Date(2029, 1, 28, 8))
  })

  it('reads a custom time as local time', () => {
    const end = expirationEnd({ choice: 'custom', custom: '2026-03-01T00:00' }, now)
    expect(end).toEqual(new Date(2026, 2, 1, 0, 0))
  })
})

describe('expirationError', () => {
  it('asks for a custom time that is to come', () => {
    expect(expirationError({ choice: 'custom', custom: '' }, now)).toMatch(/Enter the date/)
    expect(expirationError({ choice: 'custom', custom: '2026-01-31T10:30' }, now)).toMatch(
      /to come/,
    )
    expect(expirationError({ choice: 'custom', custom: '2026-01-31T10:31' }, now)).toBeUndefined()
    expect(expirationError({ choice: 'never', custom: '' }, now)).toBeUndefined()
  })
})

describe('describeEnd', () => {
  const end = new Date('2027-11-23T09:00:00Z')
  afterEach(() => chooseTimeZone(undefined))

  it('names the time zone and UTC', () => {
    chooseTimeZone('Asia/Tokyo')
    expect(describeEnd(end)).toBe(
      'The key stops working on 23 November 2027 at 18:00 (Asia/Tokyo), 2027-11-23 09:00 UTC.',
    )
  })

  it('says it once to whoever lives by UTC', () => {
    chooseTimeZone('UTC')
    expect(describeEnd(end)).toBe('The key stops working on 23 November 2027 at 09:00 UTC.')
  })
})

describe('the longest life that an Organization allows', () => {
  const week = 7 * 24 * 60 * 60

  it('refuses what goes beyond it', () => {
    const tooLong = (choice: 'never' | '1h' | '1w' | '1m' | 'max' | 'keep') =>
      isTooLong({ choice, custom: '' }, now, week)
    expect(tooLong('never')).toBe(true)
    expect(tooLong('1m')).toBe(true)
    expect(tooLong('1w')).toBe(false)
    expect(tooLong('1h')).toBe(false)
    expect(tooLong('max')).toBe(false)
    expect(tooLong('keep')).toBe(false)
    expect(isTooLong({ choice: 'never', custom: '' }, now, 0)).toBe(false)
    const later = { choice: 'custom', custom: '2026-02-07T10:31' } as const
    expect(expirationError(later, now, week)).toMatch(/7 days at most/)
  })

  it('is what a new form starts with where a year is too long', () => {
    expect(firstExpiration(0, now).choice).toBe('1y')
    expect(firstExpiration(week, now).choice).toBe('max')
    expect(expirationEnd({ choice: 'max', custom: '' }, now, week)).toEqual(
      new Date(2026, 1, 7, 10, 30),
    )
  })
})
