import { formatNumber } from './formats.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How far away a moment is, in words: "Just now", "2 hours ago", "Yesterday", "In 42 days".
 *
 * @returns undefined when it lies more than 30 days back, where a date says more
 */
export function relativeTime(moment: Date, now: Date): string | undefined {
  const ahead = moment.getTime() - now.getTime()
  const distance = Math.abs(ahead)
  if (ahead < -30 * DAY) return undefined
  if (distance < MINUTE) return ahead > 0 ? 'In less than a minute' : 'Just now'
  const [unit, size] =
    distance < HOUR
      ? (['minute', MINUTE] as const)
      : distance < DAY
        ? (['hour', HOUR] as const)
        : distance < 365 * DAY
          ? (['day', DAY] as const)
          : (['year', 365 * DAY] as const)
  // Whole units only: what is 47 hours away is not two days away yet.
  const count = Math.trunc(distance / size)
  if (ahead > 0) return `In ${countOf(count, unit)}`
  return count === 1 && unit === 'day' ? 'Yesterday' : `${countOf(count, unit)} ago`
}

/**
 * "1 day", "42 days". By hand, because the words are English anyway and the first formatter takes a
 * browser about 12 ms to make.
 */
export function countOf(count: number, unit: 'minute' | 'hour' | 'day' | 'year'): string {
  return `${formatNumber(count)} ${unit}${count === 1 ? '' : 's'}`
}
