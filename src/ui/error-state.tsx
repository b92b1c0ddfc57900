import type { ReactNode } from 'react'

import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

/** Whoever pressed "Try again" is where the answer comes, and not at the top of the document. */
function leaveFocus(element: HTMLElement | null) {
  return () => {
    if (element?.contains(document.activeElement)) {
      element.closest('main')?.focus({ preventScroll: true })
    }
  }
}

/** Says that something could not be loaded, and offers to try again. */
export function ErrorState({
  title,
  description,
  onRetry,
}: {
  title: ReactNode
  description?: ReactNode
  onRetry?: (() => void) | undefined
}) {
  return (
    <div role="alert" ref={leaveFocus}>
      <EmptyState
        illustration="error"
        title={title}
        description={description}
        action={onRetry && <Button onClick={onRetry}>Try again</Button>}
      />
    </div>
  )
}
