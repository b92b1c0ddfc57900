import { type ReactNode, useRef } from 'react'
import { useLocation } from 'react-router'

import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useRevealGuard } from './use-reveal-guard.ts'

/**
 * Holds a page with a form while it has something unsaved: every way out is asked about once, and the
 * browser asks before a reload.
 *
 * @param dirty whether leaving would lose something
 * @param text what would be lost, as a sentence
 * @returns the question to render, and what to call before a way out that is meant, such as after
 *   saving
 */
export function useUnsavedGuard(
  dirty: boolean,
  text: string,
): { question: ReactNode; release: () => void } {
  const { pathname } = useLocation()
  const guard = useRevealGuard(dirty, (next) => next === pathname)
  const stay = useRef<HTMLButtonElement>(null)
  const question = guard.asking && (
    <Dialog
      role="alertdialog"
      size="small"
      title="Discard what you entered?"
      onClose={guard.stay}
      initialFocusRef={stay}
      footer={
        <>
          <Button
            variant="outlined"
            sentiment="danger"
            onClick={() => guard.leave(() => undefined)}
          >
            Discard
          </Button>
          <Button ref={stay} onClick={guard.stay}>
            Keep editing
          </Button>
        </>
      }
    >
      <p className="type-body text-neutral-text">{text}</p>
    </Dialog>
  )
  return { question, release: guard.release }
}
