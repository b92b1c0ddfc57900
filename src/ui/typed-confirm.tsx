import { CircleAlert } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'

import { Alert } from './alert.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { toneClass } from './sentiment.ts'
import { TextField } from './text-field.tsx'

/**
 * Asks for a word to be typed before something that cannot be undone, or that many will feel. The focus starts on Cancel, and
 * the confirm button works for the exact word only.
 *
 * @param children what will happen, read out when the dialog opens
 * @param word such as DELETE
 * @param sentiment `danger` unless it takes nothing away
 * @param onConfirm does it; the dialog shows that it is busy until the promise settles, cannot be closed
 *   meanwhile, and stays open when it is rejected
 * @param error what went wrong, in the caller's words
 */
export function TypedConfirm({
  title,
  children,
  word,
  sentiment = 'danger',
  confirmLabel,
  onConfirm,
  onClose,
  error,
  returnFocus,
}: {
  title: ReactNode
  children: ReactNode
  word: string
  sentiment?: 'danger' | 'primary' | undefined
  confirmLabel: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
  error?: ReactNode
  returnFocus?: (() => HTMLElement | null | undefined) | undefined
}) {
  const textId = useId()
  const cancel = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')

  const confirm = async (event: FormEvent) => {
    event.preventDefault()
    if (typed !== word || state === 'busy') return
    setState('busy')
    try {
      await onConfirm()
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  const problem = error ?? (state === 'failed' ? 'That did not work. Please try again.' : undefined)

  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={title}
      // What is on its way is not taken back by closing.
      onClose={() => state === 'busy' || onClose()}
      initialFocusRef={cancel}
      returnFocus={returnFocus}
      describedBy={textId}
      icon={
        <span
          className={`${toneClass[sentiment]} grid size-8 place-items-center rounded-circle bg-tone-background text-tone-text`}
        >
          <CircleAlert size={16} aria-hidden />
        </span>
      }
    >
      <form onSubmit={(event) => void confirm(event)} noValidate className="flex flex-col gap-6">
        <div id={textId} className="type-body -mt-4 flex flex-col gap-3 wrap-anywhere">
          {children}
        </div>
        <TextField
          label={`Type ${word} to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
        />
        {problem && state !== 'busy' && <Alert>{problem}</Alert>}
        <div className="flex flex-wrap justify-end gap-4">
          <Button
            ref={cancel}
            size="large"
            variant="outlined"
            sentiment="neutral"
            disabled={state === 'busy'}
            onClick={() => onClose()}
          >
            Cancel
          </Button>
          <Button
            type="submit"
            size="large"
            sentiment={sentiment}
            disabled={typed !== word}
            loading={state === 'busy'}
          >
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
