import { useDeferredValue, useEffect } from 'react'
import { useNavigationType } from 'react-router'

/** Whether a list has been drawn since the document was loaded. */
let drawnBefore = false

/**
 * Whether a list is to be drawn whole, or for now as much of it as shows at first: true a moment after it
 * has appeared. Going back or forward restores where the page was scrolled to, for which it has to be
 * whole at once.
 */
export function useWhole(): boolean {
  const type = useNavigationType()
  useEffect(() => {
    drawnBefore = true
  }, [])
  return useDeferredValue(true, type === 'POP' && drawnBefore)
}
