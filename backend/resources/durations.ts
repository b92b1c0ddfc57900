import { z } from '../http/schema.ts'

const HOUR_SECONDS = 3600
const DAY_SECONDS = 24 * HOUR_SECONDS

/**
 * A duration as the API writes it, such as `3600s`. Parts of a second are cut; read it with
 * `secondsOf`.
 */
export const duration = (bounds: { atLeast: number; atMost: number; orNone?: boolean }) => {
  const range = `from ${durationText(bounds.atLeast)} to ${durationText(bounds.atMost)}${
    bounds.orNone === true ? ', or 0s for no limit' : ''
  }`
  return z
    .string()
    .max(30)
    .regex(/^\d+(\.\d{1,9})?s$/, { error: 'must be a number of seconds, such as 3600s' })
    .refine(
      (text) => {
        const seconds = secondsOf(text)
        // Less than a second is no way to say "none".
        if (bounds.orNone === true && Number.parseFloat(text) === 0) return true
        return seconds >= bounds.atLeast && seconds <= bounds.atMost
      },
      { error: `must be ${range}` },
    )
    .openapi({ description: `Seconds, such as \`3600s\`; ${range}.` })
}

/** Whole seconds of a duration on the wire. */
export function secondsOf(text: string): number {
  return Math.floor(Number(text.slice(0, -1)))
}

/** A duration on the wire. */
export function toDuration(seconds: number): string {
  return `${seconds}s`
}

/** A duration for people, in the largest unit that it is a whole number of. */
export function durationText(seconds: number): string {
  if (seconds % DAY_SECONDS === 0) return count(seconds / DAY_SECONDS, 'day')
  if (seconds % HOUR_SECONDS === 0) return count(seconds / HOUR_SECONDS, 'hour')
  return count(seconds, 'second')
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
