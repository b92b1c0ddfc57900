import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { ListState } from '../api/list-state.ts'
import { announce } from '../ui/announcer.tsx'
import { formatNumber } from '../ui/formats.ts'
import type { ListPage } from './list-page.ts'

/**
 * Tells screen readers what a search, a filter, a sort or a turned page led to, once the rows are
 * there: "12 users, page 1 of 1". The first sight of a list is not told; the page itself is.
 */
export function useResultAnnouncement<R>(
  list: ListState,
  { data, isPlaceholderData }: UseQueryResult<ListPage<R>>,
  noun: { one: string; other: string },
): void {
  const { q, sort, page, pageSize, filters } = list
  const asked = JSON.stringify({ q, sort, page, pageSize, filters })
  const told = useRef(asked)
  const ready = data !== undefined && !isPlaceholderData
  const text = data && describeResult(data.total, page, pageSize, noun)

  useEffect(() => {
    if (!ready || told.current === asked) return
    told.current = asked
    if (text !== undefined) announce(text)
  }, [ready, asked, text])
}

/** "12 users, page 1 of 1"; "No users" when there are none. */
export function describeResult(
  total: number,
  page: number,
  pageSize: number,
  noun: { one: string; other: string },
): string {
  if (total === 0) return `No ${noun.other}`
  const pages = Math.ceil(total / pageSize)
  return `${formatNumber(total)} ${total === 1 ? noun.one : noun.other}, page ${Math.min(page, pages)} of ${pages}`
}
