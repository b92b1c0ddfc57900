/** What a page of the console may load and do. */
export interface PagePolicy {
  /** Fresh for every answer; opens the one style tag that the scroll lock of dialogs adds. */
  nonce: string
  /** CSP sources such as `'sha256-…'` of the scripts written into the page itself. */
  inlineScripts: readonly string[]
  /** Whether the build brings a service worker, as only the mock's does. */
  worker: boolean
}

/** The Content-Security-Policy of a page. Nothing from elsewhere, nothing inline but what is named. */
export function pageContentSecurityPolicy(policy: PagePolicy): string {
  return [
    "default-src 'none'",
    ['script-src', "'self'", ...policy.inlineScripts].join(' '),
    `style-src 'self' 'nonce-${policy.nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `worker-src ${policy.worker ? "'self'" : "'none'"}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/** A service worker takes the policy of its own script: it may load its parts and call home. */
const assetPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"

const always: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['X-Frame-Options', 'DENY'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  [
    'Permissions-Policy',
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  ],
  ['Content-Security-Policy', assetPolicy],
]

const oneYear = 31_536_000

/**
 * The headers that every answer carries.
 *
 * @param https whether the caller came over TLS, for only then may it be told to insist on it.
 */
export function securityHeaders(https: boolean): readonly (readonly [string, string])[] {
  return https ? [...always, ['Strict-Transport-Security', `max-age=${oneYear}`]] : always
}

/** Adds the headers that the answer does not carry yet. */
export function addSecurityHeaders(headers: Headers, https: boolean): void {
  for (const [name, value] of securityHeaders(https)) {
    if (!headers.has(name)) headers.set(name, value)
  }
}
