import { RE2JS, RE2JSException } from 're2js'

/** Steps left to spend, shared by all matches of one evaluation. */
export interface StepBudget {
  steps: number
}

/** What is wrong with a pattern, or that it takes too long. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/**
 * Compiles a pattern in the language of RE2, which CEL prescribes. JavaScript's own engine backtracks:
 * a short pattern of somebody's can keep it busy for hours. This one takes time linear in the text.
 *
 * @throws PatternError for what is no such pattern.
 */
export function compilePattern(source: string): RE2JS {
  try {
    return RE2JS.compile(source)
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw new PatternError(error.message.replace('error parsing regexp: ', ''), { cause: error })
  }
}

/**
 * Whether a pattern is found anywhere in a text.
 *
 * @param budget Loses as many steps as the match can take at most, before it is made.
 * @throws PatternError for a wrong pattern, and when the budget is spent.
 */
export function findPattern(source: string, text: string, budget: StepBudget): boolean {
  budget.steps -= source.length
  const pattern = budget.steps < 0 ? undefined : compilePattern(source)
  budget.steps -= (pattern?.programSize() ?? 0) * (text.length + 1)
  if (pattern === undefined || budget.steps < 0) {
    throw new PatternError('the patterns take too long')
  }
  return pattern.matcher(text).find()
}
