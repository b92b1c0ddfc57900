import { afterEach, expect, it, vi } from 'vitest'

import { clockOf } from './clock-of.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('shows the time of a zone', () => {
  const moment = new Date('2026-11-23T23:30:05Z')
  expect(clockOf(moment, 'UTC')).toBe('2026-11-23T23:30:05')
  expect(clockOf(moment, 'Asia/Tokyo')).toBe('2026-11-24T08:30:05')
})

it.each(['UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
  "shows the same by hand in the browser's own zone, %s",
  (zone) => {
    vi.stubEnv('TZ', zone)
    const start = Date.parse('2026-01-01T00:00:00Z')
    for (let hour = 0; hour < 365 * 24; hour += 7) {
      const moment = new Date(start + hour * 3_600_000 + 61_000)
      expect(clockOf(moment, undefined)).toBe(clockOf(moment, zone))
    }
  },
)
