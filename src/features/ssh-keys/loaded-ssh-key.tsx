import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'

import { QueryError } from '../../parts/query-error.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type SSHKey, sshKeyQuery } from './queries.ts'
import { useSshKeyList } from './use-ssh-key-list.ts'

/**
 * A dialog about one key: reads it, and shows its own frame until the key is here or when it cannot be
 * read.
 *
 * @param children the dialog itself, once the key is known
 */
export function LoadedSshKey(props: { title: string; children: (key: SSHKey) => ReactNode }) {
  const { sshKeyId = '' } = useParams()
  const { close } = useSshKeyList()
  const { data, error, refetch } = useQuery(sshKeyQuery(sshKeyId))
  if (data) return props.children(data)
  return (
    <Dialog title={props.title} onClose={() => close(sshKeyId)}>
      {error ? (
        <QueryError error={error} onRetry={() => void refetch()} what="this SSH key" />
      ) : (
        <Skeleton lines={4} />
      )}
    </Dialog>
  )
}
