import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'

import { FormBody } from '../../parts/form-dialog.tsx'
import { LeaveQuestion } from '../../parts/leave-question.tsx'
import { useRevealGuard } from '../../parts/use-reveal-guard.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { RevealStep } from './reveal-step.tsx'
import type { SnippetInput } from './snippets.ts'

/**
 * A dialog that makes a key and then shows its secret, once: first the form, then the reveal step,
 * in one window. Every way out of the reveal step asks until the secret is confirmed as saved.
 *
 * @param revealed what the reveal step shows; undefined while the form is up
 * @param revealPath the reveal step's own address, which is not a way out
 * @param onForget drops the secret from memory; called when the page is put away
 * @param onDone the secret is saved
 * @param onLeave the person left without saving it; they are on their way elsewhere already
 * @param onClose closes the dialog: back to the list
 */
export function SecretDialog(props: {
  formTitle: string
  submitLabel: string
  dirty: boolean
  pending: boolean
  error: ReactNode
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
  revealed: SnippetInput | undefined
  revealPath: string | undefined
  canDo: string | undefined
  doneLabel?: string
  onForget: () => void
  onDone: () => void
  onLeave: () => void
  onClose: () => void
}) {
  const { formTitle, submitLabel, dirty, pending, error, onSubmit, children } = props
  const { revealed, revealPath, canDo, doneLabel, onForget, onDone, onLeave, onClose } = props
  const [saved, setSaved] = useState(false)
  const [discarding, setDiscarding] = useState(false)
  const guard = useRevealGuard(
    revealed !== undefined && !saved,
    (pathname) => pathname === revealPath,
  )
  const revealRef = useRef<HTMLDivElement>(null)

  const isRevealing = revealed !== undefined
  useEffect(() => {
    if (isRevealing) revealRef.current?.focus()
  }, [isRevealing])

  useEffect(() => {
    window.addEventListener('pagehide', onForget)
    return () => window.removeEventListener('pagehide', onForget)
  }, [onForget])

  const done = () => {
    guard.release()
    onDone()
  }

  if (!revealed) {
    return (
      <Dialog
        title={formTitle}
        onClose={() => {
          // The key is being made: out of here, its secret would be lost.
          if (pending) return
          if (dirty) setDiscarding(!discarding)
          else onClose()
        }}
      >
        <LeaveQuestion
          asking={discarding}
          title="Discard what you entered?"
          text="No API key has been generated yet."
          stayLabel="Keep editing"
          leaveLabel="Discard"
          onStay={() => setDiscarding(false)}
          onLeave={onClose}
        >
          <FormBody {...{ error, pending, submitLabel, onSubmit }} onCancel={onClose}>
            {children}
          </FormBody>
        </LeaveQuestion>
      </Dialog>
    )
  }
  return (
    <Dialog title="Your API key has been generated" onClose={saved ? done : guard.ask}>
      <LeaveQuestion
        asking={guard.asking}
        title="Leave without saving your secret key?"
        text="It cannot be shown again. The key stays in the list; if you lose its secret key, replace it there."
        stayLabel="Keep this window open"
        leaveLabel="Leave anyway"
        onStay={guard.stay}
        onLeave={() => {
          onLeave()
          guard.leave(onClose)
        }}
      >
        {/* The warning and both halves of the key are read from here on. */}
        <div ref={revealRef} tabIndex={-1} className="outline-none">
          <RevealStep
            input={revealed}
            canDo={canDo}
            saved={saved}
            onSavedChange={setSaved}
            onDone={done}
            {...(doneLabel ? { doneLabel } : {})}
          />
        </div>
      </LeaveQuestion>
    </Dialog>
  )
}
