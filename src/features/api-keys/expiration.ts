import { describeDuration } from '../../parts/describe-duration.ts'
import { formatMoment, timeZoneName } from '../../ui/formats.ts'
import { momentOfWallClock } from '../../ui/wall-clock.ts'

/** How long a key lives, as the form offers it; every choice counts from the moment of creation. */
export const expirationChoices = [
  { value: 'never', label: 'Never' },
  { value: '1h', label: '1 hour' },
  { value: '1w', label: '1 week' },
  { value: '1m', label: '1 month' },
  { value: '1y', label: '1 year' },
  { value: 'custom', label: 'Custom date and time' },
] as const

export type ExpirationChoice = (typeof expirationChoices)[number]['value']

/** What a new form starts with: a year, or the longest that the Organization allows. */
export function firstExpiration(maxSeconds: number, now: Date): ExpirationValue {
  const year: ExpirationValue = { choice: '1y', custom: '' }
  return isTooLong(year, now, maxSeconds) ? { choice: 'max', custom: '' } : year
}

/** Whether a choice goes beyond the Organization's maximum life of a key; 0 is no maximum. */
export function isTooLong(value: ExpirationValue, now: Date, maxSeconds: number): boolean {
  if (maxSeconds === 0 || value.choice === 'keep') return false
  if (value.choice === 'never') return true
  const end = expirationEnd(value, now, maxSeconds)
  return end !== undefined && end.getTime() > now.getTime() + maxSeconds * 1000
}

export interface ExpirationValue {
  /** `max` is the longest that the Organization allows, `keep` leaves a key's expiration alone. */
  choice: ExpirationChoice | 'max' | 'keep'
  /** Time `YYYY-MM-DDTHH:mm` on the person's clock; read only when the choice is `custom`. */
  custom: string
}

/** The same day of a later month, or that month's last day when it has no such day. */
function addMonths(from: Date, months: number): Date {
  const result = new Date(from)
  result.setDate(1)
  result.setMonth(result.getMonth() + months)
  const lastDay = new Date(result.getFullYear(), result.getMonth() + 1, 0).getDate()
  result.setDate(Math.min(from.getDate(), lastDay))
  return result
}

/**
 * When a key made at `now` stops working. Undefined means never, or, for `keep`, no change; also
 * undefined while a custom time is not filled in.
 */
export function expirationEnd(value: ExpirationValue, now: Date, maxSeconds = 0): Date | undefined {
  switch (value.choice) {
    case 'max':
      return new Date(now.getTime() + maxSeconds * 1000)
    case 'keep':
    case 'never':
      return undefined
    case '1h':
      return new Date(now.getTime() + 60 * 60 * 1000)
    case '1w': {
      const end = new Date(now)
      end.setDate(end.getDate() + 7)
      return end
    }
    case '1m':
      return addMonths(now, 1)
    case '1y':
      return addMonths(now, 12)
    case 'custom':
      return momentOfWallClock(value.custom)
  }
}

/**
 * Why this expiration cannot be used, or undefined when it can.
 *
 * @param maxSeconds the longest life of a key that the Organization allows; 0 for any
 */
export function expirationError(
  value: ExpirationValue,
  now: Date,
  maxSeconds = 0,
): string | undefined {
  if (isTooLong(value, now, maxSeconds)) {
    return `Choose an earlier end: your Organization allows API keys to live ${describeDuration(maxSeconds)} at most.`
  }
  if (value.choice !== 'custom') return undefined
  const end = expirationEnd(value, now)
  if (!end) return 'Enter the date and time at which the key stops working.'
  if (end.getTime() <= now.getTime()) return 'Choose a time that is still to come.'
  return undefined
}

/** What browsers call UTC; the last is Chromium's word for a system's zone GMT. */
const UTC_ZONE = /^(?:UTC|GMT|Etc\/(?:UTC|GMT)|\+00:00)$/

/** The end in the person's time zone, named by its zone, and in UTC; once for whoever lives by UTC. */
export function describeEnd(end: Date): string {
  const local = formatMoment(end, 'long')
  const zone = timeZoneName()
  if (UTC_ZONE.test(zone)) return `The key stops working on ${local} UTC.`
  const utc = end.toISOString().slice(0, 16).replace('T', ' ')
  return `The key stops working on ${local} (${zone}), ${utc} UTC.`
}
