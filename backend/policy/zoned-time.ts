/** What the calendar and the clock show somewhere; months, days and weekdays count as CEL does. */
export const TIME_GETTERS = {
  getFullYear: (at: WallTime) => at.year,
  getMonth: (at: WallTime) => at.month - 1,
  getDate: (at: WallTime) => at.day,
  getDayOfMonth: (at: WallTime) => at.day - 1,
  getDayOfWeek: (at: WallTime) => new Date(midnight(at)).getUTCDay(),
  getDayOfYear: (at: WallTime) => (midnight(at) - Date.UTC(at.year, 0, 1)) / DAY_MILLISECONDS,
  getHours: (at: WallTime) => at.hour,
  getMinutes: (at: WallTime) => at.minute,
  getSeconds: (at: WallTime) => at.second,
} as const

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000
const MINUTE_MILLISECONDS = 60 * 1000

interface WallTime {
  readonly year: number
  /** 1 is January. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/**
 * What a wall clock shows at this moment, whatever the time zone of the machine is.
 *
 * @param zone Name of a time zone, such as `Europe/Paris`, or an offset, such as `+02:00`.
 * @throws RangeError for a zone that does not exist.
 */
export function wallTime(moment: Date, zone: string): WallTime {
  const offset = /^([+-]?)(\d\d):(\d\d)$/.exec(zone)
  if (offset !== null) {
    const [, sign, hours, minutes] = offset
    const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
    return read(new Date(moment.getTime() + ahead * MINUTE_MILLISECONDS))
  }
  if (last?.zone === zone && last.moment === moment.getTime()) return last.shown
  const shown = format(moment, zone)
  last = { zone, moment: moment.getTime(), shown }
  return shown
}

/** Conditions ask for the hour, the minute and the day of one moment in one zone. */
let last: { zone: string; moment: number; shown: WallTime } | undefined

function format(moment: Date, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return {
    year: parts['year'] ?? 0,
    month: parts['month'] ?? 1,
    day: parts['day'] ?? 1,
    hour: parts['hour'] ?? 0,
    minute: parts['minute'] ?? 0,
    second: parts['second'] ?? 0,
  }
}

function read(shifted: Date): WallTime {
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  }
}

function midnight({ year, month, day }: WallTime): number {
  return Date.UTC(year, month - 1, day)
}

const MOST_FORMATS = 50
/** A format costs far more to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  if (formats.size >= MOST_FORMATS) formats.clear()
  formats.set(zone, format)
  return format
}
