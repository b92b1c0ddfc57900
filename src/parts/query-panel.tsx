import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { QueryError } from './query-error.tsx'

/**
 * A panel of a detail page that reads something of its own: skeleton, error with a retry, or the data.
 * The rest of the page does not wait for it and does not fail with it.
 *
 * @param what What the panel reads, as in "the groups of ci-deploy".
 * @param actions Buttons at the right of the title.
 * @param children Renders the data.
 */
export function QueryPanel<Data>({
  title,
  what,
  query,
  actions,
  children,
}: {
  title: string
  what: string
  query: UseQueryResult<Data>
  actions?: ReactNode
  children: (data: Data) => ReactNode
}) {
  const { data, error } = query
  return (
    <Card title={title} actions={actions}>
      <div className="flex flex-col gap-4" aria-busy={query.isPending}>
        {error && (
          <QueryError error={error} what={what} onRetry={() => void query.refetch()} compact />
        )}
        {data === undefined ? !error && <Skeleton lines={3} /> : children(data)}
      </div>
    </Card>
  )
}
