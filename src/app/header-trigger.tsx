import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** The content of a menu button in the header: text and an arrow. */
export function HeaderTrigger({ children }: { children: ReactNode }) {
  return (
    <span className="flex min-w-0 items-center gap-2 type-body-small-strong text-neutral-text-strong">
      {children}
      <ChevronDown aria-hidden size={16} className="shrink-0 text-neutral-icon" />
    </span>
  )
}
