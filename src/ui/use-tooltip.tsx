import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'

import { TooltipBubble } from './tooltip-bubble.tsx'

const HOVER_DELAY_MS = 300
const LEAVE_DELAY_MS = 150

/** What an element needs to have a tooltip: its handlers, and the bubble right after it. */
export interface TooltipParts {
  handlers?: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
    onPointerDown: () => void
    onFocus: (event: FocusEvent) => void
    onBlur: () => void
  }
  bubble: ReactNode
  /** Shows it now, for a press that has nothing else to answer. */
  show: () => void
}

/**
 * Shows `text` above an element on hover and keyboard focus; it can be hovered and is dismissed by
 * Escape (WCAG 1.4.13).
 *
 * @param text undefined: no tooltip
 * @param open shows it whatever the pointer does
 */
export function useTooltip(text: string | undefined, open = false): TooltipParts {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [pointed, setPointed] = useState(false)
  const shown = text !== undefined && (open || pointed)

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!shown) return
    const dismiss = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setPointed(false)
    }
    document.addEventListener('keydown', dismiss, { capture: true })
    return () => document.removeEventListener('keydown', dismiss, { capture: true })
  }, [shown])

  const change = (next: boolean, delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setPointed(next), delay)
  }
  const show = () => change(true, 0)
  if (text === undefined) return { bubble: null, show }
  return {
    show,
    handlers: {
      onPointerEnter: (event) => event.pointerType === 'mouse' && change(true, HOVER_DELAY_MS),
      onPointerLeave: () => change(false, LEAVE_DELAY_MS),
      onPointerDown: () => change(false, 0),
      onFocus: (event) => event.target.matches(':focus-visible') && show(),
      onBlur: () => change(false, 0),
    },
    bubble: shown && (
      <TooltipBubble
        text={text}
        onPointerEnter={show}
        onPointerLeave={() => change(false, LEAVE_DELAY_MS)}
      />
    ),
  }
}
