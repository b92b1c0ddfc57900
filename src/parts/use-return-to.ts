import { useLocation } from 'react-router'

/**
 * The list that a dialog was opened from, with its search and page, when the link there said so in its
 * state: `{ returnTo: pathname + search }`. Undefined when one came from elsewhere.
 */
export function useReturnTo(): string | undefined {
  const state: unknown = useLocation().state
  if (typeof state !== 'object' || state === null || !('returnTo' in state)) return undefined
  return typeof state.returnTo === 'string' ? state.returnTo : undefined
}
