import { patterns } from '../paths.ts'

/**
 * Where to go after signing in. Only a path of this very site is taken from the URL; anything else,
 * the pages for who is not signed in included, becomes the start page.
 *
 * @param returnTo value of the sign-in page's `returnTo` parameter
 * @param origin the page's own origin
 */
export function safeReturnTo(returnTo: string | null, origin: string): string {
  if (!returnTo?.startsWith('/')) return patterns.organization
  let url: URL
  try {
    url = new URL(returnTo, origin)
  } catch {
    return patterns.organization
  }
  // Resolving catches what looks like a path and is not (//host, /\host), but a path may also come
  // out of it looking like a host (/.//host).
  if (url.origin !== origin || url.pathname.startsWith('//')) return patterns.organization
  const outside: string[] = [patterns.signIn, patterns.setup]
  if (outside.includes(url.pathname)) return patterns.organization
  return url.pathname + url.search + url.hash
}
