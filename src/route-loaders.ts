import type { ComponentType } from 'react'
import type { LoaderFunctionArgs, Params } from 'react-router'

import { readListState } from './api/list-state.ts'
import { queryClient } from './api/query-client.ts'
import { API_KEYS_LIST, apiKeysListQuery } from './features/api-keys/queries.ts'
import { groupsOfApplicationsQuery, groupsOfUsersQuery } from './features/groups/queries.ts'
import { policiesOfQuery } from './features/policies/queries.ts'
import { projectsQuery } from './features/projects/queries.ts'
import type { Bearer } from './parts/bearer.ts'
import { permissionsQuery } from './parts/permissions-query.ts'

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
export const userId = (params: Params) => params.userId ?? ''
export const applicationId = (params: Params) => params.applicationId ?? ''
export const groupId = (params: Params) => params.groupId ?? ''
export const policyId = (params: Params) => params.policyId ?? ''
export const projectId = (params: Params) => params.projectId ?? ''
export const logId = (params: Params) => params.logId ?? ''
export const accessKey = (params: Params) => params.accessKey ?? ''

/** The bearer whose page the route is. */
export const userBearer = (params: Params): Bearer => ({ type: 'user', id: userId(params) })
export const applicationBearer = (params: Params): Bearer => ({
  type: 'application',
  id: applicationId(params),
})

/** Reads a page of API keys: everybody's, or one bearer's. */
export function readsKeys(bearerOf?: (params: Params) => Bearer) {
  return reads((params, search) => {
    const list = readListState(API_KEYS_LIST, search)
    void queryClient.prefetchQuery(apiKeysListQuery(list, bearerOf?.(params)))
    void queryClient.prefetchQuery(projectsQuery())
  })
}

/** Reads what an Overview says of a bearer: groups, policies, and what they let it do. */
export function readsBearer(bearerOf: (params: Params) => Bearer) {
  return reads((params) => {
    const bearer = bearerOf(params)
    const groups = bearer.type === 'user' ? groupsOfUsersQuery : groupsOfApplicationsQuery
    void queryClient.prefetchQuery(groups([bearer.id]))
    void queryClient.prefetchQuery(policiesOfQuery(bearer))
    void queryClient.prefetchQuery(permissionsQuery(bearer))
  })
}
