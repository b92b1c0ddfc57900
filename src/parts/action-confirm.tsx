import { type ReactNode, useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { toast } from '../ui/toast.tsx'
import { TypedConfirm } from '../ui/typed-confirm.tsx'

/**
 * Asks for a word before something that cannot be undone, or that many will feel. While it is on its
 * way it cannot be sent again; when it fails, the dialog stays and says why.
 *
 * @param children what will happen, and what with it
 * @param sentiment `danger` unless it takes nothing away
 * @param run does it; a failure is thrown
 * @param done what has changed, for a toast; the dialog is then closed. Without it, `run` leaves the
 *   dialog itself
 */
export function ActionConfirm({
  run,
  done,
  onClose,
  ...rest
}: {
  title: string
  word: string
  confirmLabel: string
  sentiment?: 'danger' | 'primary' | undefined
  children: ReactNode
  run: () => Promise<unknown>
  done?: string | undefined
  onClose: () => void
  returnFocus?: (() => HTMLElement | null | undefined) | undefined
}) {
  const [failure, setFailure] = useState<string>()
  return (
    <TypedConfirm
      {...rest}
      error={failure}
      onClose={onClose}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await run()
        } catch (error) {
          setFailure(toApiError(error).message)
          return
        }
        if (done === undefined) return
        onClose()
        toast({ sentiment: 'success', text: done })
      }}
    />
  )
}
