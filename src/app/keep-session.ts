import { queryClient } from '../api/query-client.ts'
import type { Session } from '../api/session-api.ts'
import { sessionQuery } from '../api/session.ts'

/** Begins with an empty cache and the session that was just opened. */
export function keepSession(session: Session): void {
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, session)
}
