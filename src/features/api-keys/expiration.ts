/** How long a key lives, as the form offers it; every choice counts from the moment of creation. */
export const expirationChoices = [
  { value: 'never', label: 'Never' },
  { value: '1h', label: '1 hour' },
  { value: '1w', label: '1 week' },
  { value: '1m', label: '1 month' },
  { value: '1y', label: '1 year' },
  { value: 'custom', label: 'Custom date and time' },
] as const

export type ExpirationChoice = (typeof expirationChoices)[number]['value']

export interface ExpirationValue {
  choice: ExpirationChoice | 'keep'
  /** Local wall-clock time `YYYY-MM-DDTHH:mm`; read only when the choice is `custom`. */
  custom: string
}

/** The same day of a later month, or that month's last day when it has no such day. */
function addMonths(from: Date, months: number): Date {
  const result = new Date(from)
  result.setDate(1)
  result.setMonth(result.getMonth() + months)
  const lastDay = new Date(result.getFullYear(), result.getMonth() + 1, 0).getDate()
  result.setDate(Math.min(from.getDate(), lastDay))
  return result
}

/**
 * When a key made at `now` stops working. Undefined means never, or, for `keep`, no change; also
 * undefined while a custom time is not filled in.
 */
export function expirationEnd(value: ExpirationValue, now: Date): Date | undefined {
  switch (value.choice) {
    case 'keep':
    case 'never':
      return undefined
    case '1h':
      return new Date(now.getTime() + 60 * 60 * 1000)
    case '1w': {
      const end = new Date(now)
      end.setDate(end.getDate() + 7)
      return end
    }
    case '1m':
      return addMonths(now, 1)
    case '1y':
      return addMonths(now, 12)
    case 'custom': {
      // Without an offset, a date-time string is read as local time, which is what was typed.
      const end = new Date(value.custom)
      return Number.isNaN(end.getTime()) ? undefined : end
    }
  }
}

/** Why this expiration cannot be used, or undefined when it can. */
export function expirationError(value: ExpirationValue, now: Date): string | undefined {
  if (value.choice !== 'custom') return undefined
  const end = expirationEnd(value, now)
  if (!end) return 'Enter the date and time at which the key stops working.'
  if (end.getTime() <= now.getTime()) return 'Choose a time that is still to come.'
  return undefined
}

const two = (part: number) => String(part).padStart(2, '0')

/** A Date as the local wall-clock text that a date-time input holds. */
export function toLocalInput(date: Date): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The end in local time, named by its zone, and in UTC. */
export function describeEnd(end: Date): string {
  const local = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(end)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const utc = end.toISOString().slice(0, 16).replace('T', ' ')
  return `The key stops working on ${local} (${zone}), ${utc} UTC.`
}
