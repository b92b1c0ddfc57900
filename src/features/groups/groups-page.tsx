import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import type { Column } from '../../ui/data-table.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { GROUPS_LIST, groupsListQuery } from './queries.ts'

const SORTS: readonly SortChoice[] = [
  { field: 'name', label: 'Name', kind: 'text' },
  { field: 'created_at', label: 'Created', kind: 'time' },
  { field: 'updated_at', label: 'Updated', kind: 'time' },
]

const COLUMNS: Column<Group>[] = [
  {
    id: 'name',
    header: 'Name',
    sortable: true,
    primary: true,
    cell: ({ name }) => <span className="wrap-anywhere">{name}</span>,
  },
  {
    id: 'description',
    header: 'Description',
    cell: ({ description }) => <span className="line-clamp-2">{description || '—'}</span>,
  },
  { id: 'users', header: 'Users', width: '6rem', cell: ({ userIds }) => userIds.length },
  {
    id: 'applications',
    header: 'Applications',
    width: '8rem',
    cell: ({ applicationIds }) => applicationIds.length,
  },
  {
    id: 'created_at',
    header: 'Created',
    width: '9rem',
    sortable: true,
    firstDirection: 'desc',
    cell: ({ createdAt }) => (createdAt ? <Time value={createdAt} format="date" /> : '—'),
  },
]

const rowActions = (group: Group): MenuItem[] => [
  { label: 'Copy ID', onSelect: () => void copyId(group.id) },
]

/** The Groups tab of the IAM dashboard. */
export function GroupsPage() {
  const list = useListState(GROUPS_LIST)
  const groups = useQuery(groupsListQuery(list.params))
  return (
    <ResourceList
      caption="Groups"
      noun={{ one: 'group', other: 'groups' }}
      list={list}
      query={groups}
      columns={COLUMNS}
      rowKey={(group) => group.id}
      rowLabel={(group) => group.name}
      rowActions={rowActions}
      searchLabel="Search by name or ID"
      filters={<ListFilters list={list} sorts={SORTS} />}
      empty={{
        illustration: 'group',
        title: 'There is no group yet',
        description:
          'A group gathers users and applications. A policy that is attached to it counts for every member.',
      }}
    />
  )
}
