import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useParams } from 'react-router'

import { BearerPermissionsPanel } from '../../parts/bearer-permissions-panel.tsx'
import { PrincipalOutlet } from '../../parts/page-principal.tsx'
import { PoliciesPanel } from '../../parts/policies-panel.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { GroupInformationPanel } from './group-information-panel.tsx'
import { GroupMembersPanel } from './group-members-panel.tsx'
import { groupQuery } from './queries.ts'

/** A group's page: what it is, who is in it, and what it gives them. Its dialogs open over it. */
export function GroupPage() {
  const { groupId = '' } = useParams()
  const { data: group, error, refetch } = useQuery(groupQuery(groupId))

  if (!group) {
    if (!error) return <Skeleton lines={6} />
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="Group" />
        <QueryError
          error={error}
          what="this group"
          onRetry={() => void refetch()}
          action={<ButtonLink to={paths.groups()}>Go to the groups</ButtonLink>}
        />
      </div>
    )
  }
  const { id, name } = group
  const principal = { type: 'group', id } as const
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        icon={<Users size={24} />}
        title={name}
        subtitle={group.description || undefined}
      />
      {error && (
        <QueryError
          error={error}
          what="the latest state of this group"
          onRetry={() => void refetch()}
          compact
        />
      )}
      <GroupInformationPanel group={group} />
      <GroupMembersPanel group={group} type="user" />
      <GroupMembersPanel group={group} type="application" />
      <PoliciesPanel bearer={principal} name={name} />
      <BearerPermissionsPanel bearer={principal} name={name} />
      <Deletion group={group} />
      <PrincipalOutlet principal={principal} name={name} />
    </div>
  )
}

function Deletion({ group: { id, deletable } }: { group: Group }) {
  const { reason } = useRight('write', 'group')
  return (
    <Card title="Delete group">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="type-body-small max-w-prose text-neutral-text">
          {deletable
            ? 'Deleting a group is permanent. Its members stay, but lose every permission that comes through it.'
            : 'The platform manages this group; it cannot be deleted.'}
        </p>
        {deletable && (
          <ButtonLink
            to={paths.deleteGroup(id)}
            variant="outlined"
            sentiment="danger"
            disabledReason={reason}
          >
            Delete group
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}
