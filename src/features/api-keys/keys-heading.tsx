import type { ReactNode } from 'react'

/** The heading over one bearer's keys. */
export function KeysHeading({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h2 className="type-heading-small text-neutral-text-strong">API keys</h2>
      <p className="type-body-small text-neutral-text-weak">{children}</p>
    </div>
  )
}
