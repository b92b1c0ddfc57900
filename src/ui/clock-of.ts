/**
 * What a clock shows at a moment: "2026-11-23T14:30:05". Years have four digits, as those have that
 * are being typed into a field: "0002".
 *
 * @param timeZone where it hangs; undefined for the browser's own zone, which needs no formatter: the
 *   first of those takes a browser about 12 ms to make
 */
export function clockOf(moment: Date, timeZone: string | undefined): string {
  if (timeZone === undefined) {
    const date = [
      digits(moment.getFullYear(), 4),
      digits(moment.getMonth() + 1),
      digits(moment.getDate()),
    ]
    const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((part) =>
      digits(part),
    )
    return `${date.join('-')}T${time.join(':')}`
  }
  // Swedish dates are ISO 8601's, apart from the space and the years before 1000.
  const [year = '', ...rest] = clockFormat(timeZone).format(moment).replace(' ', 'T').split('-')
  return [year.padStart(4, '0'), ...rest].join('-')
}

function digits(value: number, count = 2): string {
  return String(value).padStart(count, '0')
}

let format: Intl.DateTimeFormat | undefined
let formatZone: string | undefined

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  if (!format || formatZone !== timeZone) {
    formatZone = timeZone
    format = new Intl.DateTimeFormat('sv-SE', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
  }
  return format
}
