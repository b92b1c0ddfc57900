import { useCan } from '../api/session.ts'
import { describeRight, helpfulSets } from './missing-rights.ts'

/** Whether the signed-in person may do something; if not, why not, for the disabled control. */
export interface RightAnswer {
  allowed: boolean
  /** Names the permission sets that are missing; undefined when nothing is. */
  reason: string | undefined
}

/**
 * Judges whether the signed-in person has a right, somewhere in the Organization at least, with the
 * evaluator that the backend judges by. Controls that need the right take `reason` as their
 * `disabledReason`.
 *
 * @param resource as in `backend/policy`, such as `group`
 */
export function useRight(action: 'read' | 'write', resource: string): RightAnswer {
  const can = useCan()
  if (can(action, resource)) return { allowed: true, reason: undefined }
  const right = { action, resource }
  const sets = helpfulSets([right])
  const needed = `You are not allowed to ${describeRight(right)}.`
  return {
    allowed: false,
    reason: sets.length === 0 ? needed : `${needed} ${inWords(sets)} would allow it.`,
  }
}

function inWords(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
