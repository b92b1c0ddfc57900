import { formatMoment, useFormats } from './formats.ts'
import { relativeTime } from './relative-time.ts'

let timeSource = () => new Date()

/** Sets the clock relative times are counted from; the page's own unless set. */
export function setTimeSource(source: () => Date): void {
  timeSource = source
}

/**
 * A moment in the person's language and time zone; the whole of it, in UTC, on hover.
 *
 * @param format "23 Nov 2026", "23 Nov 2026, 09:00" or "2 hours ago"; what is more than 30 days back
 *   is a date
 * @param now what a relative time is counted from, else the time source
 */
export function Time({
  value,
  format = 'date',
  now,
}: {
  value: string | Date
  format?: 'date' | 'datetime' | 'relative' | undefined
  now?: Date | undefined
}) {
  useFormats()
  const moment = typeof value === 'string' ? new Date(value) : value
  const text =
    (format === 'relative' ? relativeTime(moment, now ?? timeSource()) : undefined) ??
    formatMoment(moment, format === 'datetime' ? 'datetime' : 'date')
  return (
    <time dateTime={moment.toISOString()} title={utcTitle(moment)} className="whitespace-nowrap">
      {text}
    </time>
  )
}

/** "23 Nov 2026, 09:00:00 UTC", from "Mon, 23 Nov 2026 09:00:00 GMT". */
function utcTitle(moment: Date): string {
  const [, day, month, year, time] = moment.toUTCString().split(' ')
  return `${day} ${month} ${year}, ${time} UTC`
}
