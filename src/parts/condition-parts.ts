/**
 * The conditions that the visual builder knows, and CEL: `writeCondition` writes them, `readCondition`
 * reads what it wrote, and what a person wrote in the same few forms.
 */

export type TextPart = {
  kind: 'ip' | 'user_agent'
  operator: 'is' | 'is_not' | 'one_of' | 'starts_with' | 'contains'
  /** With `one_of`, several texts with commas between them. */
  value: string
}

export type TimePart = {
  kind: 'time'
  operator: 'before' | 'after' | 'between'
  /** Times in UTC, such as `2026-12-31T22:00:00Z`; the one that the operator has no use for is ''. */
  from: string
  to: string
}

export type DaysPart = {
  kind: 'days'
  /** 0 is Sunday. */
  days: readonly number[]
  zone: string
}

export type HoursPart = {
  kind: 'hours'
  /** Whole hours: from 0 to 23, to 1 to 24; `to` itself is outside. */
  from: number
  to: number
  zone: string
}

/** One line of the builder; all lines of a condition must hold. */
export type ConditionPart = TextPart | TimePart | DaysPart | HoursPart

const VARIABLES = { ip: 'request.ip', user_agent: 'request.user_agent' } as const

/** The parts as CEL, joined by "and". They must be whole: see `partProblem`. */
export function writeCondition(parts: readonly ConditionPart[]): string {
  return parts.map(writePart).join(' && ')
}

function writePart(part: ConditionPart): string {
  switch (part.kind) {
    case 'time': {
      const from = `request.time >= timestamp(${JSON.stringify(part.from)})`
      const to = `request.time < timestamp(${JSON.stringify(part.to)})`
      if (part.operator === 'before') return to
      return part.operator === 'after' ? from : `${from} && ${to}`
    }
    case 'days': {
      const days = part.days.toSorted((a, b) => a - b).join(', ')
      return `request.time.getDayOfWeek(${JSON.stringify(part.zone)}) in [${days}]`
    }
    case 'hours': {
      const hour = `request.time.getHours(${JSON.stringify(part.zone)})`
      return `${hour} >= ${part.from} && ${hour} < ${part.to}`
    }
    default: {
      const variable = VARIABLES[part.kind]
      const value = JSON.stringify(part.value.trim())
      if (part.operator === 'is') return `${variable} == ${value}`
      if (part.operator === 'is_not') return `${variable} != ${value}`
      if (part.operator === 'starts_with') return `${variable}.startsWith(${value})`
      if (part.operator === 'contains') return `${variable}.contains(${value})`
      return `${variable} in [${listed(part.value)
        .map((text) => JSON.stringify(text))
        .join(', ')}]`
    }
  }
}

/** The single texts of a list with commas. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/**
 * Reads a condition back into parts.
 *
 * @returns undefined for a text that says more than the builder can show
 */
export function readCondition(text: string): ConditionPart[] | undefined {
  if (text.trim() === '') return []
  const parts: ConditionPart[] = []
  for (const clause of clausesOf(text)) {
    const part = readClause(clause.trim())
    if (part === undefined) return undefined
    const before = parts.at(-1)
    const joined = before && join(before, part)
    if (joined) parts[parts.length - 1] = joined
    else parts.push(part)
  }
  // Half an hour range is CEL that a person may write, and nothing that the builder can show.
  return parts.some((part) => part.kind === 'hours' && (part.from < 0 || part.to < 0))
    ? undefined
    : parts
}

/** Splits at `&&` outside of quotes; a text with other operators or brackets fails in `readClause`. */
function clausesOf(text: string): string[] {
  const clauses = ['']
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|&&|[\s\S]/g)) {
    if (token === '&&') clauses.push('')
    else clauses[clauses.length - 1] += token
  }
  return clauses
}

const TEXT = `("(?:\\\\.|[^"\\\\])*"|'[^'\\\\"]*')`
const FORMS = {
  equals: new RegExp(`^request\\.(ip|user_agent)\\s*(==|!=)\\s*${TEXT}$`),
  calls: new RegExp(`^request\\.(ip|user_agent)\\.(startsWith|contains)\\(\\s*${TEXT}\\s*\\)$`),
  within: new RegExp(
    `^request\\.(ip|user_agent)\\s+in\\s+\\[\\s*(${TEXT}(?:\\s*,\\s*${TEXT})*)\\s*\\]$`,
  ),
  time: new RegExp(`^request\\.time\\s*(>=|<)\\s*timestamp\\(\\s*${TEXT}\\s*\\)$`),
  days: new RegExp(
    `^request\\.time\\.getDayOfWeek\\(\\s*${TEXT}\\s*\\)\\s+in\\s+\\[([0-6](?:\\s*,\\s*[0-6])*)\\]$`,
  ),
  hours: new RegExp(`^request\\.time\\.getHours\\(\\s*${TEXT}\\s*\\)\\s*(>=|<)\\s*(\\d{1,2})$`),
}
const UTC_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

function readClause(clause: string): ConditionPart | undefined {
  const equals = FORMS.equals.exec(clause)
  if (equals) {
    return textPart(equals[1], equals[2] === '==' ? 'is' : 'is_not', unquoted(equals[3]))
  }
  const calls = FORMS.calls.exec(clause)
  if (calls) {
    const operator = calls[2] === 'contains' ? 'contains' : 'starts_with'
    return textPart(calls[1], operator, unquoted(calls[3]))
  }
  const within = FORMS.within.exec(clause)
  if (within) {
    const texts = (within[2] ?? '').match(new RegExp(TEXT, 'g'))?.map(unquoted) ?? []
    if (texts.some((text) => text === undefined || text.includes(','))) return undefined
    return textPart(within[1], 'one_of', texts.join(', '))
  }
  const time = FORMS.time.exec(clause)
  if (time) {
    const moment = unquoted(time[2])
    if (moment === undefined || !UTC_SECONDS.test(moment)) return undefined
    return time[1] === '<'
      ? { kind: 'time', operator: 'before', from: '', to: moment }
      : { kind: 'time', operator: 'after', from: moment, to: '' }
  }
  const days = FORMS.days.exec(clause)
  if (days) {
    const zone = unquoted(days[1])
    return zone === undefined
      ? undefined
      : { kind: 'days', days: listed(days[2] ?? '').map(Number), zone }
  }
  const hours = FORMS.hours.exec(clause)
  const zone = unquoted(hours?.[1])
  if (!hours || zone === undefined) return undefined
  const hour = Number(hours[3])
  // -1 marks the half that is still to come.
  return hours[2] === '<'
    ? { kind: 'hours', from: -1, to: hour, zone }
    : { kind: 'hours', from: hour, to: -1, zone }
}

/** Two neighbours that are one line of the builder. */
function join(a: ConditionPart, b: ConditionPart): ConditionPart | undefined {
  if (a.kind === 'time' && b.kind === 'time' && a.operator === 'after' && b.operator === 'before') {
    return { kind: 'time', operator: 'between', from: a.from, to: b.to }
  }
  if (a.kind === 'hours' && b.kind === 'hours' && a.zone === b.zone && a.to < 0 && b.from < 0) {
    return { kind: 'hours', from: a.from, to: b.to, zone: a.zone }
  }
  return undefined
}

function textPart(
  kind: string | undefined,
  operator: TextPart['operator'],
  value: string | undefined,
): TextPart | undefined {
  if (kind !== 'ip' && kind !== 'user_agent') return undefined
  return value === undefined ? undefined : { kind, operator, value }
}

/** What a quoted text says; undefined for one with escapes that JSON does not know. */
function unquoted(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined
  if (quoted.startsWith("'")) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return undefined
  }
}

const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)$/i
const IP_START = /^[\da-f.:]+$/i

/** What a line still lacks before it can be written, for people; undefined when it is whole. */
export function partProblem(part: ConditionPart): string | undefined {
  switch (part.kind) {
    case 'time':
      if (part.operator !== 'before' && part.from === '') return 'Choose a date and time.'
      if (part.operator !== 'after' && part.to === '') return 'Choose a date and time.'
      return part.operator === 'between' && part.from >= part.to
        ? 'The end must be after the start.'
        : undefined
    case 'days':
      return part.days.length === 0 ? 'Choose at least one day.' : undefined
    case 'hours':
      return part.from >= part.to ? 'The last hour must be after the first.' : undefined
    case 'ip': {
      const texts = part.operator === 'one_of' ? listed(part.value) : [part.value.trim()]
      if (texts.length === 0 || texts[0] === '') return 'Enter an IP address.'
      const pattern = part.operator === 'starts_with' ? IP_START : IP
      const wrong = texts.find((text) => !pattern.test(text))
      return wrong === undefined ? undefined : `“${wrong}” is not an IP address.`
    }
    default:
      return part.value.trim() === '' ? 'Enter a text.' : undefined
  }
}
