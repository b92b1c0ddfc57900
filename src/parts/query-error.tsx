import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'

import { toApiError } from '../api/errors.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

const DeniedState = lazy(async () => ({
  default: (await import('./denied-state.tsx')).DeniedState,
}))

/**
 * What stands where data should be when they could not be read: which right is missing, that the thing
 * is gone, that the network is, or what the server said; with a retry where a retry can help.
 *
 * @param error Whatever the query threw.
 * @param what What could not be read, as in "the users of this Organization".
 * @param onRetry Reads again; with it, everything on the page is read again that failed.
 * @param compact A slim version for a panel of a page whose rest is fine.
 * @param action A way out besides the retry, such as a link to what one may see.
 */
export function QueryError({
  error: thrown,
  what,
  onRetry: readAgain,
  compact = false,
  action,
}: {
  error: unknown
  what: string
  onRetry: () => void
  compact?: boolean
  action?: ReactNode
}) {
  const error = toApiError(thrown)
  const unread = `Could not read ${what}`
  const client = useQueryClient()
  const onRetry = () => {
    readAgain()
    const failed = { type: 'active', predicate: isFailed } as const
    void client.refetchQueries(failed, { cancelRefetch: false })
  }

  if (error.kind === 'denied') {
    return (
      <Suspense fallback={<Skeleton lines={3} />}>
        <DeniedState
          title={`You are not allowed to see ${what}`}
          missing={error.details.missing}
          compact={compact}
          action={action}
        />
      </Suspense>
    )
  }
  if (error.kind === 'not_found' && !compact) {
    return (
      <EmptyState
        illustration="search"
        title="Not found"
        description={`${what.charAt(0).toUpperCase()}${what.slice(1)} may have been deleted, or the link is wrong.`}
        action={action}
      />
    )
  }
  const description =
    error.kind === 'network'
      ? 'The server cannot be reached. Check your connection, then try again.'
      : error.message
  if (compact) {
    return (
      <Alert
        sentiment="danger"
        title={unread}
        action={
          <Button size="small" variant="outlined" sentiment="neutral" onClick={onRetry}>
            Retry
          </Button>
        }
      >
        {description}
      </Alert>
    )
  }
  return <ErrorState title={unread} description={description} onRetry={onRetry} />
}

const isFailed = ({ state }: { state: { status: string } }) => state.status === 'error'
