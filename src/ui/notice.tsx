import { Info } from 'lucide-react'
import type { ReactNode } from 'react'

/** A remark that is good to know, in small print. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="type-caption flex gap-2 text-neutral-text-weak [&_a]:text-info-text">
      <Info size={16} aria-hidden className="shrink-0" />
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </div>
  )
}
