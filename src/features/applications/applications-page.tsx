import type { Application } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useCallback } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { TagList } from '../../parts/tag-list.tsx'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { EntityLink } from '../../ui/link.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { APPLICATIONS_LIST, applicationsListQuery } from './queries.ts'

const SORTS: readonly SortChoice[] = [
  { field: 'name', label: 'Name', kind: 'text' },
  { field: 'created_at', label: 'Created', kind: 'time' },
  { field: 'updated_at', label: 'Updated', kind: 'time' },
]

const COLUMNS: Column<Application>[] = [
  {
    id: 'name',
    header: 'Name',
    sortable: true,
    primary: true,
    freeText: true,
    cell: ({ id, name }) => <EntityLink to={paths.application(id)}>{name}</EntityLink>,
  },
  {
    id: 'description',
    header: 'Description',
    freeText: true,
    cell: ({ description }) => <span className="line-clamp-2">{description || '—'}</span>,
  },
  { id: 'api-keys', header: 'API keys', width: '7rem', cell: ({ nbApiKeys }) => nbApiKeys },
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

/** The Applications tab of the IAM dashboard. */
export function ApplicationsPage() {
  const list = useListState(APPLICATIONS_LIST)
  const applications = useQuery(applicationsListQuery(list.params))
  const highlight = useHighlight()
  const { reason } = useRight('write', 'application')
  const rowActions = useRowActions(reason)
  const create = (
    <ButtonLink
      to={paths.createApplication()}
      icon={<Plus size={16} aria-hidden />}
      disabledReason={reason}
    >
      Create application
    </ButtonLink>
  )
  return (
    <ResourceList
      caption="Applications"
      noun={{ one: 'application', other: 'applications' }}
      list={list}
      query={applications}
      columns={COLUMNS}
      rowKey={(application) => application.id}
      rowLabel={(application) => application.name}
      rowActions={rowActions}
      highlightKey={highlight}
      searchLabel="Search by name or ID"
      filters={<ListFilters list={list} sorts={SORTS} />}
      actions={create}
      empty={{
        illustration: 'application',
        title: 'There is no application yet',
        description:
          'An application is an identity for a program, such as a deployment pipeline. Its API keys do not depend on any one person.',
        action: create,
      }}
    />
  )
}

function useRowActions(refusal: string | undefined): (application: Application) => MenuItem[] {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return useCallback(
    ({ id, deletable }) => [
      { label: 'Overview', to: paths.application(id) },
      { label: 'API keys', to: paths.applicationApiKeys(id) },
      { label: 'Copy ID', onSelect: () => void copyId(id) },
      { separator: true },
      {
        label: 'Delete',
        danger: true,
        onSelect: () =>
          void navigate(paths.deleteApplication(id), { state: { returnTo: pathname + search } }),
        disabledReason: deletable ? refusal : 'The platform manages this application.',
      },
    ],
    [navigate, pathname, search, refusal],
  )
}
