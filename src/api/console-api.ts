import { unmarshalUser } from '@scaleway/sdk-iam/v1alpha1'
import type { User } from '@scaleway/sdk-iam/v1alpha1'

import { setServerNow } from './clock.ts'
import { readJson, send } from './http.ts'

/** Who is signed in, where, and what they may do there. */
export interface Session {
  user: User
  organization: { id: string; name: string; alias: string }
  /** Who answers: the page itself, or a server. */
  mode: string
  /** What this installation offers beyond the API. */
  capabilities: readonly string[]
  /** Resources that the user may read or write, somewhere in the Organization at least. */
  permissions: { read: readonly string[]; write: readonly string[] }
}

/** How many there are; null where the user may not read them. */
export interface Counters {
  users: number | null
  groups: number | null
  applications: number | null
  policies: number | null
  apiKeys: number | null
}

/** One permission set that a bearer has, and where it comes from. */
export interface Grant {
  permissionSetName: string
  scopeType: string
  /** Set when the grant covers the Organization, or all its Projects. */
  organizationId: string | undefined
  /** Set when the grant covers chosen Projects. */
  projectIds: readonly string[] | undefined
  /** CEL expression that must hold, or the empty string. */
  condition: string
  policy: { id: string; name: string }
  /** Whom the policy is attached to: the bearer itself, or a group it is in. */
  principal: { type: 'user' | 'application' | 'group'; id: string; name: string }
}

export interface BearerPermissions {
  /** The Organization's Owner, who may do everything without any grant. */
  owner: boolean
  grants: readonly Grant[]
}

export type SearchType = 'user' | 'group' | 'application' | 'policy' | 'api_key'

export interface SearchResult {
  type: SearchType
  /** Id, or the access key of an API key. */
  id: string
  label: string
  hint: string
}

export interface SearchResults {
  /** Best first; at most 100 of a type. */
  results: readonly SearchResult[]
  /** How many match in all, by type. */
  totals: Partial<Record<SearchType, number>>
}

interface SessionAnswer extends Omit<Session, 'user'> {
  user: unknown
  now: string
}

/** The session of the cookie; also sets the server's clock. @throws ApiError */
export async function getSession(): Promise<Session> {
  return sessionOf(await call<SessionAnswer>('GET', '/console/v1/session'))
}

/**
 * Signs in with a user name or e-mail and password, or with the token of a one-time link.
 * @throws ApiError of kind `unauthenticated` when they are wrong
 */
export async function signIn(
  credentials: { login: string; password: string } | { token: string },
): Promise<Session> {
  return sessionOf(await call<SessionAnswer>('POST', '/console/v1/session', credentials))
}

/** Ends the session. @throws ApiError */
export async function signOut(): Promise<void> {
  await call('DELETE', '/console/v1/session')
}

/** How many of each resource there are. @throws ApiError */
export async function getCounters(): Promise<Counters> {
  const answer = await call<Omit<Counters, 'apiKeys'> & { api_keys: number | null }>(
    'GET',
    '/console/v1/counters',
  )
  const { api_keys: apiKeys, ...counters } = answer
  return { ...counters, apiKeys }
}

interface GrantAnswer extends Pick<Grant, 'condition' | 'policy' | 'principal'> {
  permission_set_name: string
  scope_type: string
  organization_id?: string | null
  project_ids?: string[] | null
}

/** The permission sets of a user or an application, and where each comes from. @throws ApiError */
export async function getPermissions(
  bearer: { userId: string } | { applicationId: string },
): Promise<BearerPermissions> {
  const query =
    'userId' in bearer ? { user_id: bearer.userId } : { application_id: bearer.applicationId }
  const answer = await call<{ owner: boolean; grants: GrantAnswer[] }>(
    'GET',
    `/console/v1/permissions?${new URLSearchParams(query).toString()}`,
  )
  return {
    owner: answer.owner,
    grants: answer.grants.map((grant) => ({
      permissionSetName: grant.permission_set_name,
      scopeType: grant.scope_type,
      organizationId: grant.organization_id ?? undefined,
      projectIds: grant.project_ids ?? undefined,
      condition: grant.condition,
      policy: grant.policy,
      principal: grant.principal,
    })),
  }
}

/** Finds resources by name, id and the like. @throws ApiError */
export async function search(request: {
  q: string
  types?: readonly SearchType[]
}): Promise<SearchResults> {
  const query = new URLSearchParams({ q: request.q })
  if (request.types) query.set('types', request.types.join(','))
  return call<SearchResults>('GET', `/console/v1/search?${query.toString()}`)
}

function sessionOf(answer: SessionAnswer): Session {
  setServerNow(answer.now)
  return {
    user: unmarshalUser(answer.user),
    organization: answer.organization,
    mode: answer.mode,
    capabilities: answer.capabilities,
    permissions: answer.permissions,
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const content =
    body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  return (await readJson(await send(method, path, content))) as T
}
