import { useEffect, useState } from 'react'

import { useCan } from '../api/session.ts'

/** Whether the signed-in person may do something; if not, why not, for the disabled control. */
export interface RightAnswer {
  allowed: boolean
  /** Names the permission sets that are missing; undefined when nothing is. */
  reason: string | undefined
}

type Explain = (right: { action: string; resource: string }) => string

/** The words for refusals, once somebody has needed them: most people may do what they see. */
let explain: Explain = () => 'You are not allowed to do this.'
let fetched: Promise<unknown> | undefined

async function fetchWords(): Promise<void> {
  const { refusal } = await import('./missing-rights.ts')
  explain = refusal
}

/**
 * Judges whether the signed-in person has a right, somewhere in the Organization at least, with the
 * evaluator that the backend judges by. Controls that need the right take `reason` as their
 * `disabledReason`.
 *
 * @param resource as in `backend/policy`, such as `group`
 */
export function useRight(action: 'read' | 'write', resource: string): RightAnswer {
  const allowed = useCan()(action, resource)
  const [, setWords] = useState(0)
  useEffect(() => {
    if (allowed) return
    fetched ??= fetchWords()
    fetched.then(
      () => setWords((count) => count + 1),
      () => (fetched = undefined),
    )
  }, [allowed])
  return allowed
    ? { allowed, reason: undefined }
    : { allowed, reason: explain({ action, resource }) }
}
