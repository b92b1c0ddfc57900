import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, useCallback } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { type FilterChoice, ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { TagList } from '../../parts/tag-list.tsx'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { EntityLink } from '../../ui/link.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { GROUPS_LIST, groupsListQuery } from './queries.ts'

const loadFilters = () => import('./group-filters.tsx')

const FILTERS: readonly FilterChoice[] = [
  {
    name: 'user',
    legend: 'Contains user',
    control: lazy(async () => ({ default: (await loadFilters()).UserFilter })),
  },
  {
    name: 'application',
    legend: 'Contains application',
    control: lazy(async () => ({ default: (await loadFilters()).ApplicationFilter })),
  },
  { name: 'tag', legend: 'Tag', text: { hint: 'A tag or a part of one.', maxLength: 70 } },
]

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
    freeText: true,
    cell: ({ id, name }) => <EntityLink to={paths.group(id)}>{name}</EntityLink>,
  },
  {
    id: 'description',
    header: 'Description',
    freeText: true,
    cell: ({ description }) => <span className="line-clamp-2">{description || '—'}</span>,
  },
  { id: 'users', header: 'Users', width: '5rem', cell: ({ userIds }) => userIds.length },
  {
    id: 'applications',
    header: 'Applications',
    width: '8rem',
    cell: ({ applicationIds }) => applicationIds.length,
  },
  {
    id: 'tags',
    header: 'Tags',
    freeText: true,
    cell: ({ tags }) => <TagList tags={tags} most={2} />,
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

/** The Groups tab of the IAM dashboard. */
export function GroupsPage() {
  const list = useListState(GROUPS_LIST)
  const groups = useQuery(groupsListQuery(list.params))
  const highlight = useHighlight()
  const { reason } = useRight('write', 'group')
  const rowActions = useRowActions(reason)
  const create = (
    <ButtonLink
      to={paths.createGroup()}
      icon={<Plus size={16} aria-hidden />}
      disabledReason={reason}
    >
      Create group
    </ButtonLink>
  )
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
      highlightKey={highlight}
      searchLabel="Search by name or ID"
      filters={<ListFilters list={list} filters={FILTERS} sorts={SORTS} />}
      actions={create}
      empty={{
        illustration: 'group',
        title: 'There is no group yet',
        description:
          'A group gathers users and applications. A policy that is attached to it counts for every member.',
        action: create,
      }}
    />
  )
}

/** @param reason why the person may not change groups; undefined when they may */
function useRowActions(reason: string | undefined): (group: Group) => MenuItem[] {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return useCallback(
    ({ id, deletable }) => {
      const refusal = deletable ? reason : 'The platform manages this group.'
      return [
        { label: 'Overview', to: paths.group(id) },
        { label: 'Copy ID', onSelect: () => void copyId(id) },
        { separator: true },
        {
          label: 'Delete',
          danger: true,
          onSelect: () =>
            void navigate(paths.deleteGroup(id), { state: { returnTo: pathname + search } }),
          ...(refusal !== undefined && { disabledReason: refusal }),
        },
      ]
    },
    [navigate, pathname, search, reason],
  )
}
