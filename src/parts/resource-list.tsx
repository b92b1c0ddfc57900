import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useId } from 'react'

import { toApiError } from '../api/errors.ts'
import type { ListState } from '../api/list-state.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterButton } from '../ui/filter-button.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useLate } from '../ui/use-late.ts'
import type { Selection } from '../ui/use-selection.ts'
import { foundText, type ListPage } from './list-page.ts'
import { ListSearch } from './list-search.tsx'
import { QueryError } from './query-error.tsx'
import { useResultAnnouncement } from './use-result-announcement.ts'

type EmptyStateProps = Parameters<typeof EmptyState>[0]

export interface ResourceListProps<R> {
  /** Names the table for screen readers. */
  caption: string
  /** What a row is, in the middle of a sentence: "user", "users". */
  noun: { one: string; other: string }
  list: ListState
  /** Read with `placeholderData: keepPreviousData`, so that the old page stays until the new is here. */
  query: UseQueryResult<ListPage<R>>
  /** A sortable column's id is the field of the API's order_by, such as `created_at`. */
  columns: Column<R>[]
  rowKey: (row: R) => string
  rowLabel: (row: R) => string
  rowActions?: (row: R) => MenuItem[]
  /** Label of the search field; without it the list has no search. */
  searchLabel?: string
  /** Content of the filter panel; without it the list has no filters. */
  filters?: ReactNode
  /** Buttons at the right of the toolbar. */
  actions?: ReactNode
  /** A link to what one may see, where the list is refused. */
  deniedAction?: ReactNode
  /** Shown instead of the whole list while there is nothing to list at all. */
  empty: EmptyStateProps
  /** Lets rows be ticked; `bulkActions` stand above the table while some are. */
  selection?: Selection | undefined
  bulkActions?: ReactNode
  /** Key of the row to mark and focus. */
  highlightKey?: string | undefined
}

/**
 * A list page's body: search, filters, table, pages, and every state they can be in. What is searched,
 * filtered, sorted and which page is shown lives in the address (`list`).
 */
export function ResourceList<R>(props: ResourceListProps<R>) {
  const { noun, list, query, searchLabel, filters, actions } = props
  const { data, error } = query
  const resultsId = useId()
  const narrowed = list.q !== '' || list.activeFilters > 0
  useLastPage(list, query)
  useResultAnnouncement(list, query, noun)

  if (data?.total === 0 && !narrowed && !query.isPlaceholderData) {
    return <EmptyState {...props.empty} />
  }
  if (error && !data && toApiError(error).kind === 'denied') {
    return (
      <QueryError
        error={error}
        what={`the ${noun.other}`}
        onRetry={() => void query.refetch()}
        action={props.deniedAction}
      />
    )
  }
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        {searchLabel && <ListSearch label={searchLabel} q={list.q} onSearch={list.setQuery} />}
        {filters && (
          <FilterButton count={list.activeFilters} onClear={list.clearFilters}>
            <Suspense fallback={<Skeleton lines={4} />}>{filters}</Suspense>
          </FilterButton>
        )}
        {actions && (
          <div className="flex w-full flex-wrap gap-3 *:grow xsmall:ml-auto xsmall:w-auto xsmall:*:grow-0">
            {actions}
          </div>
        )}
      </div>
      <section id={resultsId} aria-label={props.caption} aria-busy={query.isFetching}>
        <Results {...props} narrowed={narrowed} />
      </section>
    </div>
  )
}

function Results<R>(props: ResourceListProps<R> & { narrowed: boolean }) {
  const { noun, list, query } = props
  const { data, error } = query
  const retry = () => void query.refetch()
  const late = useLate()

  if (error && !data) {
    return <QueryError error={error} what={`the ${noun.other}`} onRetry={retry} />
  }
  if (data?.total === 0 && !query.isPlaceholderData) {
    return (
      <EmptyState
        illustration="search"
        title={`No ${noun.other} match`}
        description={
          list.q === ''
            ? 'No one passes all the filters that are set.'
            : `Nothing matches “${list.q}”${list.activeFilters > 0 ? ' with the filters that are set' : ''}.`
        }
        action={
          <Button variant="outlined" sentiment="neutral" onClick={list.reset}>
            Clear filters
          </Button>
        }
      />
    )
  }
  // Most answers are there by then: skeletons before them would be drawn for nothing, and flicker.
  if (!data && !late) return null
  const split = list.sort.lastIndexOf('_')
  const sort = {
    column: list.sort.slice(0, split),
    direction: list.sort.endsWith('_desc') ? ('desc' as const) : ('asc' as const),
  }
  return (
    <div className={classNames('flex flex-col gap-6', query.isPlaceholderData && 'outdated')}>
      {error && (
        <QueryError error={error} what={`the ${noun.other} again`} onRetry={retry} compact />
      )}
      {data?.found !== undefined && (
        <Notice>
          The search matches {foundText(data.found)} {noun.other}; this list holds the 100 that
          match best. More words narrow it.
        </Notice>
      )}
      {props.bulkActions}
      <DataTable
        caption={props.caption}
        selection={props.selection}
        columns={props.columns}
        rows={data?.rows ?? []}
        rowKey={props.rowKey}
        rowLabel={props.rowLabel}
        sort={sort}
        onSort={(next) => list.setSort(`${next.column}_${next.direction}`)}
        loading={data === undefined || data.rows.length === 0}
        rowActions={props.rowActions}
        highlightKey={props.highlightKey}
      />
      {data && (
        <Pagination
          page={list.page}
          pageSize={list.pageSize}
          pageSizes={list.pageSizes}
          total={data.total}
          noun={noun}
          onPage={(page) => list.setPage(page)}
          onPageSize={list.setPageSize}
        />
      )}
      {/* The bar of what can be done with them is over the end of the page. */}
      {props.selection && props.selection.selected.size > 0 && <div className="h-14" />}
    </div>
  )
}

/** Goes to the last page when the address asks for one beyond it, as after deletions. */
function useLastPage<R>(list: ListState, { data, isPlaceholderData }: UseQueryResult<ListPage<R>>) {
  const lastPage = data ? Math.max(1, Math.ceil(data.total / list.pageSize)) : undefined
  const beyond = lastPage !== undefined && !isPlaceholderData && list.page > lastPage
  useEffect(() => {
    if (beyond) list.setPage(lastPage, { replace: true })
  })
}
