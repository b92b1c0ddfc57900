import { Environment, type ASTNode } from '@marcbachmann/cel-js'

import { findPattern, type StepBudget } from './patterns.ts'
import { TIME_GETTERS, wallTime } from './zoned-time.ts'

/**
 * The language of conditions: standard CEL over `request` and `resource`. Three things of the library
 * are replaced, under names that no text can hold: `matches`, whose patterns could take forever, the
 * parts of a time, which depended on the machine's own time zone, and `timestamp`, which read more than
 * RFC 3339.
 */

/** What conditions may ask. Fields of the resource are absent from requests that have none. */
export const VARIABLES = {
  request: { ip: 'string', time: 'google.protobuf.Timestamp', user_agent: 'string' },
  resource: { id: 'string', name: 'string', locality: 'string' },
} as const

/** Standard functions and macros; extensions of the library are not offered. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'has all exists exists_one filter map',
    'contains endsWith matches size startsWith',
    'bool bytes double duration dyn int string timestamp type uint',
    'getFullYear getMonth getDate getDayOfMonth getDayOfWeek getDayOfYear',
    'getHours getMinutes getSeconds getMilliseconds',
  ].flatMap((names) => names.split(' ')),
)

/** The macros that go through a list. */
export const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

const TIME = 'google.protobuf.Timestamp'
const SPAN = 'google.protobuf.Duration'
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/

/** What the `matches` of one evaluation may still cost; evaluations do not overlap. */
export const budget: StepBudget = { steps: 0 }

/** Checks what people write; its errors name the functions as they are written. */
export const language = base()
/** Runs what has been checked, after `callOwnFunctions`. */
export const machine = withOwnFunctions(base())

/** Makes a parsed expression call the functions that stand in for the library's. */
export function callOwnFunctions(root: ASTNode): void {
  walk(root, (node) => {
    if (node.op === 'call' && node.args[0] === 'timestamp') node.args[0] = 'own_timestamp'
    if (node.op !== 'rcall') return
    const [name, , given] = node.args
    const zoned = Object.hasOwn(TIME_GETTERS, name) && (given.length > 0 || name === 'getDayOfYear')
    if (name === 'matches' || zoned) node.args[0] = `own_${name}`
  })
}

/** Visits an expression and all its parts. */
export function walk(node: ASTNode, visit: (node: ASTNode) => void): void {
  visit(node)
  for (const part of partsOf(node)) walk(part, visit)
}

/** The expressions that an expression is made of. */
export function partsOf(node: ASTNode): ASTNode[] {
  return [node.args].flat(3).filter((part): part is ASTNode => isNode(part))
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part
}

function base(): Environment {
  return (
    new Environment({ limits: { maxDepth: 50 } })
      .registerVariable({ name: 'request', schema: VARIABLES.request })
      .registerVariable({ name: 'resource', schema: VARIABLES.resource })
      // Conversions that the standard has and the library lacks.
      .registerFunction(`int(${TIME}): int`, (time: Date) =>
        BigInt(Math.floor(time.getTime() / 1000)),
      )
      .registerFunction(`string(${TIME}): string`, (time: Date) =>
        time.toISOString().replace('.000Z', 'Z'),
      )
      .registerFunction(`string(${SPAN}): string`, (span: object) => String(span))
      .registerFunction(`duration(${SPAN}): ${SPAN}`, (span: object) => span)
      .registerFunction(`timestamp(${TIME}): ${TIME}`, (time: Date) => time)
  )
}

/** @throws RangeError for what no calendar has: comparisons with it would all be false. */
function existing(time: Date): Date {
  if (Number.isNaN(time.getTime())) throw new RangeError('there is no such time')
  return time
}

function withOwnFunctions(environment: Environment): Environment {
  environment
    .registerFunction('string.own_matches(string): bool', (text: string, pattern: string) =>
      findPattern(pattern, text, budget),
    )
    .registerFunction(`own_timestamp(string): ${TIME}`, (text: string) => {
      if (!RFC_3339.test(text)) throw new RangeError('a timestamp is written as RFC 3339 says')
      return existing(new Date(text))
    })
    .registerFunction(`own_timestamp(int): ${TIME}`, (seconds: bigint) =>
      existing(new Date(Number(seconds) * 1000)),
    )
    .registerFunction(`own_timestamp(${TIME}): ${TIME}`, (time: Date) => time)
    .registerFunction(`${TIME}.own_getDayOfYear(): int`, (time: Date) =>
      BigInt(TIME_GETTERS.getDayOfYear(wallTime(time, '+00:00'))),
    )
  for (const [name, get] of Object.entries(TIME_GETTERS)) {
    environment.registerFunction(`${TIME}.own_${name}(string): int`, (time: Date, zone: string) =>
      BigInt(get(wallTime(time, zone))),
    )
  }
  return environment
}
