import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { groupQuery, groupsOfQuery } from '../features/groups/queries.ts'
import { toast } from '../ui/toast.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useRemoveGroupMember } from './group-membership.ts'
import { usePagePrincipal } from './page-principal.tsx'

/** Asks before the user or the application whose page it is over leaves a group. */
export function RemoveFromGroupDialog() {
  const { groupId = '' } = useParams()
  const { principal, name, close } = usePagePrincipal()
  const { type, id } = principal
  const client = useQueryClient()
  const { data: group } = useQuery({
    ...groupQuery(groupId),
    // The panel behind the dialog knows it already.
    placeholderData: () =>
      type === 'group'
        ? undefined
        : client
            .getQueryData(groupsOfQuery({ type, id }).queryKey)
            ?.find((joined) => joined.id === groupId),
  })
  const removal = useRemoveGroupMember()
  const groupName = group?.name ?? 'the group'
  return (
    <ConfirmDialog
      title="Remove from group"
      onClose={close}
      onConfirm={async () => {
        if (type !== 'group') await removal.mutateAsync({ groupId, member: { type, id } })
        close()
        toast({ sentiment: 'success', text: `${name} removed from ${groupName}` })
      }}
    >
      <p>
        <strong className="type-body-strong">{name}</strong> will leave{' '}
        <strong className="type-body-strong">{groupName}</strong> and lose the permissions that come
        through it.
      </p>
    </ConfirmDialog>
  )
}
