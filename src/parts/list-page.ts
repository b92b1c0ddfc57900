import type { QueryClient } from '@tanstack/react-query'

import { search, SEARCH_COUNTED, type SearchType } from '../api/console-api.ts'
import { formatNumber } from '../ui/formats.ts'

/** One page of a list as a list page shows it. */
export interface ListPage<R> {
  rows: R[]
  /** Rows in all pages, after search and filters. */
  total: number
  /** How many objects the search words match, where that is more than the list can be narrowed to. */
  found?: number
}

/** How many a search has found, in words: beyond a number they are not counted. */
export function foundText(total: number): string {
  return total > SEARCH_COUNTED ? `more than ${formatNumber(SEARCH_COUNTED)}` : formatNumber(total)
}

const SEARCH_STALE_MS = 15_000

/**
 * Reads one page of a list. The official lists filter by ids but cannot search by words, so a search
 * is answered by the console's own search first (100 ids at most) and the page is then read through the
 * official list, narrowed to those ids.
 *
 * @param client Keeps the ids, so that turning a page does not search again.
 * @param read Reads the official list; `ids` is undefined without a search and never empty.
 * @throws What `search` or `read` throw; a failed search is an error, not an empty list.
 */
export async function readListPage<R>(
  client: QueryClient,
  type: SearchType,
  q: string,
  read: (ids: string[] | undefined) => Promise<ListPage<R>>,
): Promise<ListPage<R>> {
  if (q === '') return read(undefined)
  const answer = await client.fetchQuery({
    queryKey: ['search', { q, types: [type] }],
    queryFn: () => search({ q, types: [type] }),
    staleTime: SEARCH_STALE_MS,
  })
  const ids = answer.results.filter((result) => result.type === type).map(({ id }) => id)
  if (ids.length === 0) return { rows: [], total: 0 }
  const page = await read(ids)
  const found = answer.totals[type] ?? ids.length
  return found > ids.length ? { ...page, found } : page
}
