import type { ReactNode } from 'react'

import { ActionConfirm } from './action-confirm.tsx'

/**
 * Asks to type DELETE before something is deleted for good.
 *
 * @param title Such as "Delete application".
 * @param children What goes, and what goes with it.
 * @param confirmLabel The button that deletes; the title by default.
 * @param onDelete Deletes and leaves the dialog; a failure is thrown.
 */
export function DeleteResourceDialog({
  title,
  confirmLabel = title,
  onDelete,
  ...rest
}: {
  title: string
  children: ReactNode
  confirmLabel?: string
  onDelete: () => Promise<void>
  onClose: () => void
  returnFocus?: (() => HTMLElement | null | undefined) | undefined
}) {
  return (
    <ActionConfirm
      {...rest}
      title={title}
      word="DELETE"
      confirmLabel={confirmLabel}
      run={onDelete}
    />
  )
}
