import { notifyManager, QueryClient } from '@tanstack/react-query'

import { toApiError } from './errors.ts'

/** First parts of all query keys; `INVALIDATES` names them. */
export type QueryRoot =
  | 'session'
  | 'counters'
  | 'users'
  | 'groups'
  | 'applications'
  | 'policies'
  | 'rules'
  | 'apiKeys'
  | 'projects'
  | 'permissions'
  | 'search'
  | 'sessions'
  | 'logs'
  | 'sshKeys'
  | 'quotas'
  | 'organization'
  | 'security'
  | 'gracePeriods'
  | 'saml'
  | 'scim'

// Pages hear of an answer at once: a timer would let other work pass first, and stand still with a
// test's clock.
notifyManager.setScheduler(queueMicrotask)

/**
 * The cache of answers. Nothing is asked again by itself after a failure: pages show the failure with
 * a way to retry. Settled mutations are dropped at once, so that no form value lingers in memory.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    // A loader reads for a page before it mounts: a failure of that is shown, not asked again unseen.
    queries: { retry: false, retryOnMount: false, staleTime: 15_000 },
    mutations: { retry: false, gcTime: 0 },
  },
})

/**
 * For a query's `retry`, where nothing on the page would show its failure with a way to try again, such
 * as names in place of ids: asks once more, unless it was refused.
 */
export function onceMore(failures: number, error: unknown): boolean {
  return failures === 0 && toApiError(error).kind !== 'denied'
}
