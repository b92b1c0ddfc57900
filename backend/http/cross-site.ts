import { permissionsDenied } from './errors.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that another site makes a browser send with our cookie. SameSite=Strict keeps the
 * cookie at home already; this holds where a neighbour shares the site.
 *
 * @throws ApiError 403
 */
export function refuseCrossSite(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw permissionsDenied([])
  const origin = request.headers.get('origin')
  if (origin !== null && hostOf(origin) !== new URL(request.url).host) throw permissionsDenied([])
}

/** Undefined for an opaque origin, which has no host. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
