import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import type { LoaderFunctionArgs, Params } from 'react-router'

import { readListState } from './api/list-state.ts'
import { queryClient } from './api/query-client.ts'
import { API_KEYS_LIST, apiKeysListQuery } from './features/api-keys/queries.ts'
import { projectsQuery } from './features/projects/queries.ts'
import type { Bearer } from './parts/bearer.ts'

/**
 * How long another page is held back for what it is about. Answers are mostly there by then, and a page
 * that is drawn without one is drawn twice; nobody notices a wait as short as this.
 */
const PATIENCE_MS = 60

/**
 * A loader that starts reading. The page that one is on gives way when what `start` returns is there, or
 * soon: then the new one shows skeletons. It runs beside the download of the page's code.
 *
 * @param start returns what the page is about, if it has to be waited for: see `read`
 */
export function reads(start: (params: Params, search: URLSearchParams) => Promise<unknown> | void) {
  return async ({ params, request }: LoaderFunctionArgs): Promise<null> => {
    const { pathname, searchParams } = new URL(request.url)
    const reading = start(params, searchParams)
    // Going back, and a list that is searched or turned, change the address at once.
    if (reading && pathname !== window.location.pathname) {
      await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    }
    return null
  }
}

/**
 * Starts reading what a page is about.
 *
 * @returns undefined when the cache has it, be it out of date; else a promise that is never rejected
 */
export function read<Data, Key extends QueryKey>(
  options: FetchQueryOptions<Data, Error, Data, Key>,
): Promise<void> | undefined {
  const isKnown = queryClient.getQueryData(options.queryKey) !== undefined
  const reading = queryClient.prefetchQuery(options)
  return isKnown ? undefined : reading
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
    void queryClient.prefetchQuery(projectsQuery())
    return read(apiKeysListQuery(readListState(API_KEYS_LIST, search), bearerOf?.(params)))
  })
}
