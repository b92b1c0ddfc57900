import { countOf } from '../ui/relative-time.ts'

/** What a key's expiration means today. */
export type Expiry =
  | { state: 'never' }
  | { state: 'expired'; at: Date }
  | { state: 'soon'; at: Date }
  | { state: 'later'; at: Date }

/** From here on an expiration is worth a warning: 14 days, in milliseconds. */
const SOON = 14 * 24 * 60 * 60 * 1000

/**
 * Judges an expiration.
 *
 * @param now the server's time, which alone decides whether a key still works
 */
export function expiryOf(expiresAt: Date | undefined, now: Date): Expiry {
  if (!expiresAt) return { state: 'never' }
  const left = expiresAt.getTime() - now.getTime()
  if (left <= 0) return { state: 'expired', at: expiresAt }
  return { state: left <= SOON ? 'soon' : 'later', at: expiresAt }
}

const UNITS = [
  { unit: 'year', ms: 365 * 24 * 60 * 60 * 1000 },
  { unit: 'day', ms: 24 * 60 * 60 * 1000 },
  { unit: 'hour', ms: 60 * 60 * 1000 },
  { unit: 'minute', ms: 60 * 1000 },
] as const

/** What is short of a unit by less than this part of it counts as the unit: a new key's "In 1 year". */
const TOLERANCE = 0.002

/** The time left, in its largest unit: "In 6 days". Never counts past the end. */
export function timeLeft(at: Date, now: Date): string {
  const left = Math.max(at.getTime() - now.getTime(), 0)
  const { unit, ms } =
    UNITS.find((one) => left >= one.ms * (1 - TOLERANCE)) ?? UNITS[UNITS.length - 1]!
  return `In ${countOf(Math.max(Math.round(left / ms), 1), unit)}`
}
