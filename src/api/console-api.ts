import { callConsole } from './console-call.ts'

/** The Organization's own record. */
export interface OrganizationDetails {
  id: string
  name: string
  alias: string
  enforceMfa: boolean
}

/** The Organization as it is sent. */
export interface OrganizationAnswer extends Omit<OrganizationDetails, 'enforceMfa'> {
  enforce_mfa: boolean
}

/** The Organization's name, alias and whether MFA is enforced. @throws ApiError */
export async function getOrganization(): Promise<OrganizationDetails> {
  return organizationOf(await callConsole<OrganizationAnswer>('GET', '/console/v1/organization'))
}

/** An Organization that was sent. */
export function organizationOf(answer: OrganizationAnswer): OrganizationDetails {
  const { enforce_mfa: enforceMfa, ...organization } = answer
  return { ...organization, enforceMfa }
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
  const answer = await callConsole<{ owner: boolean; grants: GrantAnswer[] }>(
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

export type SearchType = 'user' | 'group' | 'application' | 'policy' | 'api_key' | 'project'

export interface SearchResult {
  type: SearchType
  /** Id, or the access key of an API key. */
  id: string
  label: string
  hint: string
}

/** As many matches of a type are counted. */
export const SEARCH_COUNTED = 500

export interface SearchResults {
  /** Best first; at most 100 of a type. */
  results: readonly SearchResult[]
  /** How many match, by type; `SEARCH_COUNTED` and one for any number above. */
  totals: Partial<Record<SearchType, number>>
}

/** Finds resources by name, id and the like. @throws ApiError */
export async function search(request: {
  q: string
  types?: readonly SearchType[]
}): Promise<SearchResults> {
  const query = new URLSearchParams({ q: request.q })
  if (request.types) query.set('types', request.types.join(','))
  return callConsole<SearchResults>('GET', `/console/v1/search?${query.toString()}`)
}

/** How much of each quota the Organization uses, by the quota's name. @throws ApiError */
export async function getUsage(): Promise<ReadonlyMap<string, number>> {
  const { usage } = await callConsole<{ usage: { name: string; current: number }[] }>(
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
  const answer = await callConsole<Record<'api_keys' | 'ssh_keys' | 'policies', ProjectUsers>>(
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
  const { names } = await callConsole<{ names: (Omit<LogName, 'logId'> & { log_id: string })[] }>(
    'GET',
    `/console/v1/log-names?${query.toString()}`,
  )
  return names.map(({ log_id: logId, principal, resource }) => ({ logId, principal, resource }))
}
