import type { ComponentType } from 'react'
import type { LoaderFunctionArgs, Params } from 'react-router'

import { readListState } from './api/list-state.ts'
import { queryClient } from './api/query-client.ts'
import { API_KEYS_LIST, apiKeysListQuery } from './features/api-keys/queries.ts'
import { projectsQuery } from './features/projects/queries.ts'
import type { Bearer } from './parts/bearer.ts'

/**
 * A loader that starts reading and does not wait: the route changes at once, and its page shows what
 * the cache has or a skeleton. It runs beside the download of the page's code.
 */
export function reads(start: (params: Params, search: URLSearchParams) => void) {
  return ({ params, request }: LoaderFunctionArgs): null => {
    start(params, new URL(request.url).searchParams)
    return null
  }
}

/**
 * A page whose code is loaded with its route.
 *
 * @param name the component's name among the module's exports
 */
export function page<N extends string>(name: N, load: () => Promise<Record<N, ComponentType>>) {
  return { Component: async () => (await load())[name] }
}

/** Ids of the path; empty on routes without them. */
export const logId = (params: Params) => params.logId ?? ''
export const accessKey = (params: Params) => params.accessKey ?? ''

/** Reads a page of API keys: everybody's, or one bearer's. */
export function readsKeys(bearerOf?: (params: Params) => Bearer) {
  return reads((params, search) => {
    const list = readListState(API_KEYS_LIST, search)
    void queryClient.prefetchQuery(apiKeysListQuery(list, bearerOf?.(params)))
    void queryClient.prefetchQuery(projectsQuery())
  })
}
