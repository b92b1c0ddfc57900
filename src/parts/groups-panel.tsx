import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'

import { groupsOfApplicationsQuery, groupsOfUsersQuery } from '../features/groups/queries.ts'
import { paths } from '../paths.ts'
import { EntityLink } from '../ui/link.tsx'
import type { Bearer } from './bearer.ts'
import { type PlainColumn, PlainTable } from './plain-table.tsx'
import { QueryPanel } from './query-panel.tsx'
import { searchLink } from './search-link.ts'

const COLUMNS: readonly PlainColumn<Group>[] = [
  {
    id: 'name',
    header: 'Group',
    cell: (group) => (
      <EntityLink to={searchLink(paths.groups(), group.name)}>{group.name}</EntityLink>
    ),
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
 * The groups that a user or an application is in.
 *
 * @param name What the bearer is called.
 */
export function GroupsPanel({ bearer, name }: { bearer: Bearer; name: string }) {
  const query = useQuery(
    bearer.type === 'user'
      ? groupsOfUsersQuery([bearer.id])
      : groupsOfApplicationsQuery([bearer.id]),
  )
  return (
    <QueryPanel title="Groups" what={`the groups of ${name}`} query={query}>
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
          />
        )
      }
    </QueryPanel>
  )
}
