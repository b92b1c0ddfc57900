import type { UserRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'
import { equalInConstantTime, type Digest } from './digests.ts'
import { deniedAuthentication } from './errors.ts'
import type { Bearer } from './grants.ts'
import type { SessionCarrier } from './options.ts'

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
 * `X-Session-Token`, or by the console's own session.
 *
 * @param now Current time as stored text.
 * @throws ApiError 401 for no, unknown and expired credentials, and for those of a locked user.
 */
export async function authenticate(
  reader: Reader,
  digest: Digest,
  credentials: Credentials,
  now: string,
): Promise<Identity> {
  const secret = credentials.headers.get('x-auth-token')
  if (secret !== null) return bySecret(reader, await digest(secret), now)
  const token = credentials.headers.get('x-session-token') ?? credentials.session.read()
  if (token === undefined) throw deniedAuthentication('unknown_method', 'not_found')
  return bySession(reader, await digest(token), now)
}

/** The name a user has in explanations. */
export function displayName(
  user: Pick<UserRow, 'first_name' | 'last_name' | 'username' | 'email'>,
): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.username || user.email
}

async function bySecret(reader: Reader, secretDigest: string, now: string): Promise<Identity> {
  const [key] = await reader.find('api_keys', { where: { secret_digest: secretDigest }, limit: 1 })
  // A miss compares as well, so that hit and miss take the same path.
  const known = equalInConstantTime(key?.secret_digest ?? secretDigest.toLowerCase(), secretDigest)
  if (key === undefined || !known) throw deniedAuthentication('api_key', 'not_found')
  if (key.expires_at !== null && key.expires_at <= now) {
    throw deniedAuthentication('api_key', 'expired')
  }
  const bearer =
    key.bearer_type === 'user'
      ? await activeUser(reader, key.bearer_id)
      : await application(reader, key.bearer_id)
  if (bearer === undefined) throw deniedAuthentication('api_key', 'not_found')
  return { ...bearer, via: 'api_key', accessKey: key.access_key }
}

async function bySession(reader: Reader, tokenDigest: string, now: string): Promise<Identity> {
  const [session] = await reader.find('jwts', { where: { token_digest: tokenDigest }, limit: 1 })
  const known = equalInConstantTime(session?.token_digest ?? tokenDigest.toLowerCase(), tokenDigest)
  if (session === undefined || !known) throw deniedAuthentication('jwt', 'not_found')
  if (session.expires_at <= now) throw deniedAuthentication('jwt', 'expired')
  const bearer = await activeUser(reader, session.audience_id)
  if (bearer === undefined) throw deniedAuthentication('jwt', 'not_found')
  return { ...bearer, via: 'session', sessionId: session.jti }
}

async function activeUser(reader: Reader, id: string): Promise<Bearer | undefined> {
  const user = await reader.get('users', id)
  if (user === undefined || user.locked) return undefined
  return {
    type: 'user',
    id,
    name: displayName(user),
    organizationId: user.organization_id,
    owner: user.type === 'owner',
  }
}

async function application(reader: Reader, id: string): Promise<Bearer | undefined> {
  const row = await reader.get('applications', id)
  if (row === undefined) return undefined
  return {
    type: 'application',
    id,
    name: row.name,
    organizationId: row.organization_id,
    owner: false,
  }
}
