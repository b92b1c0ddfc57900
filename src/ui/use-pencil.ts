import { type RefObject, useEffect, useRef } from 'react'

/**
 * The pencil of what is edited in its place: it gets the focus back when the edit closes. Who went
 * on elsewhere while it was saved keeps the focus there, and the page does not scroll back.
 *
 * @param isEditing whether the edit is open
 * @returns the pencil's ref
 */
export function usePencil(isEditing: boolean): RefObject<HTMLButtonElement | null> {
  const pencil = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    // The focus of what has left the page is the body's.
    const isFocusFree = document.activeElement === document.body
    if (wasEditing.current && !isEditing && isFocusFree) {
      pencil.current?.focus({ preventScroll: true })
    }
    wasEditing.current = isEditing
  }, [isEditing])
  return pencil
}
