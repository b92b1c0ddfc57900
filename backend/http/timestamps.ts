/**
 * Times on the wire and in the store: RFC 3339 in UTC with six decimals, so that text order is time
 * order. A Date holds milliseconds only; the decimals below are kept as text.
 */

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/

/** A Date as stored text. */
export function toTimestamp(date: Date): string {
  return `${date.toISOString().slice(0, -1)}000Z`
}

export interface ParsedTimestamp {
  /** Stored form. */
  readonly value: string
  /** Precision to answer with: the API keeps 0, 3 or 6 decimals of what the client sent. */
  readonly decimals: 0 | 3 | 6
}

/** Reads a client's RFC 3339 time; undefined when it is none. Decimals beyond the sixth are cut. */
export function parseTimestamp(text: string): ParsedTimestamp | undefined {
  const match = RFC_3339.exec(text)
  if (match === null) return undefined
  const [, day = '', time = '', fraction = '', offset = ''] = match
  const instant = Date.parse(`${day}T${time}${offset.toUpperCase()}`)
  if (Number.isNaN(instant) || !isCalendarDay(day)) return undefined
  const utc = new Date(instant).toISOString()
  // In UTC it may fall out of the four-digit years, which text order needs.
  if (!/^\d{4}-/.test(utc)) return undefined
  const seconds = utc.slice(0, 19)
  const decimals = fraction === '' ? 0 : fraction.length <= 3 ? 3 : 6
  return { value: `${seconds}.${fraction.slice(0, 6).padEnd(6, '0')}Z`, decimals }
}

/** A stored time with the given number of decimals. */
export function formatTimestamp(stored: string, decimals: number): string {
  return decimals === 0 ? `${stored.slice(0, 19)}Z` : `${stored.slice(0, 20 + decimals)}Z`
}

/**
 * Gives the current time as stored text, each later than the one before: rows made within one
 * millisecond keep the order in which they were made.
 */
export function createTimestamps(clock: () => Date): () => string {
  let last = 0
  return () => {
    last = Math.max(clock().getTime() * 1000, last + 1)
    const milliseconds = Math.floor(last / 1000)
    const micros = String(last % 1000).padStart(3, '0')
    return `${new Date(milliseconds).toISOString().slice(0, -1)}${micros}Z`
  }
}

/** Whether the day exists: Date.parse takes 30 February for 2 March. */
function isCalendarDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day)
}
