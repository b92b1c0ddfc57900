import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { type FilterChoice, ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { TagList } from '../../parts/tag-list.tsx'
import { TAG_MAX_LENGTH } from '../../parts/tag-rules.ts'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { EntityLink } from '../../ui/link.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { PrincipalLink } from './principal-link.tsx'
import { POLICIES_LIST, policiesListQuery } from './queries.ts'
import { usePrincipalNames } from './use-principal-names.ts'

const PrincipalFilter = lazy(async () => ({
  default: (await import('./principal-filter.tsx')).PrincipalFilter,
}))

const FILTERS: readonly FilterChoice[] = [
  { name: 'principal', legend: 'Principal', control: PrincipalFilter },
  {
    name: 'tag',
    legend: 'Tag',
    text: { hint: 'A tag, or a part of one.', maxLength: TAG_MAX_LENGTH },
  },
]

const SORTS: readonly SortChoice[] = [
  { field: 'policy_name', label: 'Name', kind: 'text' },
  { field: 'created_at', label: 'Created', kind: 'time' },
]

/** The Policies tab of the IAM dashboard. */
export function PoliciesPage() {
  const list = useListState(POLICIES_LIST)
  const policies = useQuery(policiesListQuery(list.params))
  const nameOf = usePrincipalNames(policies.data?.rows ?? [])
  const columns = useMemo(() => columnsFor(nameOf), [nameOf])
  const highlight = useHighlight()
  const { reason } = useRight('write', 'policy')
  const rowActions = useRowActions(reason)
  const create = (
    <ButtonLink
      to={paths.createPolicy()}
      icon={<Plus size={16} aria-hidden />}
      disabledReason={reason}
    >
      Create policy
    </ButtonLink>
  )
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
      highlightKey={highlight}
      searchLabel="Search by name or ID"
      filters={<ListFilters list={list} filters={FILTERS} sorts={SORTS} />}
      actions={create}
      empty={{
        illustration: 'policy',
        title: 'There is no policy yet',
        description:
          'A policy gives permission sets to a user, a group or an application. Without one, only the Owner can do anything.',
        action: create,
      }}
    />
  )
}

function useRowActions(reason: string | undefined): (policy: Policy) => MenuItem[] {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return useCallback(
    ({ id, deletable }) => {
      const refusal = deletable ? reason : 'The platform manages this policy.'
      return [
        { label: 'Overview', to: paths.policy(id) },
        {
          label: 'Duplicate',
          onSelect: () =>
            void navigate({
              pathname: paths.createPolicy(),
              search: new URLSearchParams({ duplicate: id }).toString(),
            }),
          ...(reason !== undefined && { disabled: true, disabledReason: reason }),
        },
        { label: 'Copy ID', onSelect: () => void copyId(id) },
        { separator: true },
        {
          label: 'Delete',
          danger: true,
          onSelect: () =>
            void navigate(paths.deletePolicy(id), { state: { returnTo: pathname + search } }),
          ...(refusal !== undefined && { disabled: true, disabledReason: refusal }),
        },
      ]
    },
    [navigate, pathname, search, reason],
  )
}

function columnsFor(nameOf: (id: string) => string | undefined): Column<Policy>[] {
  return [
    {
      id: 'policy_name',
      header: 'Name',
      sortable: true,
      primary: true,
      freeText: true,
      cell: ({ id, name, description }) => (
        <span className="flex min-w-0 flex-col">
          <EntityLink to={paths.policy(id)}>{name}</EntityLink>
          {description && (
            <span className="type-caption line-clamp-2 text-neutral-text-weak">{description}</span>
          )}
        </span>
      ),
    },
    {
      id: 'principal',
      header: 'Principal',
      width: '13rem',
      freeText: true,
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
      id: 'tags',
      header: 'Tags',
      freeText: true,
      cell: ({ tags }) => <TagList tags={tags} most={1} />,
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
