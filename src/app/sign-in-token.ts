import { patterns } from '../paths.ts'

let taken: { page: string; token: string } | undefined

/**
 * Takes the token of a one-time link out of the URL's fragment: one that signs in, or one that sets an
 * empty server up. Runs before anything else looks at the URL, so that the token stays neither in the
 * address bar nor in the history.
 */
export function takeSignInToken(): void {
  const token = tokenInUrl()
  if (token !== undefined) {
    const { pathname, search } = window.location
    taken = { page: pathname, token }
    window.history.replaceState(window.history.state, '', pathname + search)
  }
  // A link opened while its page is already there changes the fragment only: start anew.
  window.addEventListener('hashchange', () => {
    if (tokenInUrl() !== undefined) window.location.reload()
  })
}

function tokenInUrl(): string | undefined {
  const { pathname } = window.location
  if (pathname !== patterns.signIn && pathname !== patterns.setup) return undefined
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? undefined
}

/** The token of the one-time link that opened the sign-in page; once, for it is used up by signing in. */
export function takenSignInToken(): string | undefined {
  if (taken?.page !== patterns.signIn) return undefined
  const { token } = taken
  taken = undefined
  return token
}

/** The token that the page for setting the server up was opened with, if it was. */
export function takenSetupToken(): string | undefined {
  return taken?.page === patterns.setup ? taken.token : undefined
}
