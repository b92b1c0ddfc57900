import { type ConditionPart, listed, readCondition } from './condition-parts.ts'

/** Names of the days of the week, from Sunday, as CEL counts them. */
export const DAY_NAMES = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

/**
 * When a condition holds, as the end of a sentence: "when the IP address is 203.0.113.7". One that says
 * more than the visual builder can show is only mentioned.
 */
export function conditionWords(condition: string): string {
  const parts = readCondition(condition)
  return parts && parts.length > 0
    ? `when ${parts.map(partWords).join(', and ')}`
    : 'when its condition holds'
}

function partWords(part: ConditionPart): string {
  switch (part.kind) {
    case 'time':
      if (part.operator === 'before') return `it is before ${utc(part.to)}`
      if (part.operator === 'after') return `it is ${utc(part.from)} or later`
      return `it is between ${utc(part.from)} and ${utc(part.to)}`
    case 'days':
      return `it is ${inWords(part.days.map((day) => DAY_NAMES[day] ?? ''))} in ${place(part.zone)}`
    case 'hours':
      return `it is between ${hour(part.from)} and ${hour(part.to)} in ${place(part.zone)}`
    default: {
      const subject = part.kind === 'ip' ? 'the IP address' : 'the user agent'
      if (part.operator === 'one_of')
        return `${subject} is ${inWords(listed(part.value).map(quoted))}`
      return `${subject} ${VERBS[part.operator]} ${quoted(part.value)}`
    }
  }
}

const VERBS = {
  is: 'is',
  is_not: 'is not',
  starts_with: 'starts with',
  contains: 'contains',
} as const

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function quoted(text: string): string {
  return `“${text}”`
}

function utc(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`
}

function hour(value: number): string {
  return `${String(value).padStart(2, '0')}:00`
}

function place(zone: string): string {
  return zone === 'UTC' ? 'UTC' : `the time zone ${zone}`
}
