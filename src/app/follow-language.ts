import type { QueryClient } from '@tanstack/react-query'

import type { Session } from '../api/session-api.ts'
import { sessionQuery } from '../api/session.ts'
import { setLanguage } from '../ui/formats.ts'

/**
 * Writes dates and numbers in the language of whoever is signed in. The cache tells of a session
 * before anything is rendered with it, so no page is seen in another language first.
 */
export function followLanguage(client: QueryClient): void {
  const [root] = sessionQuery.queryKey
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== root) return
    const session = query.state.data as Session | undefined
    if (session) setLanguage(session.user.locale)
  })
}
