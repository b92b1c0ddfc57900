import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'

import type { ListPage } from '../../parts/list-page.ts'
import type { ApiKey } from './queries.ts'

/**
 * Makes sure that the highlighted key is on screen: when the filters, order or page in the address
 * hide it, the list goes back to its first page, newest first, where a new key stands.
 */
export function useShowHighlighted(
  query: UseQueryResult<ListPage<ApiKey>>,
  highlight: string | undefined,
): void {
  const { pathname, search, state } = useLocation()
  const navigate = useNavigate()
  const { data, isFetching, isPlaceholderData } = query
  const settled = data !== undefined && !isFetching && !isPlaceholderData
  const hidden =
    settled &&
    highlight !== undefined &&
    search !== '' &&
    !data.rows.some((key) => key.accessKey === highlight)
  useEffect(() => {
    if (hidden) void navigate({ pathname, search: '' }, { replace: true, state })
  }, [hidden, navigate, pathname, state])
}
