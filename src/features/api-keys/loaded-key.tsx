import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { QueryError } from '../../parts/query-error.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ApiKey, apiKeyQuery } from './queries.ts'
import { useKeyList } from './use-key-list.ts'

/**
 * A dialog about one key: reads it, and shows its own frame until the key is here or when it cannot
 * be read.
 *
 * @param children the dialog itself, once the key is known
 */
export function LoadedKey(props: {
  accessKey: string
  title: string
  children: (apiKey: ApiKey) => ReactNode
}) {
  const { accessKey, title, children } = props
  const list = useKeyList()
  const { data, error, refetch } = useQuery(apiKeyQuery(accessKey))
  if (data) return children(data)
  return (
    <Dialog title={title} onClose={() => list.close()}>
      {error ? (
        <QueryError error={error} onRetry={() => void refetch()} what="this API key" />
      ) : (
        <Skeleton lines={6} />
      )}
    </Dialog>
  )
}
