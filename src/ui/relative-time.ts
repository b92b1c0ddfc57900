const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formatter = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const counting = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

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
  const [unit, size]: [Intl.RelativeTimeFormatUnit, number] =
    distance < HOUR
      ? ['minute', MINUTE]
      : distance < DAY
        ? ['hour', HOUR]
        : distance < 365 * DAY
          ? ['day', DAY]
          : ['year', 365 * DAY]
  // Whole units only: what is 47 hours away is not two days away yet.
  const words = (ahead > 0 ? counting : formatter).format(Math.trunc(ahead / size), unit)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
