import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Params } from 'react-router'

/**
 * What a route is called: the one source of its breadcrumb, the document's title and what screen
 * readers hear on arrival.
 */
export interface Crumb {
  /** Where the breadcrumb leads; by default to the route itself. */
  to?: (params: Params) => string
  /** The name; undefined while what it depends on is not read yet. */
  label: (client: QueryClient, params: Params) => string | undefined
  /** Stands in for a name that is not known. */
  fallback: string
  /** `page` for tabs and dialogs of the page above: in the title, not in the breadcrumbs. */
  level: 'section' | 'entry' | 'page'
}

/** The console's own data on a route, see routes.tsx and further-routes.tsx. */
export interface RouteHandle {
  crumb?: Crumb
  /** The route is a dialog over its parent, which stays where it is. */
  dialog?: true
}

/**
 * A crumb with a fixed name.
 *
 * @param level `section` for parts of the console that would only repeat themselves in every title
 */
export function crumb(
  label: string,
  options: { to?: string; level?: Crumb['level'] } = {},
): RouteHandle {
  const { to, level = 'entry' } = options
  return { crumb: { label: () => label, fallback: label, level, ...(to && { to: () => to }) } }
}

/** A crumb for a dialog over the parent route. */
export function dialogCrumb(label: string): RouteHandle {
  return { ...crumb(label, { level: 'page' }), dialog: true }
}

/**
 * A crumb named after something read from the API, as far as the cache has it.
 *
 * @param query the query options that a loader of the route prefetches
 * @param fallback the name until then, and when it cannot be read
 */
export function crumbOf<Data>(
  query: (params: Params) => { queryKey: QueryKey; queryFn?: unknown },
  label: (data: Data) => string,
  options: { to: (params: Params) => string; fallback: string },
): RouteHandle {
  return {
    crumb: {
      ...options,
      level: 'entry',
      label: (client, params) => {
        const data = client.getQueryData<Data>(query(params).queryKey)
        return data && label(data)
      },
    },
  }
}
