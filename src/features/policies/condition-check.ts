import { useEffect, useState } from 'react'

/** The most characters that a rule's condition may have, by the API. */
export const CONDITION_MAX_LENGTH = 2048

/** What is known of a condition's syntax. */
export type ConditionCheck =
  | { state: 'empty' | 'checking' | 'right' | 'unchecked' }
  | { state: 'wrong'; message: string; position: number; line: number; column: number }

const SETTLE_MS = 250

/**
 * Checks a condition with the parser that the backend checks and evaluates it by; its code comes when
 * it is first asked for. `unchecked` when it cannot be loaded: the backend checks again anyway.
 */
export async function checkText(text: string): Promise<ConditionCheck> {
  if (text.trim() === '') return { state: 'empty' }
  try {
    const { checkCondition } = await import('../../../backend/policy/conditions.ts')
    const result = checkCondition(text)
    if (result.ok) return { state: 'right' }
    const { message, position, line, column } = result
    return { state: 'wrong', message, position, line, column }
  } catch {
    return { state: 'unchecked' }
  }
}

/** The check of a text that is being typed, a moment after the last key. */
export function useConditionCheck(text: string): ConditionCheck {
  const [checked, setChecked] = useState<{ text: string; check: ConditionCheck }>()
  useEffect(() => {
    let current = true
    const run = async () => {
      const check = await checkText(text)
      if (current) setChecked({ text, check })
    }
    const timer = setTimeout(() => void run(), SETTLE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  return checked?.text === text ? checked.check : { state: 'checking' }
}
