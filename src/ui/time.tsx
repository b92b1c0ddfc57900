import { relativeTime } from './relative-time.ts'

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const dateTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const utc = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})

let timeSource = () => new Date()

/** Sets the clock relative times are counted from; the page's own unless set. */
export function setTimeSource(source: () => Date): void {
  timeSource = source
}

/**
 * A moment in the person's own time zone; the whole of it, in UTC, on hover.
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
  const moment = typeof value === 'string' ? new Date(value) : value
  const text =
    (format === 'relative' ? relativeTime(moment, now ?? timeSource()) : undefined) ??
    (format === 'datetime' ? dateTime : date).format(moment)
  return (
    <time
      dateTime={moment.toISOString()}
      title={`${utc.format(moment)} UTC`}
      className="whitespace-nowrap"
    >
      {text}
    </time>
  )
}
