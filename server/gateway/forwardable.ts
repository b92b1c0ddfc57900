const prefixes = ['/iam/v1alpha1/', '/account/v3/']
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Whether a path is one of the API's that the gateway passes on. Ids, access keys and names of the
 * API need no encoding, so whatever is encoded, doubled or relative is none.
 */
export function isForwardable(pathname: string): boolean {
  const prefix = prefixes.find((start) => pathname.startsWith(start))
  if (prefix === undefined) return false
  return pathname
    .slice(prefix.length)
    .split('/')
    .every((segment) => /^[\w.~-]+$/.test(segment) && !/^\.+$/.test(segment))
}

/** Whether the API has operations with this method. */
export function isForwardableMethod(method: string): boolean {
  return methods.has(method)
}

/** Collections that are lists of one Organization. */
const lists = new Set([
  ...['users', 'applications', 'groups', 'policies', 'api-keys', 'ssh-keys', 'logs', 'quota'].map(
    (name) => `/iam/v1alpha1/${name}`,
  ),
  '/iam/v1alpha1/permission-sets',
  '/account/v3/projects',
])

/** Collections whose new members say which Organization they are for. */
const creations = new Set([
  ...['users', 'applications', 'groups', 'policies'].map((name) => `/iam/v1alpha1/${name}`),
  '/account/v3/projects',
])

/** The query with the Organization in it, where a list needs one: clients have it as a default. */
export function withOrganization(method: string, url: URL, organizationId: string): string {
  const query = new URLSearchParams(url.search)
  const wants = lists.has(url.pathname) || /^\/iam\/v1alpha1\/quota\/[^/]+$/.test(url.pathname)
  if (method === 'GET' && wants && !query.has('organization_id')) {
    query.set('organization_id', organizationId)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The body with the Organization in it, where a creation needs one. */
export function bodyWithOrganization(
  method: string,
  pathname: string,
  body: Readonly<Record<string, unknown>>,
  organizationId: string,
): Readonly<Record<string, unknown>> {
  const wants = method === 'POST' && creations.has(pathname)
  return wants && (body['organization_id'] ?? null) === null
    ? { ...body, organization_id: organizationId }
    : body
}
