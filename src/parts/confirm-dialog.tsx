import { type ReactNode, useId, useRef, useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/**
 * Asks before something that can be put right again, so without a word to type. The focus starts on
 * Cancel. While it is on its way it can neither be sent again nor be closed; when it fails, the dialog
 * stays and says why.
 *
 * @param children what will happen, read out when the dialog opens
 * @param onConfirm does it and leaves the dialog; a failure is thrown
 */
export function ConfirmDialog({
  title,
  children,
  confirmLabel = title,
  onConfirm,
  onClose,
  returnFocus,
}: {
  title: string
  children: ReactNode
  confirmLabel?: string | undefined
  onConfirm: () => Promise<void>
  onClose: () => void
  returnFocus?: (() => HTMLElement | null | undefined) | undefined
}) {
  const textId = useId()
  const cancel = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  const confirm = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await onConfirm()
    } catch (error) {
      setFailure(toApiError(error).message)
    }
    setBusy(false)
  }

  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={title}
      // What is on its way is not taken back by closing.
      onClose={() => busy || onClose()}
      initialFocusRef={cancel}
      returnFocus={returnFocus}
      describedBy={textId}
      footer={
        <>
          <Button
            ref={cancel}
            variant="outlined"
            sentiment="neutral"
            disabled={busy}
            onClick={() => onClose()}
          >
            Cancel
          </Button>
          <Button sentiment="danger" loading={busy} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div id={textId} className="type-body flex flex-col gap-3 wrap-anywhere">
        {children}
      </div>
      {failure && <Alert sentiment="danger">{failure}</Alert>}
    </Dialog>
  )
}
