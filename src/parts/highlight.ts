import { useLocation } from 'react-router'

/**
 * The key of the row that the page before asked to highlight, as after creating something: it
 * navigated with `{ state: { highlight: key } }`.
 */
export function useHighlight(): string | undefined {
  const state: unknown = useLocation().state
  if (typeof state !== 'object' || state === null || !('highlight' in state)) return undefined
  return typeof state.highlight === 'string' ? state.highlight : undefined
}
