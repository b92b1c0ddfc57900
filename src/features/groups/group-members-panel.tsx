import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'

import type { Bearer } from '../../parts/bearer.ts'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { useRight } from '../../parts/use-right.ts'
import { groupDialogs, paths } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EntityLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type MemberRow, type MemberRows, useMemberRows } from './member-rows.ts'

const WORDS = {
  user: {
    title: 'Users',
    one: 'User',
    more: 'Email',
    add: 'Add users',
    empty: 'No user is in this group yet.',
    page: paths.user,
  },
  application: {
    title: 'Applications',
    one: 'Application',
    more: 'Description',
    add: 'Add applications',
    empty: 'No application is in this group yet.',
    page: paths.application,
  },
} as const

/**
 * The users or the applications of a group, each with a way out, and a way in for others.
 *
 * @param type which of the two
 */
export function GroupMembersPanel({ group, type }: { group: Group; type: Bearer['type'] }) {
  const words = WORDS[type]
  const { reason } = useRight('write', 'group')
  const members = useMemberRows(type, type === 'user' ? group.userIds : group.applicationIds)
  const refusal = group.editable ? reason : 'The platform manages this group.'
  const dialogs = groupDialogs(group.id)
  return (
    <Card
      title={words.title}
      actions={
        <ButtonLink
          to={type === 'user' ? dialogs.addUsers : dialogs.addApplications}
          size="small"
          variant="outlined"
          sentiment="neutral"
          icon={<Plus size={16} aria-hidden />}
          disabledReason={refusal}
        >
          {words.add}
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-4" aria-busy={members.state === 'pending'}>
        {members.state === 'failed' && (
          <QueryError
            error={members.error}
            what={`the names of the ${words.title.toLowerCase()}`}
            onRetry={members.retry}
            compact
          />
        )}
        {members.state === 'denied' && (
          <Notice>You are not allowed to see {words.title.toLowerCase()}, so these are IDs.</Notice>
        )}
        {members.rows.length === 0 && (
          <p className="type-body-small text-neutral-text-weak">{words.empty}</p>
        )}
        {members.state === 'pending' ? (
          <Skeleton lines={Math.min(3, members.rows.length)} />
        ) : (
          <MembersTable {...{ group, type, members, refusal }} />
        )}
        {members.hidden > 0 && members.state !== 'pending' && (
          <div>
            <Button variant="outlined" sentiment="neutral" size="small" onClick={members.showMore}>
              Show more of the {members.hidden} others
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}

function MembersTable({
  group,
  type,
  members,
  refusal,
}: {
  group: Group
  type: Bearer['type']
  members: MemberRows
  refusal: string | undefined
}) {
  const words = WORDS[type]
  const dialogs = groupDialogs(group.id)
  const columns = useMemo(() => columnsOf(type), [type])
  if (members.rows.length === 0) return null
  return (
    <PlainTable
      caption={`${words.title} of ${group.name}`}
      rows={members.rows}
      rowKey={({ id }) => id}
      columns={columns}
      removal={({ id, name }) => ({
        to: type === 'user' ? dialogs.removeUser(id) : dialogs.removeApplication(id),
        label: `Remove ${name} from group`,
        disabledReason: refusal,
      })}
    />
  )
}

function columnsOf(type: Bearer['type']): PlainColumn<MemberRow>[] {
  const { one, more, page } = WORDS[type]
  return [
    {
      id: 'name',
      header: one,
      cell: ({ id, name, locked }) => (
        <>
          <EntityLink to={page(id)} danger={locked}>
            {name}
          </EntityLink>
          {locked && <span className="type-caption ml-2 text-danger-text">Locked</span>}
        </>
      ),
    },
    { id: 'more', header: more, cell: (row) => row.more || '—' },
  ]
}
