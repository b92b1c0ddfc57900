import { type FormEvent, type ReactNode, useState } from 'react'

import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LeaveQuestion } from './leave-question.tsx'

/**
 * A form in a dialog: Cancel goes straight out; Esc, × and a press outside ask first when something
 * was typed, so that nothing typed is lost by accident. None of them does anything while a submit is on
 * its way. A failed submit keeps the form as it is.
 *
 * @param dirty whether leaving would lose something
 * @param pending whether the submit is on its way; it cannot be sent twice
 * @param error why the last submit failed, when that belongs to no field
 */
export function FormDialog(props: {
  title: string
  dirty: boolean
  pending: boolean
  error?: ReactNode
  submitLabel: string
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onClose: () => void
  returnFocus?: () => HTMLElement | null | undefined
  children: ReactNode
}) {
  const { title, dirty, pending, error, submitLabel, onSubmit, onClose, returnFocus } = props
  const [asking, setAsking] = useState(false)
  return (
    <Dialog
      title={title}
      onClose={() => {
        // Whoever presses Esc a moment too late would miss what the answer brings.
        if (pending) return
        // In the question, the same means to keep what was entered.
        if (dirty) setAsking(!asking)
        else onClose()
      }}
      {...(returnFocus ? { returnFocus } : {})}
    >
      <LeaveQuestion
        asking={asking}
        title="Discard what you entered?"
        text="What you entered in this form has not been saved."
        stayLabel="Keep editing"
        leaveLabel="Discard"
        onStay={() => setAsking(false)}
        onLeave={onClose}
      >
        <FormBody {...{ error, pending, submitLabel, onSubmit }} onCancel={onClose}>
          {props.children}
        </FormBody>
      </LeaveQuestion>
    </Dialog>
  )
}

/** The form itself with its error and its two buttons; for dialogs with more than one step. */
export function FormBody(props: {
  error?: ReactNode
  pending: boolean
  submitLabel: string
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onCancel: () => void
  children: ReactNode
}) {
  const { error, pending, submitLabel, onSubmit, onCancel, children } = props
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-6">
      {children}
      {error && <Alert sentiment="danger">{error}</Alert>}
      <div className="flex flex-wrap justify-end gap-4">
        <Button variant="ghost" sentiment="neutral" disabled={pending} onClick={() => onCancel()}>
          Cancel
        </Button>
        <Button type="submit" loading={pending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
