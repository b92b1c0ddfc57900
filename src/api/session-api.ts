import { unmarshalUser } from '@scaleway/sdk-iam/v1alpha1'
import type { User } from '@scaleway/sdk-iam/v1alpha1'

import { setServerNow } from './clock.ts'
import { callConsole } from './console-call.ts'

/** Who is signed in, where, and what they may do there. */
export interface Session {
  user: User
  /**
   * Whose rights these are. Without a user, as with the API key of an application or of somebody who
   * may not be read, `user` is a stand-in that has a name.
   */
  bearerType: 'user' | 'application' | 'unknown'
  /** Host of the platform's API that everything comes from, in cloud mode. */
  upstream: string | undefined
  organization: { id: string; name: string; alias: string }
  /** Who answers: the page itself, or a server. */
  mode: string
  /** What this installation offers beyond the API. */
  capabilities: readonly string[]
  /** Resources that the user may read or write, somewhere in the Organization at least. */
  permissions: { read: readonly string[]; write: readonly string[] }
  /** `jti` of this session, to tell it from the user's others. */
  sessionId: string
  /** The Organization's Owner, whom to ask for what one may not do. */
  owner: { name: string; email: string }
  /** What the Organization's security settings still want of the user. */
  requirements: readonly Requirement[]
  limits: {
    /** The longest life of a new API key; 0 for no limit. */
    maxApiKeyExpirationSeconds: number
  }
}

/** Something that a user has to do for the Organization's security. */
export interface Requirement {
  type: 'update_password' | 'set_mfa'
  /** When the account is locked if it is not done; undefined for the Owner, who never is. */
  expiresAt: Date | undefined
}

/** The session as it is sent. */
export interface SessionAnswer extends Omit<
  Session,
  'user' | 'bearerType' | 'upstream' | 'sessionId' | 'requirements' | 'limits'
> {
  user: unknown
  bearer_type?: Session['bearerType']
  upstream?: string
  now: string
  session_id: string
  requirements: { type: Requirement['type']; expires_at: string | null }[]
  limits: { max_api_key_expiration_seconds: number }
}

/** The session of the cookie; also sets the server's clock. @throws ApiError */
export async function getSession(): Promise<Session> {
  return sessionOf(await callConsole<SessionAnswer>('GET', '/console/v1/session'))
}

/** Ends the session. @throws ApiError */
export async function signOut(): Promise<void> {
  await callConsole('DELETE', '/console/v1/session')
}

/** How many there are; null where the user may not read them. */
export interface Counters {
  users: number | null
  groups: number | null
  applications: number | null
  policies: number | null
  apiKeys: number | null
}

/** How many of each resource there are. @throws ApiError */
export async function getCounters(): Promise<Counters> {
  const answer = await callConsole<Omit<Counters, 'apiKeys'> & { api_keys: number | null }>(
    'GET',
    '/console/v1/counters',
  )
  const { api_keys: apiKeys, ...counters } = answer
  return { ...counters, apiKeys }
}

/** A session that was sent; also sets the server's clock. */
export function sessionOf(answer: SessionAnswer): Session {
  setServerNow(answer.now)
  return {
    user: unmarshalUser(answer.user),
    bearerType: answer.bearer_type ?? 'user',
    upstream: answer.upstream,
    organization: answer.organization,
    mode: answer.mode,
    capabilities: answer.capabilities,
    permissions: answer.permissions,
    sessionId: answer.session_id,
    owner: answer.owner,
    requirements: answer.requirements.map(({ type, expires_at: expiresAt }) => ({
      type,
      expiresAt: expiresAt === null ? undefined : new Date(expiresAt),
    })),
    limits: { maxApiKeyExpirationSeconds: answer.limits.max_api_key_expiration_seconds },
  }
}
