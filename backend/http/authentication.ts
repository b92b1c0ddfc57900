import type { ApplicationRow, OrganizationRow, UserRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import type { RequestContext } from './context.ts'
import { equalInConstantTime } from './digests.ts'
import { displayName } from './display-name.ts'
import { deniedAuthentication } from './errors.ts'
import type { Bearer } from './grants.ts'
import type { SessionCarrier } from './options.ts'
import { anyDigest } from './peppers.ts'
import { settleRequirements } from './requirements.ts'

/** Who is calling, and how that was established. */
export interface Identity extends Bearer {
  readonly via: 'session' | 'api_key'
  /** `jti` of the session, when there is one. */
  readonly sessionId?: string
  /** The API key used, when there is one. */
  readonly accessKey?: string
}

export interface Credentials {
  readonly headers: Headers
  readonly session: SessionCarrier
}

/** Whether the request would be answered on the strength of the console's cookie. */
export function usesCookie({ headers }: Credentials): boolean {
  return !headers.has('x-auth-token') && !headers.has('x-session-token')
}

/**
 * Finds the caller: by the secret of an API key in `X-Auth-Token`, by a session token in
 * `X-Session-Token`, or by the console's own session. Starts the grace period of a member who has to
 * do something for the Organization's security, and locks one whose grace period is over.
 *
 * @throws ApiError 401 for no, unknown and expired credentials, and for those of a locked user.
 */
export async function authenticate(context: RequestContext): Promise<Identity> {
  const { digests, headers, session } = context
  const secret = headers.get('x-auth-token')
  if (secret !== null) return bySecret(context, await digests(secret))
  const token = headers.get('x-session-token') ?? session.read()
  if (token === undefined) throw deniedAuthentication('unknown_method', 'not_found')
  return bySession(context, await digests(token))
}

async function bySecret(context: RequestContext, digests: readonly string[]): Promise<Identity> {
  const { now, options, store } = context
  const where = { secret_digest: anyDigest(digests) }
  const found = await store.getLinked('api_keys', where, {
    user: { table: 'users', by: 'bearer_id' },
    application: { table: 'applications', by: 'bearer_id' },
    organization: { table: 'organizations', by: 'organization_id' },
  })
  const key = found?.row
  // A miss compares as well, so that hit and miss take the same path.
  const known = isKnown(key?.secret_digest, digests)
  if (found === undefined || key === undefined || !known) {
    throw deniedAuthentication('api_key', 'not_found')
  }
  if (key.expires_at !== null && key.expires_at <= now) {
    await options.expired?.(key.expires_at)
    throw deniedAuthentication('api_key', 'expired')
  }
  const { user, application, organization } = found.links
  const bearer =
    key.bearer_type === 'user'
      ? await activeUser(context, user, organization, false)
      : application && bearerOf(application)
  if (bearer === undefined) throw deniedAuthentication('api_key', 'not_found')
  const [secret_digest] = digests
  if (secret_digest !== undefined && key.secret_digest !== secret_digest) {
    await renew(context, (tx) =>
      tx.update('api_keys', { secret_digest: key.secret_digest }, { secret_digest }),
    )
  }
  return { ...bearer, via: 'api_key', accessKey: key.access_key }
}

async function bySession(context: RequestContext, digests: readonly string[]): Promise<Identity> {
  const { now, options, store } = context
  const where = { token_digest: anyDigest(digests) }
  const found = await store.getLinked('jwts', where, {
    user: { table: 'users', by: 'audience_id' },
    organization: { table: 'organizations', by: 'organization_id' },
  })
  const session = found?.row
  const known = isKnown(session?.token_digest, digests)
  if (found === undefined || session === undefined || !known) {
    throw deniedAuthentication('jwt', 'not_found')
  }
  if (session.expires_at <= now) {
    await options.expired?.(session.expires_at)
    throw deniedAuthentication('jwt', 'expired')
  }
  const { user, organization } = found.links
  const bearer = await activeUser(context, user, organization, true)
  if (bearer === undefined) throw deniedAuthentication('jwt', 'not_found')
  const [token_digest] = digests
  if (token_digest !== undefined && session.token_digest !== token_digest) {
    await renew(context, (tx) =>
      tx.update('jwts', { token_digest: session.token_digest }, { token_digest }),
    )
  }
  return { ...bearer, via: 'session', sessionId: session.jti }
}

/** Compares what was found, or for a miss something of the same length, with each digest. */
function isKnown(found: string | undefined, digests: readonly string[]): boolean {
  let known = false
  for (const digest of digests) {
    known = equalInConstantTime(found ?? digest.toUpperCase(), digest) || known
  }
  return known
}

/**
 * Puts a digest under the newest pepper, now that its secret is at hand. The caller is who they are
 * even where that fails; the next request tries again.
 */
async function renew(
  { options, requestId, store }: RequestContext,
  update: (tx: Transaction) => Promise<number>,
): Promise<void> {
  await store.transaction(update).catch((error: unknown) => options.report?.(error, requestId))
}

/** Undefined for a user who is gone or locked, be it only just now. */
async function activeUser(
  context: RequestContext,
  user: UserRow | undefined,
  organization: OrganizationRow | undefined,
  signedIn: boolean,
): Promise<Bearer | undefined> {
  if (user === undefined || user.locked) return undefined
  if (user.type === 'member') {
    if (organization === undefined) return undefined
    const { store } = context
    if (await settleRequirements(store, context, user, organization, signedIn)) return undefined
  }
  return {
    type: 'user',
    id: user.id,
    name: displayName(user),
    organizationId: user.organization_id,
    owner: user.type === 'owner',
  }
}

function bearerOf({ id, name, organization_id }: ApplicationRow): Bearer {
  return { type: 'application', id, name, organizationId: organization_id, owner: false }
}
