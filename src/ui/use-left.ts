import { type FocusEvent, useEffect, useEffectEvent, useRef } from 'react'

/**
 * For what a field does when it is left. When a press takes the focus away, that
 * waits until the button is let go: done at once, it could move what is pressed from under the pointer,
 * and the click would be lost.
 *
 * @param onLeft runs after the focus has gone, and before the click that took it
 * @returns the field's onBlur
 */
export function useLeft(onLeft: () => void): (event: FocusEvent<HTMLElement>) => void {
  const isPressed = useRef(false)
  const left = useRef<HTMLElement>(null)
  const leave = useEffectEvent(onLeft)

  useEffect(() => {
    const press = () => {
      isPressed.current = true
    }
    const release = () => {
      isPressed.current = false
      const field = left.current
      left.current = null
      if (field && field !== document.activeElement) leave()
    }
    // A drag ends without a mouseup, and a context menu may keep it to itself: a key comes after either.
    const releases = ['mouseup', 'dragend', 'keydown'] as const
    window.addEventListener('mousedown', press, true)
    for (const type of releases) window.addEventListener(type, release, true)
    return () => {
      window.removeEventListener('mousedown', press, true)
      for (const type of releases) window.removeEventListener(type, release, true)
    }
  }, [])

  return ({ currentTarget }) => {
    if (isPressed.current) left.current = currentTarget
    else onLeft()
  }
}
