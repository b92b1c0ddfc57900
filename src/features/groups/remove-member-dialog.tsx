import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import type { Bearer } from '../../parts/bearer.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useRemoveGroupMember } from '../../parts/group-membership.ts'
import { usePagePrincipal } from '../../parts/page-principal.tsx'
import { nameQuery } from '../../parts/picker-queries.ts'
import { toast } from '../../ui/toast.tsx'

/** Asks before a user or an application, whichever the address names, leaves the group. */
export function RemoveMemberDialog() {
  const { groupId = '', userId, applicationId = '' } = useParams()
  const { name, close } = usePagePrincipal()
  const removal = useRemoveGroupMember()
  const member: Bearer =
    userId === undefined ? { type: 'application', id: applicationId } : { type: 'user', id: userId }
  const { data: memberName = member.id } = useQuery(nameQuery(member))
  return (
    <ConfirmDialog
      title="Remove from group"
      onClose={close}
      onConfirm={async () => {
        await removal.mutateAsync({ groupId, member })
        close()
        toast({ sentiment: 'success', text: `${memberName} removed from ${name}` })
      }}
    >
      <p>
        <strong className="type-body-strong">{memberName}</strong> will leave{' '}
        <strong className="type-body-strong">{name}</strong> and lose the permissions that come
        through it.
      </p>
    </ConfirmDialog>
  )
}
