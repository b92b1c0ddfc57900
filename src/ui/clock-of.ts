/**
 * What a clock shows at a moment: "2026-11-23T14:30:05".
 *
 * @param timeZone where it hangs; undefined for the browser's own zone, which needs no formatter: the
 *   first of those takes a browser about 12 ms to make
 */
export function clockOf(moment: Date, timeZone: string | undefined): string {
  if (timeZone === undefined) {
    const date = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    return `${date.map(twoDigits).join('-')}T${time.map(twoDigits).join(':')}`
  }
  // Swedish dates are ISO 8601's, apart from the space.
  return clockFormat(timeZone).format(moment).replace(' ', 'T')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
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
