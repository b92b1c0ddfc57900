import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'

import { groupsOfQuery } from '../features/groups/queries.ts'
import { paths, principalDialogs } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EntityLink } from '../ui/link.tsx'
import type { Bearer } from './bearer.ts'
import { principalPage } from './page-principal.tsx'
import { type PlainColumn, PlainTable } from './plain-table.tsx'
import { QueryPanel } from './query-panel.tsx'
import { useRight } from './use-right.ts'

const COLUMNS: readonly PlainColumn<Group>[] = [
  {
    id: 'name',
    header: 'Group',
    cell: (group) => <EntityLink to={paths.group(group.id)}>{group.name}</EntityLink>,
  },
  {
    id: 'description',
    header: 'Description',
    cell: (group) => group.description || '—',
  },
  {
    id: 'members',
    header: 'Members',
    cell: (group) => group.userIds.length + group.applicationIds.length,
  },
]

/**
 * The groups that a user or an application is in, with ways into and out of them. Its dialogs are
 * routes under the bearer's page.
 *
 * @param name What the bearer is called.
 */
export function GroupsPanel({ bearer, name }: { bearer: Bearer; name: string }) {
  const query = useQuery(groupsOfQuery(bearer))
  const { reason } = useRight('write', 'group')
  const dialogs = principalDialogs(principalPage(bearer))
  return (
    <QueryPanel
      title="Groups"
      what={`the groups of ${name}`}
      query={query}
      actions={
        <ButtonLink
          to={dialogs.addToGroup}
          size="small"
          variant="outlined"
          sentiment="neutral"
          icon={<Plus size={16} aria-hidden />}
          disabledReason={reason}
        >
          Add to group
        </ButtonLink>
      }
    >
      {(groups) =>
        groups.length === 0 ? (
          <p className="type-body-small text-neutral-text-weak">
            {name} is in no group. A group passes the permissions of its policies on to its members.
          </p>
        ) : (
          <PlainTable
            caption={`Groups of ${name}`}
            rows={groups}
            rowKey={(group) => group.id}
            columns={COLUMNS}
            removal={(group) => ({
              to: dialogs.removeFromGroup(group.id),
              label: `Remove ${name} from ${group.name}`,
              disabledReason: group.editable ? reason : 'The platform manages this group.',
            })}
          />
        )
      }
    </QueryPanel>
  )
}
