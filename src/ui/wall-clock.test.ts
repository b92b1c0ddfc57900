import { describe, expect, it } from 'vitest'

import { momentOfWallClock, wallClockOf } from './wall-clock.ts'

describe('wallClockOf', () => {
  it.each([
    ['UTC', '2026-11-23T09:00'],
    ['America/New_York', '2026-11-23T04:00'],
    ['Asia/Kathmandu', '2026-11-23T14:45'],
    ['Pacific/Kiritimati', '2026-11-23T23:00'],
  ])('shows the time in %s', (zone, clock) => {
    expect(wallClockOf(new Date('2026-11-23T09:00:30Z'), zone)).toBe(clock)
  })

  it('shows midnight as the start of a day', () => {
    expect(wallClockOf(new Date('2026-01-01T00:00:00Z'), 'UTC')).toBe('2026-01-01T00:00')
  })
})

describe('momentOfWallClock', () => {
  it.each([
    ['America/New_York', '2026-07-01T12:00', '2026-07-01T16:00:00.000Z'],
    ['America/New_York', '2026-12-01T12:00', '2026-12-01T17:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12-01T00:15', '2026-11-30T18:30:00.000Z'],
    // Summer time begins: 02:30 does not exist.
    ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    // Summer time ends: 02:30 comes twice.
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Paris', '2026-10-25T03:30', '2026-10-25T02:30:00.000Z'],
  ])('finds the moment in %s at %s', (zone, clock, moment) => {
    expect(momentOfWallClock(clock, zone)?.toISOString()).toBe(moment)
  })

  it('is the browser’s own clock when no zone is chosen', () => {
    expect(momentOfWallClock('2026-06-01T10:30')).toEqual(new Date('2026-06-01T10:30'))
  })

  it.each([undefined, 'America/New_York', 'Asia/Tokyo'])(
    'takes every year of four digits, as one is typed digit by digit, in %s',
    (zone) => {
      for (const year of ['0000', '0001', '0002', '0020', '0202', '2026', '9998', '9999']) {
        for (const time of ['01-01T00:00', '11-23T10:30', '12-31T23:59']) {
          const moment = momentOfWallClock(`${year}-${time}`, zone)
          if (moment === undefined) expect(year).toMatch(/^(000[01]|9999)$/)
          else if (Number(year) > 1000) expect(wallClockOf(moment, zone)).toBe(`${year}-${time}`)
          else expect(moment.getTime()).not.toBeNaN()
        }
      }
    },
  )

  it.each(['', '2026', 'tomorrow', '2026-99-99T10:00'])('knows that %j is no time', (text) => {
    expect(momentOfWallClock(text, 'UTC')).toBeUndefined()
  })
})
