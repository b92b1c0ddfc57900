import type { ReactNode } from 'react'

import { ButtonLink } from '../ui/button.tsx'

/**
 * One fact of a card with the way to change it at its right.
 *
 * @param to the dialog that changes it
 * @param editLabel the button's accessible name, such as "Edit username"
 * @param disabledReason why it cannot be changed
 */
export function EditRow({
  label,
  value,
  to,
  editLabel,
  disabledReason,
}: {
  label: string
  value: ReactNode
  to: string
  editLabel: string
  disabledReason: string | undefined
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-neutral-border-weak py-3 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-48 flex-col gap-0.5">
        <span className="type-caption text-neutral-text-weak">{label}</span>
        <span className="type-body-small-strong text-neutral-text-strong wrap-anywhere">
          {value}
        </span>
      </div>
      <ButtonLink
        to={to}
        size="small"
        variant="outlined"
        sentiment="neutral"
        aria-label={editLabel}
        {...(disabledReason !== undefined && { disabledReason })}
      >
        Edit
      </ButtonLink>
    </div>
  )
}
