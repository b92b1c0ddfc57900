import { queryOptions, useQuery } from '@tanstack/react-query'

import type { Session } from './session-api.ts'
import { getCounters, getSession } from './session-api.ts'

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: getSession,
  staleTime: 30_000,
})

/** How many of each resource there are. */
export const countersQuery = queryOptions({
  queryKey: ['counters'],
  queryFn: getCounters,
})

/** The session. Pages inside the shell only: the shell renders them once there is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('useSession is for pages inside the shell')
  return data
}

/**
 * Tells what the signed-in user may do: `can('write', 'application')`. For showing or hiding; the
 * server judges again.
 */
export function useCan(): (action: 'read' | 'write', resource: string) => boolean {
  const { permissions } = useSession()
  return (action, resource) => permissions[action].includes(resource)
}
