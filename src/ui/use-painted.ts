import { startTransition, useLayoutEffect, useState } from 'react'

/**
 * Whether what the component was first drawn as has been painted: what is further down can be drawn
 * then. A deferred value would not do: React begins with those before the browser paints.
 */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false)
  useLayoutEffect(() => {
    let timer: number | undefined
    // A task that is made in a frame runs after that frame.
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => startTransition(() => setPainted(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  return painted
}
