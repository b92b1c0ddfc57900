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

/**
 * Says that something could not be loaded, and offers to try again.
 *
 * @param requestId what to tell whoever runs the service
 */
export function ErrorState({
  title,
  description,
  requestId,
  onRetry,
}: {
  title: ReactNode
  description?: ReactNode
  requestId?: string | undefined
  onRetry?: (() => void) | undefined
}) {
  return (
    <div role="alert" ref={leaveFocus}>
      <EmptyState
        illustration="error"
        title={title}
        description={
          <>
            {description}
            {requestId && (
              <p className="type-caption mt-2 text-neutral-text-weak">
                Request ID: <span className="type-code-small select-all">{requestId}</span>
              </p>
            )}
          </>
        }
        action={onRetry && <Button onClick={onRetry}>Try again</Button>}
      />
    </div>
  )
}
