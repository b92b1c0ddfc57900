import { type NavigateOptions, useSearchParams } from 'react-router'

/** What the state of one list may be. Write it `as const satisfies ListSpec`. */
export interface ListSpec {
  /** Values of the API's order_by that the list offers. */
  sorts: readonly string[]
  defaultSort: string
  /** Filters by name: their allowed values, or 'text' for any text. */
  filters?: Readonly<Record<string, readonly string[] | 'text'>>
  /** The first is the default. */
  pageSizes?: readonly number[]
}

type SortOf<Spec extends ListSpec> = Spec['sorts'][number]
type FiltersOf<Spec extends ListSpec> = NonNullable<Spec['filters']>
type FilterOf<Spec extends ListSpec> = keyof FiltersOf<Spec> & string
type FilterValues<Spec extends ListSpec> = {
  readonly [Name in FilterOf<Spec>]?: FiltersOf<Spec>[Name] extends readonly (infer Value)[]
    ? Value
    : string
}

/** The state of one list, read from the URL. */
export interface ListParams<Spec extends ListSpec = ListSpec> {
  /** Search text, trimmed; empty when there is none. */
  q: string
  sort: SortOf<Spec>
  /** From 1. */
  page: number
  pageSize: number
  /** Only the filters that are set. */
  filters: FilterValues<Spec>
}

export interface ListState<Spec extends ListSpec = ListSpec> extends ListParams<Spec> {
  /** The state alone, for a query's key. */
  params: ListParams<Spec>
  pageSizes: readonly number[]
  /** How many filters are set. */
  activeFilters: number
  /** The setters change the URL; all but setPage go back to page 1. */
  setQuery(q: string): void
  setSort(sort: SortOf<Spec>): void
  /** @param options.replace leaves no history entry, for putting a mistaken page right */
  setPage(page: number, options?: { replace?: boolean }): void
  setPageSize(pageSize: number): void
  /** Undefined or an empty text takes the filter away. */
  setFilter(name: FilterOf<Spec>, value: string | undefined): void
  clearFilters(): void
  /** Takes search and filters away. */
  reset(): void
}

const PAGE_SIZES = [20, 50, 100] as const
/** The API's greatest page number. */
const MAX_PAGE = 10_000

/**
 * Reads a list's state from the URL. Missing and unknown values become the spec's defaults, so a
 * mistyped link shows a list and not an error.
 */
export function readListState<const Spec extends ListSpec>(
  spec: Spec,
  params: URLSearchParams,
): ListParams<Spec> {
  const pageSizes: readonly number[] = spec.pageSizes ?? PAGE_SIZES
  const sort = params.get('sort')
  const page = wholeNumber(params.get('page'))
  const pageSize = wholeNumber(params.get('page_size'))
  return {
    q: params.get('q')?.trim() ?? '',
    sort: spec.sorts.find((known) => known === sort) ?? spec.defaultSort,
    page: page >= 1 && page <= MAX_PAGE ? page : 1,
    pageSize: pageSizes.includes(pageSize) ? pageSize : (pageSizes[0] ?? PAGE_SIZES[0]),
    filters: readFilters(spec, params),
  }
}

/**
 * The list's state, which lives in the URL alone: Back, reload and a shared link give the same list.
 * Typing replaces the history entry; sorting, paging and filtering add one.
 *
 * @param spec a constant of the module, not made while rendering
 */
export function useListState<const Spec extends ListSpec>(spec: Spec): ListState<Spec> {
  const [params, setParams] = useSearchParams()
  const state = readListState(spec, params)

  function change(values: Record<string, string | undefined>, options: NavigateOptions = {}) {
    // Not from `params`: what is typed is sent later, and a second change may come before the first is
    // drawn. Either would take back what the address has by then.
    const next = new URLSearchParams(window.location.search)
    if (!('page' in values)) next.delete('page')
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next, { ...options, preventScrollReset: true })
  }

  const noFilters = Object.fromEntries(
    Object.keys(spec.filters ?? {}).map((name) => [name, undefined]),
  )
  return {
    ...state,
    params: state,
    pageSizes: spec.pageSizes ?? PAGE_SIZES,
    activeFilters: Object.keys(state.filters).length,
    setQuery: (q) => change({ q: q || undefined }, { replace: true }),
    setSort: (sort) => change({ sort: sort === spec.defaultSort ? undefined : sort }),
    setPage: (page, { replace = false } = {}) =>
      change({ page: page > 1 ? String(page) : undefined }, { replace }),
    setPageSize: (pageSize) => change({ page_size: String(pageSize) }),
    setFilter: (name, value) => change({ [name]: value }),
    clearFilters: () => change(noFilters),
    reset: () => change({ ...noFilters, q: undefined }),
  }
}

function readFilters<Spec extends ListSpec>(
  spec: Spec,
  params: URLSearchParams,
): FilterValues<Spec> {
  const filters: Record<string, string> = {}
  for (const [name, allowed] of Object.entries(spec.filters ?? {})) {
    const value = params.get(name)?.trim()
    if (value && (allowed === 'text' || allowed.includes(value))) filters[name] = value
  }
  return filters as FilterValues<Spec>
}

function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0
}
