import type { Session } from '../api/console-api.ts'
import { signIn } from '../api/console-api.ts'
import { patterns } from '../paths.ts'

let token: string | undefined

/**
 * Takes the token of a one-time sign-in link out of the URL's fragment. Runs before anything else
 * looks at the URL, so that the token stays neither in the address bar nor in the history.
 */
export function takeSignInToken(): void {
  token = tokenInUrl()
  if (token !== undefined) {
    const { pathname, search } = window.location
    window.history.replaceState(window.history.state, '', pathname + search)
  }
  // A link opened while its page is already there changes the fragment only: start anew.
  window.addEventListener('hashchange', () => {
    if (tokenInUrl() !== undefined) window.location.reload()
  })
}

function tokenInUrl(): string | undefined {
  if (window.location.pathname !== patterns.signIn) return undefined
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? undefined
}

/**
 * Signs in with the taken token; it is used up by that, whatever the answer.
 *
 * @returns undefined when the page was not opened by a one-time link
 * @throws ApiError
 */
export async function redeemSignInToken(): Promise<Session | undefined> {
  const taken = token
  token = undefined
  return taken === undefined ? undefined : signIn({ token: taken })
}
