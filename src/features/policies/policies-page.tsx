import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { type FilterChoice, ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import type { Column } from '../../ui/data-table.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { PrincipalLink } from './principal-link.tsx'
import { POLICIES_LIST, policiesListQuery } from './queries.ts'
import { usePrincipalNames } from './use-principal-names.ts'

const FILTERS: readonly FilterChoice[] = [
  {
    name: 'principal',
    legend: 'Principal',
    options: [{ value: 'none', label: 'No principal' }],
  },
]

const SORTS: readonly SortChoice[] = [
  { field: 'policy_name', label: 'Name', kind: 'text' },
  { field: 'created_at', label: 'Created', kind: 'time' },
]

const rowActions = (policy: Policy): MenuItem[] => [
  { label: 'Copy ID', onSelect: () => void copyId(policy.id) },
]

/** The Policies tab of the IAM dashboard. */
export function PoliciesPage() {
  const list = useListState(POLICIES_LIST)
  const policies = useQuery(policiesListQuery(list.params))
  const nameOf = usePrincipalNames(policies.data?.rows ?? [])
  const columns = useMemo(() => columnsFor(nameOf), [nameOf])
  return (
    <ResourceList
      caption="Policies"
      noun={{ one: 'policy', other: 'policies' }}
      list={list}
      query={policies}
      columns={columns}
      rowKey={(policy) => policy.id}
      rowLabel={(policy) => policy.name}
      rowActions={rowActions}
      searchLabel="Search by name or ID"
      filters={<ListFilters list={list} filters={FILTERS} sorts={SORTS} />}
      empty={{
        illustration: 'policy',
        title: 'There is no policy yet',
        description:
          'A policy gives permission sets to a user, a group or an application. Without one, only the Owner can do anything.',
      }}
    />
  )
}

function columnsFor(nameOf: (id: string) => string | undefined): Column<Policy>[] {
  return [
    {
      id: 'policy_name',
      header: 'Name',
      sortable: true,
      primary: true,
      cell: ({ name, description }) => (
        <span className="flex min-w-0 flex-col">
          <span className="wrap-anywhere">{name}</span>
          {description && (
            <span className="type-caption line-clamp-2 text-neutral-text-weak">{description}</span>
          )}
        </span>
      ),
    },
    {
      id: 'principal',
      header: 'Principal',
      cell: (policy) => <PrincipalLink policy={policy} nameOf={nameOf} />,
    },
    { id: 'rules', header: 'Rules', width: '6rem', cell: ({ nbRules }) => nbRules },
    {
      id: 'permission-sets',
      header: 'Permission sets',
      width: '9rem',
      cell: ({ nbPermissionSets }) => nbPermissionSets,
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
}
