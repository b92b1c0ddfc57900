import { startTransition, useEffect, useState } from 'react'
import { useNavigationType } from 'react-router'

/** Whether a list has been drawn since the document was loaded. */
let drawnBefore = false

/**
 * Whether a list is to be drawn whole, or for now as much of it as shows at first: true once that has
 * been painted. Going back or forward restores where the page was scrolled to, for which it has to be
 * whole at once.
 */
export function useWhole(): boolean {
  const type = useNavigationType()
  const [isWhole, setWhole] = useState(type === 'POP' && drawnBefore)
  useEffect(() => {
    drawnBefore = true
    return afterPaint(() => startTransition(() => setWhole(true)))
  }, [])
  return isWhole
}

/**
 * Calls back once the page, as it is now, has been painted. An observer hears of each frame at its end;
 * animation frames come before, and a test's clock can hold them up.
 *
 * @returns takes the call back
 */
function afterPaint(call: () => void): () => void {
  const frame = new IntersectionObserver(() => {
    frame.disconnect()
    call()
  })
  frame.observe(document.documentElement)
  return () => frame.disconnect()
}
