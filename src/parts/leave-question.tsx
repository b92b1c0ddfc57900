import { type ReactNode, useEffect, useRef } from 'react'

import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

/**
 * Asks, inside an open dialog, whether to leave it; staying is the safe choice and holds the focus.
 * What it asks about stays mounted (hidden) meanwhile, so that staying loses nothing.
 *
 * @param asking whether the question is up
 * @param children the dialog's own content
 */
export function LeaveQuestion(props: {
  asking: boolean
  title: string
  text: string
  stayLabel: string
  leaveLabel: string
  onStay: () => void
  onLeave: () => void
  children: ReactNode
}) {
  const { asking, title, text, stayLabel, leaveLabel, onStay, onLeave, children } = props
  const stayRef = useRef<HTMLButtonElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<HTMLElement | null>(null)

  useEffect(() => {
    if (asking) {
      const focused = document.activeElement
      cameFrom.current =
        focused instanceof HTMLElement && contentRef.current?.contains(focused) ? focused : null
      stayRef.current?.focus()
    } else {
      cameFrom.current?.focus()
      cameFrom.current = null
    }
  }, [asking])

  return (
    <>
      {asking && (
        <section aria-label={title} className="flex flex-col gap-6">
          <Alert sentiment="warning" title={title}>
            {text}
          </Alert>
          <div className="flex flex-wrap justify-end gap-4">
            <Button variant="outlined" sentiment="danger" onClick={() => onLeave()}>
              {leaveLabel}
            </Button>
            <Button ref={stayRef} onClick={() => onStay()}>
              {stayLabel}
            </Button>
          </div>
        </section>
      )}
      <div ref={contentRef} hidden={asking}>
        {children}
      </div>
    </>
  )
}
