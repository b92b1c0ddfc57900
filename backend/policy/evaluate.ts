/**
 * Who may do what in IAM: allow only, nothing by default. The backend enforces with it and the console
 * explains with it, so what is shown is what is enforced. Pure, and small enough for the console's
 * first bundle: the catalogue of all permission sets is `permission-sets.ts`.
 *
 * Which set gives which right follows the platform's list of permission sets: managers of one kind of
 * object get that kind only, except that application and user sets also see (and the application
 * manager also manages) the API keys of theirs.
 */

export type Action = 'read' | 'write'

/**
 * What rights are about. `self_*` are the caller's own user, API keys and sessions. `user_api_key` and
 * `application_api_key` are the keys of one kind of bearer; `api_key` means both.
 */
export type Resource =
  | 'user'
  | 'self_user'
  | 'api_key'
  | 'user_api_key'
  | 'application_api_key'
  | 'self_api_key'
  | 'application'
  | 'group'
  | 'policy'
  | 'permission_set'
  | 'project'
  | 'jwt'
  | 'self_jwt'
  | 'log'
  | 'ssh_key'
  | 'organization'
  | 'quota'

export interface Right {
  readonly action: Action
  readonly resource: Resource
}

/** Where a rule gives its permission sets. `all_projects`: every current and future Project. */
export type GrantScope =
  | { readonly type: 'organization'; readonly organizationId: string }
  | { readonly type: 'all_projects'; readonly organizationId: string }
  | { readonly type: 'projects'; readonly projectIds: readonly string[] }

/** One permission set of one rule, and where it comes from. */
export interface Grant {
  readonly permission_set_name: string
  readonly scope: GrantScope
  /** The rule's condition; the empty string when it has none. */
  readonly condition: string
  readonly policy: { readonly id: string; readonly name: string }
  /** Whom the policy is attached to: the bearer, or a group of the bearer. */
  readonly principal: {
    readonly type: 'user' | 'application' | 'group'
    readonly id: string
    readonly name: string
  }
}

/**
 * A bearer with what its policies give it, all of its own Organization. Grants whose condition does not
 * hold are not among them: whoever makes a principal judges the conditions, for one request.
 */
export interface Principal {
  /** Users have the self rights; applications have only what policies give. */
  readonly kind: 'user' | 'application'
  /** The Owner of the Organization may do everything and needs no policy. */
  readonly owner: boolean
  readonly grants: readonly Grant[]
}

type Gives = { readonly read: readonly Resource[]; readonly write: readonly Resource[] }

const API_KEY_KINDS = ['user_api_key', 'application_api_key'] as const

const IAM_READ: readonly Resource[] = [
  'user',
  'user_api_key',
  'application_api_key',
  'application',
  'group',
  'policy',
  'permission_set',
  'jwt',
  'log',
  'organization',
  'quota',
]

const IAM_WRITE: readonly Resource[] = [
  'user',
  'user_api_key',
  'application_api_key',
  'application',
  'group',
  'policy',
  'jwt',
  'organization',
  'project',
]

/** Permission sets of Organization scope that give rights in this API. */
const ORGANIZATION_SETS: Readonly<Record<string, Gives>> = {
  OrganizationManager: { read: [...IAM_READ, 'project'], write: IAM_WRITE },
  IAMManager: { read: [...IAM_READ, 'project'], write: IAM_WRITE },
  IAMReadOnly: { read: IAM_READ, write: [] },
  IAMApplicationManager: {
    read: ['application', 'application_api_key'],
    write: ['application', 'application_api_key'],
  },
  IAMApplicationReadOnly: { read: ['application', 'application_api_key'], write: [] },
  IAMUserManager: { read: ['user', 'user_api_key', 'jwt'], write: ['user', 'jwt'] },
  IAMUserReadOnly: { read: ['user', 'user_api_key'], write: [] },
  IAMGroupManager: { read: ['group'], write: ['group'] },
  IAMGroupReadOnly: { read: ['group'], write: [] },
  IAMPolicyManager: { read: ['policy', 'permission_set'], write: ['policy'] },
  IAMPolicyReadOnly: { read: ['policy', 'permission_set'], write: [] },
  ProjectManager: { read: ['project'], write: ['project'] },
  ProjectReadOnly: { read: ['project'], write: [] },
  OrganizationReadOnly: { read: ['organization', 'quota'], write: [] },
}

/** Permission sets of Project scope that give rights in this API. */
const PROJECT_SETS: Readonly<Record<string, Gives>> = {
  SSHKeysFullAccess: { read: ['ssh_key'], write: ['ssh_key'] },
  SSHKeysReadOnly: { read: ['ssh_key'], write: [] },
  AllProductsFullAccess: { read: ['ssh_key'], write: ['ssh_key'] },
  AllProductsReadOnly: { read: ['ssh_key'], write: [] },
}

const RESOURCES: readonly Resource[] = [
  'user',
  'self_user',
  'api_key',
  'user_api_key',
  'application_api_key',
  'self_api_key',
  'application',
  'group',
  'policy',
  'permission_set',
  'project',
  'jwt',
  'self_jwt',
  'log',
  'ssh_key',
  'organization',
  'quota',
]

/**
 * What every user may do without any policy: see and change their own user page, API keys and
 * sessions, and read the catalogue of permission sets.
 */
export const selfRights: readonly Right[] = [
  { action: 'read', resource: 'self_user' },
  { action: 'write', resource: 'self_user' },
  { action: 'read', resource: 'self_api_key' },
  { action: 'write', resource: 'self_api_key' },
  { action: 'read', resource: 'self_jwt' },
  { action: 'write', resource: 'self_jwt' },
  { action: 'read', resource: 'permission_set' },
]

/**
 * Whether a principal has a right.
 *
 * @param right `api_key` asks for the keys of both kinds of bearer.
 * @param scope The Project concerned, for rights that rules give per Project. Without it the right
 *   must hold in all Projects.
 */
export function allows(
  principal: Principal,
  right: Right,
  scope: { readonly projectId?: string | undefined } = {},
): boolean {
  return holds(principal, right, (grant) => {
    if (grant.scope.type === 'projects') {
      return scope.projectId !== undefined && grant.scope.projectIds.includes(scope.projectId)
    }
    return true
  })
}

/**
 * Every right of a principal by action, for screens that show or hide what it may do. A right given
 * in some Projects only is listed too: `allows` with a Project tells where.
 */
export function rightsOf(principal: Principal): { read: Resource[]; write: Resource[] } {
  const somewhere = (action: Action): Resource[] =>
    RESOURCES.filter((resource) => holds(principal, { action, resource }, () => true))
  return { read: somewhere('read'), write: somewhere('write') }
}

/** Names of the permission sets that give a right, narrowest first; empty for rights of oneself. */
export function setsGranting(right: Right): string[] {
  return [...Object.entries(PROJECT_SETS), ...Object.entries(ORGANIZATION_SETS).toReversed()]
    .filter(([, gives]) => covers(gives, right))
    .map(([name]) => name)
}

/**
 * The Projects that a principal's rules reach, whatever they give there: `all`, or the ids of the
 * chosen ones. Someone who may not list Projects may still know those.
 */
export function projectsInReach(principal: Principal): 'all' | ReadonlySet<string> {
  const ids = new Set<string>()
  if (principal.owner) return 'all'
  for (const grant of principal.grants) {
    if (grant.scope.type === 'all_projects') return 'all'
    if (grant.scope.type === 'projects') for (const id of grant.scope.projectIds) ids.add(id)
  }
  return ids
}

/** Whether a text names a kind of resource that there are rights on. */
export function isResource(text: string): text is Resource {
  return RESOURCES.some((resource) => resource === text)
}

/** The name a resource has in the API's `permissions_denied` errors, which know one kind of API key. */
export function wireResource(resource: Resource): string {
  return resource === 'user_api_key' || resource === 'application_api_key' ? 'api_key' : resource
}

function holds(principal: Principal, right: Right, reaches: (grant: Grant) => boolean): boolean {
  if (principal.owner) return true
  if (principal.kind === 'user' && selfRights.some((self) => same(self, right))) return true
  if (right.resource === 'api_key') {
    return API_KEY_KINDS.every((resource) =>
      holds(principal, { action: right.action, resource }, reaches),
    )
  }
  return principal.grants.some((grant) => covers(givenBy(grant), right) && reaches(grant))
}

/** What a grant's set gives in the grant's scope; nothing when set and scope do not fit together. */
function givenBy(grant: Grant): Gives | undefined {
  const sets = grant.scope.type === 'organization' ? ORGANIZATION_SETS : PROJECT_SETS
  return Object.hasOwn(sets, grant.permission_set_name)
    ? sets[grant.permission_set_name]
    : undefined
}

function covers(gives: Gives | undefined, right: Right): boolean {
  if (gives === undefined) return false
  if (right.resource === 'api_key') {
    return API_KEY_KINDS.every((kind) => gives[right.action].includes(kind))
  }
  return gives[right.action].includes(right.resource)
}

function same(a: Right, b: Right): boolean {
  return a.action === b.action && a.resource === b.resource
}
