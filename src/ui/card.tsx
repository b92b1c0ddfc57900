import type { ReactNode } from 'react'

/** A bordered box. `actions` stand at the right of its title, an h2. */
export function Card({
  title,
  actions,
  children,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="flex min-w-0 flex-col gap-4 rounded-default border border-neutral-border p-4 xsmall:p-6">
      {(title || actions) && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {title && <h2 className="type-heading-small text-neutral-text-strong">{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}

export interface DetailItem {
  label: string
  value: ReactNode
}

/** What is known about one thing: each fact under its label, with hairlines between. */
export function DetailList({ items }: { items: readonly DetailItem[] }) {
  return (
    <dl className="flex flex-col">
      {items.map(({ label, value }) => (
        <div
          key={label}
          className="flex min-w-0 flex-col gap-0.5 border-b border-neutral-border-weak py-3 first:pt-0 last:border-b-0 last:pb-0"
        >
          <dt className="type-caption text-neutral-text-weak">{label}</dt>
          <dd className="type-body-small-strong min-w-0 text-neutral-text-strong wrap-anywhere">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
