import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { useReturnTo } from '../../parts/use-return-to.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { policiesOfQuery } from '../policies/queries.ts'
import { useDeleteGroup } from './group-writes.ts'
import { groupQuery } from './queries.ts'

/** Asks before a group is deleted for good; says what its members lose. */
export function DeleteGroupDialog() {
  const { groupId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const returnTo = useReturnTo()
  const { data: group } = useQuery(groupQuery(groupId))
  const { data: policies } = useQuery(policiesOfQuery({ type: 'group', id: groupId }))
  const deletion = useDeleteGroup(groupId)
  if (!group) return null

  return (
    <DeleteResourceDialog
      title="Delete group"
      onClose={() => void navigate(returnTo ?? paths.group(groupId), { replace: true })}
      onDelete={async () => {
        await deletion.mutateAsync()
        await navigate(returnTo ?? paths.groups(), { replace: true })
        toast({ sentiment: 'success', text: `Group ${group.name} deleted` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{group.name}</strong> will be deleted for
        good. {membersSentence(group)}
      </p>
      {policies && policies.length > 0 && (
        <p>
          {policies.length === 1
            ? `The policy ${policies[0]?.name} stays, attached to nobody and without effect.`
            : `Its ${policies.length} policies stay, attached to nobody and without effect.`}
        </p>
      )}
    </DeleteResourceDialog>
  )
}

function membersSentence({ userIds, applicationIds }: Group): string {
  const counts = [
    counted(userIds.length, 'user', 'users'),
    counted(applicationIds.length, 'application', 'applications'),
  ].filter((words) => words !== '')
  return counts.length === 0
    ? 'It has no member.'
    : `Its members (${counts.join(' and ')}) lose the permissions that come through it.`
}

function counted(count: number, one: string, other: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : other}`
}
