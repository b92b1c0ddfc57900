import { timeZoneName } from '../../ui/formats.ts'
import { momentOfWallClock, wallClockOf } from '../../ui/wall-clock.ts'

/** The time zone that dates are shown in, such as `Europe/Paris`. */
export function localZone(): string {
  return timeZoneName()
}

/** All time zones that the browser knows, UTC first. */
export function allZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}

/** A time in UTC as the person's own clock shows it, for a `datetime-local` field. */
export function toLocalInput(utc: string): string {
  const moment = new Date(utc)
  return Number.isNaN(moment.getTime()) ? '' : wallClockOf(moment)
}

/** What a `datetime-local` field holds, in UTC to the second; '' for a field without a time. */
export function fromLocalInput(local: string): string {
  const moment = momentOfWallClock(local)
  return moment ? `${moment.toISOString().slice(0, 19)}Z` : ''
}
