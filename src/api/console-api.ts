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

/**
 * What signs a user in: user name or e-mail with the password or with a code sent by e-mail, and with
 * it a one-time password or a recovery code where MFA is on; or the token of a one-time link.
 */
export type Credentials =
  | ({ login: string } & ({ password: string } | { code: string }) & {
        oneTimePassword?: string | undefined
        recoveryCode?: string | undefined
      })
  | { token: string }

/** The Organization's own record. */
export interface OrganizationDetails {
  id: string
  name: string
  alias: string
  enforceMfa: boolean
}

/** A message to a user as it is sent. */
export interface Message {
  to: string
  subject: string
  text: string
}

/** A message was sent, or why not and what it would have said; that may hold a password. */
export type SendMessageResult =
  | { sent: true }
  | { sent: false; reason: 'not_configured' | 'failed'; message: Message }

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

export type SearchType = 'user' | 'group' | 'application' | 'policy' | 'api_key' | 'project'

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

interface SessionAnswer extends Omit<Session, 'user' | 'sessionId' | 'requirements' | 'limits'> {
  user: unknown
  now: string
  session_id: string
  requirements: { type: Requirement['type']; expires_at: string | null }[]
  limits: { max_api_key_expiration_seconds: number }
}

/** The session of the cookie; also sets the server's clock. @throws ApiError */
export async function getSession(): Promise<Session> {
  return sessionOf(await call<SessionAnswer>('GET', '/console/v1/session'))
}

/**
 * Signs in.
 *
 * @throws ApiError of kind `unauthenticated` when the credentials are wrong; `details.reason` is then
 *   `not_found`, `one_time_password_required` or `one_time_password_invalid`
 */
export async function signIn(credentials: Credentials): Promise<Session> {
  const body =
    'token' in credentials
      ? credentials
      : {
          login: credentials.login,
          ...('code' in credentials
            ? { code: credentials.code }
            : { password: credentials.password }),
          one_time_password: credentials.oneTimePassword,
          recovery_code: credentials.recoveryCode,
        }
  return sessionOf(await call<SessionAnswer>('POST', '/console/v1/session', body))
}

/** Asks for a sign-in code by e-mail; whether the user exists is not told. @throws ApiError */
export async function requestSignInCode(login: string): Promise<void> {
  await call('POST', '/console/v1/session/code', { login })
}

/** Which ways of signing in there are besides the password. @throws ApiError */
export async function getSignInOptions(): Promise<{ code: boolean }> {
  return call('GET', '/console/v1/sign-in-options')
}

interface OrganizationAnswer extends Omit<OrganizationDetails, 'enforceMfa'> {
  enforce_mfa: boolean
}

/** The Organization's name, alias and whether MFA is enforced. @throws ApiError */
export async function getOrganization(): Promise<OrganizationDetails> {
  return organizationOf(await call<OrganizationAnswer>('GET', '/console/v1/organization'))
}

/** Changes the Organization's name, or whether MFA is enforced. @throws ApiError */
export async function updateOrganization(changes: {
  name?: string
  enforceMfa?: boolean
}): Promise<OrganizationDetails> {
  return organizationOf(
    await call<OrganizationAnswer>('PATCH', '/console/v1/organization', {
      name: changes.name,
      enforce_mfa: changes.enforceMfa,
    }),
  )
}

/**
 * Sends a member the welcome message or the password.
 *
 * @param message `password` is the member's present one, for the kind `password` only
 * @returns what would have been sent, when it could not be: show it once and do not keep it
 * @throws ApiError
 */
export async function sendMessage(
  message:
    | { kind: 'welcome'; userId: string }
    | { kind: 'password'; userId: string; password: string },
): Promise<SendMessageResult> {
  return call('POST', '/console/v1/messages', {
    kind: message.kind,
    user_id: message.userId,
    ...('password' in message && { password: message.password }),
  })
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

/**
 * The permission sets of a user or an application, and where each comes from; or those that a group
 * gives its members. @throws ApiError
 */
export async function getPermissions({
  type,
  id,
}: {
  type: 'user' | 'application' | 'group'
  id: string
}): Promise<BearerPermissions> {
  const query = { [`${type}_id`]: id }
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

/** How much of each quota the Organization uses, by the quota's name. @throws ApiError */
export async function getUsage(): Promise<ReadonlyMap<string, number>> {
  const { usage } = await call<{ usage: { name: string; current: number }[] }>(
    'GET',
    '/console/v1/usage',
  )
  return new Map(usage.map(({ name, current }) => [name, current]))
}

/** Things of one kind that use a Project: how many, and the first of those one may read. */
export interface ProjectUsers {
  total: number
  /** An API key's id is its access key, its name the description. */
  named: readonly { id: string; name: string }[]
}

/** What uses a Project, and so keeps it from being deleted. */
export interface ProjectUse {
  apiKeys: ProjectUsers
  sshKeys: ProjectUsers
  policies: ProjectUsers
}

/** What uses a Project. @throws ApiError */
export async function getProjectUse(projectId: string): Promise<ProjectUse> {
  const query = new URLSearchParams({ project_id: projectId })
  const answer = await call<Record<'api_keys' | 'ssh_keys' | 'policies', ProjectUsers>>(
    'GET',
    `/console/v1/project-use?${query.toString()}`,
  )
  return { apiKeys: answer.api_keys, sshKeys: answer.ssh_keys, policies: answer.policies }
}

/** Who did something and to what, by name. What is gone keeps the name it had. */
export interface LogName {
  logId: string
  principal: {
    kind: 'user' | 'application' | 'platform' | 'deleted_user' | 'deleted_application' | 'unknown'
    /** Empty for the platform and for somebody unknown. */
    name: string
  }
  /** An API key's name is its description, which may be empty. */
  resource: { name: string; exists: boolean }
}

/** The names of at most 100 entries of the log. @throws ApiError */
export async function getLogNames(logIds: readonly string[]): Promise<LogName[]> {
  const query = new URLSearchParams(logIds.map((id) => ['log_ids', id]))
  const { names } = await call<{ names: (Omit<LogName, 'logId'> & { log_id: string })[] }>(
    'GET',
    `/console/v1/log-names?${query.toString()}`,
  )
  return names.map(({ log_id: logId, principal, resource }) => ({ logId, principal, resource }))
}

function sessionOf(answer: SessionAnswer): Session {
  setServerNow(answer.now)
  return {
    user: unmarshalUser(answer.user),
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

function organizationOf(answer: OrganizationAnswer): OrganizationDetails {
  const { enforce_mfa: enforceMfa, ...organization } = answer
  return { ...organization, enforceMfa }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const content =
    body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  return (await readJson(await send(method, path, content))) as T
}
