import type { Log } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { lazy, useCallback, useMemo } from 'react'
import { Outlet, useLocation } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { type FilterChoice, ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/data-table.tsx'
import { formatMoment } from '../../ui/formats.ts'
import { EntityLink } from '../../ui/link.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { ExportMenu } from './export-menu.tsx'
import { ActionBadge, PrincipalCell, ResourceCell, ResourceTypeCell } from './log-cells.tsx'
import { LogNames } from './log-names.tsx'
import { ACTIONS, actionOf, resourceOf } from './log-words.ts'
import { LOGS_LIST, logsListQuery } from './queries.ts'

const PeriodFilter = lazy(async () => ({
  default: (await import('./log-filters.tsx')).PeriodFilter,
}))
const PrincipalFilter = lazy(async () => ({
  default: (await import('./log-filters.tsx')).PrincipalFilter,
}))

const ResourceTypeFilter = lazy(async () => ({
  default: (await import('./log-filters.tsx')).ResourceTypeFilter,
}))

const ACTION_OPTIONS = Object.entries(ACTIONS).map(([value, { label }]) => ({ value, label }))

const FILTERS: readonly FilterChoice[] = [
  { name: 'principal', legend: 'Principal', control: PrincipalFilter },
  { name: 'period', legend: 'Date', control: PeriodFilter },
  { name: 'action', legend: 'Action', options: ACTION_OPTIONS },
  { name: 'resource_type', legend: 'Resource type', control: ResourceTypeFilter },
]

const SORTS: readonly SortChoice[] = [{ field: 'created_at', label: 'Date', kind: 'time' }]

const NO_LOGS: readonly Log[] = []

/** The Logs tab of the IAM dashboard: what was done to its resources, by whom and when. */
export function LogsPage() {
  const list = useListState(LOGS_LIST)
  const logs = useQuery(logsListQuery(list.params))
  const { search } = useLocation()
  const columns = useMemo(() => columnsFor(search), [search])
  const rowActions = useRowActions(search)
  return (
    <LogNames logs={logs.data?.rows ?? NO_LOGS}>
      <ResourceList
        caption="Logs"
        noun={{ one: 'log entry', other: 'log entries' }}
        list={list}
        query={logs}
        columns={columns}
        rowKey={(log) => log.id}
        rowLabel={rowLabel}
        rowActions={rowActions}
        searchLabel="Search by name, ID, IP or user agent"
        filters={<ListFilters list={list} filters={FILTERS} sorts={SORTS} />}
        actions={<ExportMenu params={list.params} total={logs.data?.total} />}
        empty={{
          illustration: 'search',
          title: 'Nothing has been logged yet',
          description:
            'Whoever creates, changes or deletes a user, a group, an application, a policy or an API key leaves an entry here.',
        }}
      />
      <Outlet />
    </LogNames>
  )
}

function rowLabel(log: Log): string {
  const time = log.createdAt ? formatMoment(log.createdAt, 'datetime') : log.id
  return `${actionOf(log).label} ${resourceOf(log).label}, ${time}`
}

function useRowActions(search: string): (log: Log) => MenuItem[] {
  return useCallback(
    (log) => [
      { label: 'Details', to: paths.log(log.id) + search },
      {
        label: 'History of this resource',
        to: `${paths.logs()}?${new URLSearchParams({ q: log.resourceId }).toString()}`,
      },
      { separator: true },
      { label: 'Copy resource ID', onSelect: () => void copyId(log.resourceId) },
      { label: 'Copy principal ID', onSelect: () => void copyId(log.bearerId) },
    ],
    [search],
  )
}

/** @param search of the address, which the details keep */
function columnsFor(search: string): Column<Log>[] {
  return [
    {
      id: 'created_at',
      header: 'Date',
      sortable: true,
      firstDirection: 'desc',
      primary: true,
      width: '11rem',
      cell: (log) => (
        <EntityLink to={paths.log(log.id) + search}>
          {log.createdAt ? <Time value={log.createdAt} format="datetime" /> : log.id}
        </EntityLink>
      ),
    },
    {
      id: 'principal',
      header: 'Principal',
      freeText: true,
      cell: (log) => <PrincipalCell log={log} />,
    },
    { id: 'action', header: 'Action', width: '7rem', cell: (log) => <ActionBadge log={log} /> },
    {
      id: 'resource_type',
      header: 'Type',
      width: '9rem',
      cell: (log) => <ResourceTypeCell log={log} />,
    },
    {
      id: 'resource',
      header: 'Resource',
      freeText: true,
      cell: (log) => <ResourceCell log={log} />,
    },
    {
      id: 'ip',
      header: 'IP address',
      width: '11rem',
      hideOnPhone: true,
      cell: ({ ip }) => (ip ? <span className="type-code-small break-all">{ip}</span> : '—'),
    },
  ]
}
