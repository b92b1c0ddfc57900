export const HOUR = 60 * 60
export const DAY = 24 * HOUR
export const YEAR = 365 * DAY

/** Whole seconds of a duration as the API writes it, such as `3600s`; 0 for none. */
export function secondsOf(duration: string | undefined): number {
  const [, seconds] = /^(\d+)(?:\.\d+)?s$/.exec(duration ?? '') ?? []
  return Number(seconds ?? 0)
}

/** A duration as the API reads it. */
export function toDuration(seconds: number): string {
  return `${seconds}s`
}

/** A length of time as a form holds it: a number, as typed, of hours or days. */
export interface Duration {
  amount: string
  unit: DurationUnit
}

export type DurationUnit = 'hours' | 'days'

const UNIT_SECONDS: Record<DurationUnit, number> = { hours: HOUR, days: DAY }

/** In days where that comes out even, else in hours. */
export function toParts(seconds: number): Duration {
  const unit = seconds > 0 && seconds % DAY === 0 ? 'days' : 'hours'
  return { amount: String(Math.round(seconds / UNIT_SECONDS[unit])), unit }
}

/** In seconds; NaN when the amount is no whole number. */
export function inSeconds({ amount, unit }: Duration): number {
  return /^\d{1,6}$/.test(amount.trim()) ? Number(amount) * UNIT_SECONDS[unit] : Number.NaN
}
