import { ParseError, TypeError as CheckError } from '@marcbachmann/cel-js'

import {
  budget,
  FUNCTIONS,
  language,
  LOOPS,
  machine,
  partsOf,
  callOwnFunctions,
  VARIABLES,
  walk,
} from './condition-language.ts'
import { LONGEST_CONDITION } from './condition-limits.ts'
import { compilePattern, PatternError, type StepBudget } from './patterns.ts'

/** What a condition is judged on. */
export interface ConditionFacts {
  /** Address that the request comes from. */
  readonly ip: string
  readonly time: Date
  readonly userAgent: string
  /** The one resource that the request is about; lists and creations have none. */
  readonly resource?: ConditionResource | undefined
}

export interface ConditionResource {
  readonly id: string
  readonly name?: string | undefined
  /** A region, a zone, or `global`, as everything in IAM is. */
  readonly locality?: string | undefined
}

export type ConditionCheck =
  | { readonly ok: true }
  | {
      readonly ok: false
      /** What is wrong, in one sentence without a full stop. */
      readonly message: string
      /** Where, from 0, in UTF-16 code units as strings count. */
      readonly position: number
      /** Both from 1. */
      readonly line: number
      readonly column: number
    }

/** What a condition sees of a user agent. */
export const LONGEST_USER_AGENT = 255

/** Parts of an expression that one evaluation visits at most. */
const MOST_VISITS = 10_000
/** Steps that all patterns of one evaluation may take. */
const MOST_STEPS = 300_000
/** Several times what one principal may have, as a condition takes far longer to read than to judge. */
const MOST_COMPILED = 500

type Node = Parameters<typeof partsOf>[0]

/** Thrown while compiling; ends up in a `ConditionCheck`. */
class Refusal extends Error {
  readonly position: number

  constructor(message: string, position: number) {
    super(message)
    this.position = position
  }
}

interface Compiled {
  readonly check: ConditionCheck
  readonly usesResource: boolean
  run(facts: ConditionFacts, purse: StepBudget): boolean
}

/**
 * Whether a text is a condition: an expression of standard CEL over `request.ip`, `request.time`,
 * `request.user_agent`, `resource.id`, `resource.name` and `resource.locality` that gives true or
 * false. Not whether it can ever be true. The empty text is the condition that always holds.
 */
export function checkCondition(text: string): ConditionCheck {
  return text === '' ? { ok: true } : compiled(text).check
}

/**
 * Whether a condition holds. One that cannot be evaluated does not.
 *
 * @param purse What patterns may still cost, where several conditions share it; it is charged.
 */
export function evaluateCondition(
  text: string,
  facts: ConditionFacts,
  purse: StepBudget = { steps: MOST_STEPS },
): boolean {
  return text === '' || compiled(text).run(facts, purse)
}

/** Whether the answer may depend on the resource that a request is about. */
export function asksForResource(text: string): boolean {
  return text !== '' && compiled(text).usesResource
}

/** The conditions used last, in the order of their last use. */
const cache = new Map<string, Compiled>()

function compiled(text: string): Compiled {
  const known = cache.get(text)
  const entry = known ?? compile(text)
  cache.delete(text)
  // A long text that is no condition would only take up room.
  if (text.length <= LONGEST_CONDITION) cache.set(text, entry)
  const [oldest] = cache.keys()
  if (cache.size > MOST_COMPILED && oldest !== undefined) cache.delete(oldest)
  return entry
}

function compile(text: string): Compiled {
  try {
    requireCondition(text)
    const program = machine.parse(text)
    callOwnFunctions(program.ast)
    let usesResource = false
    walk(program.ast, (node) => {
      usesResource ||= node.op === 'id' && node.args === 'resource'
    })
    return {
      check: { ok: true },
      usesResource,
      run(facts, purse) {
        const given = Math.min(MOST_STEPS, purse.steps)
        budget.steps = given
        try {
          return program(variables(facts)) === true
        } catch {
          return false
        } finally {
          purse.steps -= given - budget.steps
        }
      },
    }
  } catch (error) {
    return { check: failedCheck(text, error), usesResource: false, run: () => false }
  }
}

function variables({ ip, time, userAgent, resource }: ConditionFacts) {
  return {
    request: { ip, time, user_agent: userAgent.slice(0, LONGEST_USER_AGENT) },
    resource: Object.fromEntries(
      Object.entries(resource ?? {}).filter(([, value]) => value !== undefined),
    ),
  }
}

/** @throws Refusal, or an error of the library. */
function requireCondition(text: string): void {
  if (text.length > LONGEST_CONDITION) {
    throw new Refusal(`a condition has at most ${LONGEST_CONDITION} characters`, LONGEST_CONDITION)
  }
  const program = language.parse(text)
  walk(program.ast, requireKnown)
  const { valid, type, error } = program.check()
  if (!valid) throw error
  if (type !== 'bool' && type !== 'dyn') {
    throw new Refusal('the expression must give true or false', 0)
  }
  if (visits(program.ast) > MOST_VISITS) {
    throw new Refusal('the expression takes too long to evaluate', 0)
  }
}

/** @throws Refusal for functions and fields that do not exist here, and for loops inside of loops. */
function requireKnown(node: Node): void {
  const name = node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined
  if (name !== undefined && !FUNCTIONS.has(name)) {
    throw new Refusal(`there is no function ${name}`, node.pos)
  }
  if (isLoop(node)) {
    // Loops in loops multiply, and doubling a list in each of a row of them fills the memory.
    for (const part of partsOf(node)) {
      walk(part, (inner) => {
        if (isLoop(inner)) throw new Refusal('a loop cannot hold or follow another one', inner.pos)
      })
    }
  }
  if (node.op === '.') {
    const [owner, field] = node.args
    const fields = owner.op === 'id' ? fieldsOf(owner.args) : undefined
    if (fields !== undefined && !Object.hasOwn(fields, field)) {
      throw new Refusal(`${String(owner.args)} has no field ${field}`, node.pos)
    }
  }
  const [pattern] = node.op === 'rcall' && name === 'matches' ? node.args[2] : []
  if (pattern?.op === 'value' && typeof pattern.args === 'string') {
    requirePattern(pattern.args, pattern.pos)
  }
}

function requirePattern(source: string, position: number): void {
  try {
    compilePattern(source)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    throw new Refusal(`the pattern cannot be used: ${error.message}`, position)
  }
}

function fieldsOf(variable: string): object | undefined {
  return variable === 'request' || variable === 'resource' ? VARIABLES[variable] : undefined
}

function isLoop(node: Node): boolean {
  return node.op === 'rcall' && LOOPS.has(node.args[0])
}

/** How many parts an evaluation visits at most: those in a loop once for each element. */
function visits(node: Node): number {
  const parts = partsOf(node)
  if (!isLoop(node)) return parts.reduce((sum, part) => sum + visits(part), 1)
  const [list, ...inner] = parts
  let elements = 1
  if (list !== undefined) {
    walk(list, ({ op, args }) => {
      if ((op === 'list' || op === 'map') && Array.isArray(args)) elements += args.length
    })
  }
  return inner.reduce((sum, part) => sum + elements * visits(part), list ? visits(list) : 0)
}

function failedCheck(text: string, error: unknown): ConditionCheck {
  const { message, position } = explain(error, text)
  const lines = text.slice(0, position).split('\n')
  return {
    ok: false,
    message,
    position,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
  }
}

const AT_THE_END = /(?:Unexpected token|got):? EOF$/

function explain(error: unknown, text: string): { message: string; position: number } {
  if (error instanceof Refusal) return error
  if (!(error instanceof ParseError || error instanceof CheckError)) {
    return { message: 'the expression cannot be evaluated', position: 0 }
  }
  const { summary, range } = error
  const position = Math.min(range?.start ?? 0, text.length)
  if (AT_THE_END.test(summary)) {
    return { message: 'the expression ends too early', position: text.trimEnd().length }
  }
  const unknown = /^Unknown variable: (.*)$/s.exec(summary)
  if (unknown !== null) {
    return { message: `there is no variable ${unknown[1]}: use request or resource`, position }
  }
  return { message: summary.charAt(0).toLowerCase() + summary.slice(1), position }
}
