import type { DataRouter } from 'react-router'

import { onSignedOut } from '../api/http.ts'
import { queryClient } from '../api/query-client.ts'
import { paths, patterns } from '../paths.ts'

/**
 * Sends to the sign-in page whoever turns out not to be signed in, whatever request showed it, and
 * back to the same page afterwards. The cache goes with the session.
 */
export function guardSession(router: DataRouter): void {
  onSignedOut(() => {
    const pending = router.state.navigation.location
    const { pathname, search } = pending ?? router.state.location
    if (pathname === patterns.signIn) return
    void leaveSession(router, paths.signIn(pathname + search))
  })
}

/** Opens the sign-in page and then forgets everything that was read in the session. */
export async function leaveSession(
  router: Pick<DataRouter, 'navigate' | 'state'>,
  signInPath: string,
): Promise<void> {
  await router.navigate(signInPath, { replace: true })
  // A page may have stopped the navigation, to let an unsaved secret key be saved first.
  if (router.state.location.pathname === patterns.signIn) queryClient.clear()
}
