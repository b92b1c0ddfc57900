import type { DataRouter } from 'react-router'

import { onSignedOut } from '../api/http.ts'
import { queryClient } from '../api/query-client.ts'
import { paths, patterns } from '../paths.ts'

type Navigator = Pick<DataRouter, 'navigate' | 'state'>

/**
 * Sends to the sign-in page whoever turns out not to be signed in, whatever request showed it, and
 * back to the same page afterwards. The cache goes with the session.
 */
export function guardSession(router: Navigator): void {
  let leaving: Promise<void> | undefined
  onSignedOut(({ details }) => {
    // Requests of one moment are refused together. Each on its own way would stop the others'.
    leaving ??= leaveSession(router, details.method === 'api_key').finally(() => {
      leaving = undefined
    })
  })
}

/**
 * Opens the sign-in page and then forgets everything that was read in the session.
 *
 * @param keyRefused whether the session ended with its API key, which the page then says
 */
async function leaveSession(router: Navigator, keyRefused: boolean): Promise<void> {
  const isThere = () => router.state.location.pathname === patterns.signIn
  const isStopped = () =>
    [...router.state.blockers.values()].some(({ state }) => state === 'blocked')
  // Another navigation may get in between, such as that of a dialog which closes: its page is then the
  // one to come back to.
  for (let tries = 0; tries < 3; tries += 1) {
    const { pathname, search } = router.state.navigation.location ?? router.state.location
    if (pathname === patterns.signIn || pathname === patterns.setup || isStopped()) return
    const to = paths.signIn(pathname + search)
    await router.navigate(to, { replace: true, state: { keyRefused } })
    // A page may have stopped the navigation, to let an unsaved secret key be saved first.
    if (isThere()) return queryClient.clear()
  }
}
