import type { ReactNode } from 'react'

/** A setting in a list of them: its name, what it is set to, what that means, and its button. */
export function SettingRow({
  label,
  value,
  description,
  action,
}: {
  label: string
  value: ReactNode
  description?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-neutral-border-weak py-4 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <h3 className="type-caption text-neutral-text-weak">{label}</h3>
        <div className="type-body-small-strong min-w-0 text-neutral-text-strong wrap-anywhere">
          {value}
        </div>
        {description && (
          <p className="type-body-small max-w-prose text-neutral-text-weak">{description}</p>
        )}
      </div>
      {action}
    </div>
  )
}
