import { clockOf } from './clock-of.ts'
import { currentFormats } from './formats.ts'

/** A clock without a zone, as a `datetime-local` field holds it. */
const WALL_CLOCK = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/

/**
 * What the clock on the person's wall shows at a moment.
 *
 * @param timeZone the zone of the wall; the chosen one unless given
 * @returns "YYYY-MM-DDTHH:mm", for a `DateTimeField`
 */
export function wallClockOf(
  moment: Date,
  timeZone: string | undefined = currentFormats().timeZone,
): string {
  return clockOf(moment, timeZone).slice(0, 16)
}

/**
 * The moment at which the clock on the person's wall shows a time. Of a time that comes twice, when
 * summer time ends, it is the first; one that is skipped, when summer time begins, is an hour later.
 *
 * @param text "YYYY-MM-DDTHH:mm", from a `DateTimeField`
 * @param timeZone the zone of the wall; the chosen one unless given
 * @returns undefined for a text that is no time
 */
export function momentOfWallClock(
  text: string,
  timeZone: string | undefined = currentFormats().timeZone,
): Date | undefined {
  const shown = WALL_CLOCK.test(text) ? Date.parse(`${text}Z`) : Number.NaN
  if (Number.isNaN(shown)) return undefined
  // How far the wall is ahead of UTC depends on the moment sought: it is tried on both sides of a
  // change of the clock, and the earlier moment that shows the time wins.
  const candidates = [-DAY, DAY].map((shift) => shown - aheadOfUtc(shown + shift, timeZone))
  // At the ends of the calendar there is none, in a year before the first or after 9999.
  if (candidates.some(Number.isNaN)) return undefined
  const fitting = candidates.filter((time) => time + aheadOfUtc(time, timeZone) === shown)
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates))
}

const DAY = 24 * 60 * 60 * 1000

/** How far the wall's clock is ahead of UTC at a moment; both in milliseconds. */
function aheadOfUtc(time: number, timeZone: string | undefined): number {
  const wholeSecond = Math.floor(time / 1000) * 1000
  return Date.parse(`${clockOf(new Date(wholeSecond), timeZone)}Z`) - wholeSecond
}
