import { useLayoutEffect, useRef } from 'react'

const GAP = 8
const EDGE = 8

/** Above the anchor and centred on it, kept inside the window; below where there is no room. */
function place(bubble: HTMLElement, anchor: Element) {
  const around = anchor.getBoundingClientRect()
  const { width, height } = bubble.getBoundingClientRect()
  const left = around.left + around.width / 2 - width / 2
  const above = around.top - GAP - height
  bubble.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`
  bubble.style.top = `${above < EDGE ? around.bottom + GAP : above}px`
}

/**
 * The bubble of a tooltip, above the element right before it; for the eye only.
 *
 * It is a native popover: no library to load, above dialogs, and unlike a layer of a library it does
 * not keep the Escape that puts it away from the dialog it is in.
 */
export function TooltipBubble({
  text,
  onPointerEnter,
  onPointerLeave,
}: {
  text: string
  onPointerEnter?: () => void
  onPointerLeave?: () => void
}) {
  const bubble = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const element = bubble.current
    const anchor = element?.previousElementSibling
    if (!element || !anchor) return
    element.showPopover()
    place(element, anchor)
    const follow = () => place(element, anchor)
    window.addEventListener('scroll', follow, { capture: true, passive: true })
    return () => window.removeEventListener('scroll', follow, { capture: true })
  }, [])
  return (
    <span
      ref={bubble}
      popover="manual"
      aria-hidden
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
      className="type-caption animate-appear elevate-tooltip fixed inset-auto m-0 max-w-58 rounded-default border border-transparent bg-neutral-background-stronger px-2 py-1 text-center wrap-anywhere whitespace-normal text-neutral-text-stronger"
    >
      {text}
    </span>
  )
}
