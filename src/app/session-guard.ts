import type { DataRouter } from 'react-router'

import { onSignedOut } from '../api/http.ts'
import { queryClient } from '../api/query-client.ts'
import { paths, patterns } from '../paths.ts'

/**
 * Sends to the sign-in page whoever turns out not to be signed in, whatever request showed it, and
 * back to the same page afterwards. The cache goes with the session.
 */
export function guardSession(router: DataRouter): void {
  onSignedOut(({ details }) => {
    const pending = router.state.navigation.location
    const { pathname, search } = pending ?? router.state.location
    if (pathname === patterns.signIn || pathname === patterns.setup) return
    void leaveSession(router, paths.signIn(pathname + search), details.method === 'api_key')
  })
}

/**
 * Opens the sign-in page and then forgets everything that was read in the session.
 *
 * @param keyRefused whether the session ended with its API key, which the page then says
 */
export async function leaveSession(
  router: Pick<DataRouter, 'navigate' | 'state'>,
  signInPath: string,
  keyRefused = false,
): Promise<void> {
  const isThere = () => router.state.location.pathname === patterns.signIn
  const isStopped = () =>
    [...router.state.blockers.values()].some(({ state }) => state === 'blocked')
  // Another navigation may get in between, such as that of a dialog which closes.
  for (let tries = 0; tries < 3 && !isThere() && !isStopped(); tries += 1) {
    await router.navigate(signInPath, { replace: true, state: { keyRefused } })
  }
  // A page may have stopped the navigation, to let an unsaved secret key be saved first.
  if (isThere()) queryClient.clear()
}
