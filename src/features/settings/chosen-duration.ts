import { describeDuration } from '../../parts/describe-duration.ts'
import { DAY, type Duration, HOUR, inSeconds, toParts, YEAR } from './durations.ts'

/** A length of time from a list of usual ones, one of one's own, or none. */
export interface ChosenDuration {
  /** Seconds as text, `none` or `custom`. */
  choice: string
  /** What `custom` means. */
  custom: Duration
}

const USUAL = [
  { seconds: HOUR, label: '1 hour' },
  { seconds: 12 * HOUR, label: '12 hours' },
  { seconds: DAY, label: '1 day' },
  { seconds: 7 * DAY, label: '1 week' },
  { seconds: 30 * DAY, label: '30 days' },
  { seconds: 90 * DAY, label: '90 days' },
  { seconds: 180 * DAY, label: '180 days' },
  { seconds: YEAR, label: '1 year' },
]

export interface DurationBounds {
  /** In seconds; none is shorter than an hour. */
  longest: number
  /** What no limit at all is called, where there may be none; it counts as 0 seconds. */
  noneLabel?: string | undefined
}

/** The choices of a list, one of one's own last. */
export function durationChoices({ longest, noneLabel }: DurationBounds) {
  return [
    ...(noneLabel ? [{ value: 'none', label: noneLabel }] : []),
    ...USUAL.filter(({ seconds }) => seconds <= longest).map(({ seconds, label }) => ({
      value: String(seconds),
      label,
    })),
    { value: 'custom', label: 'Custom' },
  ]
}

/** How a form shows what is set now. */
export function toChosen(seconds: number): ChosenDuration {
  if (seconds === 0) return { choice: 'none', custom: toParts(30 * DAY) }
  const usual = USUAL.some((one) => one.seconds === seconds)
  return { choice: usual ? String(seconds) : 'custom', custom: toParts(seconds) }
}

/** The seconds that are chosen; 0 for none, NaN when what was typed is no number. */
export function chosenSeconds({ choice, custom }: ChosenDuration): number {
  if (choice === 'none') return 0
  return choice === 'custom' ? inSeconds(custom) : Number(choice)
}

/** What is wrong with a length of time that was typed; undefined when nothing is. */
export function durationProblem(duration: Duration, longest: number): string | undefined {
  const seconds = inSeconds(duration)
  if (Number.isNaN(seconds)) return 'Enter a whole number.'
  return seconds < HOUR || seconds > longest
    ? `Choose from 1 hour to ${describeDuration(longest)}.`
    : undefined
}
