import { describe, expect, it } from 'vitest'

import { expiryOf, timeLeft } from './expiry.ts'

const now = new Date('2026-11-23T09:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)

describe('expiryOf', () => {
  it('tells expired, soon, later and never apart', () => {
    expect(expiryOf(undefined, now).state).toBe('never')
    expect(expiryOf(now, now).state).toBe('expired')
    expect(expiryOf(inDays(-1), now).state).toBe('expired')
    expect(expiryOf(inDays(14), now).state).toBe('soon')
    expect(expiryOf(inDays(14.01), now).state).toBe('later')
  })
})

describe('timeLeft', () => {
  it('uses the largest unit that fits', () => {
    expect(timeLeft(inDays(365), now)).toBe('In 1 year')
    expect(timeLeft(inDays(364.99), now)).toBe('In 1 year')
    expect(timeLeft(inDays(364), now)).toBe('In 364 days')
    expect(timeLeft(inDays(6), now)).toBe('In 6 days')
    expect(timeLeft(inDays(0.5), now)).toBe('In 12 hours')
    expect(timeLeft(new Date(now.getTime() + 20_000), now)).toBe('In 1 minute')
  })
})
