import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { useMatches } from 'react-router'
import type { UIMatch } from 'react-router'

import type { Crumb, RouteHandle } from './route-handle.ts'

export interface NamedCrumb {
  label: string
  to: string
  level: Crumb['level']
}

const SEPARATOR = '\u0000'

/** The names of the matched routes, outermost first; they change when the cache learns more. */
export function useCrumbs(): NamedCrumb[] {
  const client = useQueryClient()
  const matches = useMatches().flatMap((match) => {
    const { crumb } = handleOf(match)
    return crumb ? [{ crumb, match }] : []
  })
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(listener),
    [client],
  )
  // One string, because a snapshot must compare equal while nothing changed.
  const labels = useSyncExternalStore(subscribe, () =>
    matches
      .map(({ crumb, match }) => crumb.label(client, match.params) ?? crumb.fallback)
      .join(SEPARATOR),
  ).split(SEPARATOR)
  return matches.map(({ crumb, match }, index) => ({
    label: labels[index] ?? crumb.fallback,
    to: crumb.to?.(match.params) ?? match.pathname,
    level: crumb.level,
  }))
}

/** The console's own data on a matched route. */
export function handleOf(match: Pick<UIMatch, 'handle'>): RouteHandle {
  return (match.handle as RouteHandle | undefined) ?? {}
}

/** The document's title: the page and its tabs and dialogs, innermost first, then the product. */
export function titleOf(crumbs: readonly NamedCrumb[]): string {
  const pages = crumbs.filter((crumb) => crumb.level === 'page')
  const entry = crumbs.findLast((crumb) => crumb.level === 'entry')
  const named = entry ? [entry, ...pages] : pages
  return [...named.map((crumb) => crumb.label).toReversed(), 'IAM Console'].join(' · ')
}

/** The breadcrumbs: the innermost three levels above tabs and dialogs. */
export function trailOf(crumbs: readonly NamedCrumb[]): NamedCrumb[] {
  return crumbs.filter((crumb) => crumb.level !== 'page').slice(-3)
}
