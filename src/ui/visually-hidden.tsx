import type { ReactNode } from 'react'

/** Text for screen readers alone. It takes no room. */
export function VisuallyHidden({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <span id={id} className="sr-only">
      {children}
    </span>
  )
}
