import { type ReactNode, useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { TypedConfirm } from '../ui/typed-confirm.tsx'

/**
 * Asks to type DELETE before something is deleted for good. While the deletion is on its way it cannot
 * be sent again; when it fails, the dialog stays and says why.
 *
 * @param title Such as "Delete application".
 * @param children What goes, and what goes with it.
 * @param confirmLabel The button that deletes; the title by default.
 * @param onDelete Deletes and leaves the dialog; a failure is thrown.
 */
export function DeleteResourceDialog({
  title,
  children,
  confirmLabel = title,
  onDelete,
  onClose,
  returnFocus,
}: {
  title: string
  children: ReactNode
  confirmLabel?: string
  onDelete: () => Promise<void>
  onClose: () => void
  returnFocus?: (() => HTMLElement | null | undefined) | undefined
}) {
  const [failure, setFailure] = useState<string | undefined>(undefined)
  return (
    <TypedConfirm
      title={title}
      word="DELETE"
      confirmLabel={confirmLabel}
      error={failure}
      onClose={onClose}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await onDelete()
        } catch (error) {
          setFailure(toApiError(error).message)
        }
      }}
      returnFocus={returnFocus}
    >
      {children}
    </TypedConfirm>
  )
}
