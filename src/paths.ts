/**
 * The URLs of the console. `patterns` is what the routes mount, `paths` and `keyDialogs` build the
 * addresses that links use from the same table, so a link cannot lead beside a route.
 */
export const patterns = {
  home: '/',
  signIn: '/sign-in',
  setup: '/setup',
  checklist: '/checklist',
  organization: '/organization',
  projects: '/organization/projects',
  createProject: '/organization/projects/create',
  editProject: '/organization/projects/:projectId/edit',
  quotas: '/organization/quotas',
  project: '/projects/:projectId',
  deleteProject: '/projects/:projectId/delete',
  sshKeys: '/projects/:projectId/ssh-keys',
  iam: '/iam',
  users: '/iam/users',
  addUser: '/iam/users/add',
  user: '/iam/users/:userId',
  userCredentials: '/iam/users/:userId/credentials',
  lockUser: '/iam/users/:userId/lock',
  unlockUser: '/iam/users/:userId/unlock',
  deleteUser: '/iam/users/:userId/delete',
  groups: '/iam/groups',
  createGroup: '/iam/groups/create',
  group: '/iam/groups/:groupId',
  deleteGroup: '/iam/groups/:groupId/delete',
  applications: '/iam/applications',
  createApplication: '/iam/applications/create',
  application: '/iam/applications/:applicationId',
  applicationApiKeys: '/iam/applications/:applicationId/api-keys',
  deleteApplication: '/iam/applications/:applicationId/delete',
  policies: '/iam/policies',
  createPolicy: '/iam/policies/create',
  policy: '/iam/policies/:policyId',
  deletePolicy: '/iam/policies/:policyId/delete',
  policyPrincipal: '/iam/policies/:policyId/principal',
  detachPolicy: '/iam/policies/:policyId/detach',
  addRule: '/iam/policies/:policyId/rules/add',
  rule: '/iam/policies/:policyId/rules/:ruleId',
  deleteRule: '/iam/policies/:policyId/rules/:ruleId/delete',
  apiKeys: '/iam/api-keys',
  logs: '/iam/logs',
  log: '/iam/logs/:logId',
  settings: '/settings',
  accountSettings: '/settings/account',
  organizationSettings: '/settings/organization',
  securitySettings: '/settings/security',
} as const

/** Dialogs of an API key list, relative to the list's own path. */
export const keyDialogPatterns = {
  /** One route each with and without the new key, so that the dialog stays when it is made. */
  generate: 'generate/:accessKey?',
  edit: ':accessKey/edit',
  delete: ':accessKey/delete',
  replace: ':accessKey/replace/:newKey?',
  /** The keys are in the search parameter `key`, once each. */
  deleteSelected: 'delete-selected',
} as const

/** Dialogs over the security settings, relative to their page. */
export const securityDialogPatterns = {
  enforceMfa: 'enforce-mfa',
  stopEnforcingMfa: 'stop-enforcing-mfa',
  enforceRenewal: 'enforce-password-renewal',
  stopEnforcingRenewal: 'stop-enforcing-password-renewal',
  gracePeriod: 'grace-period',
  loginAttempts: 'login-attempts',
  apiKeyDuration: 'api-key-duration',
  sessionDuration: 'session-duration',
  loginMethods: 'authentication-methods',
} as const

/**
 * Those about SAML and SCIM, one route for all of them: `federation-dialog.tsx` tells them apart, so
 * that the first script need not know them.
 */
export const federationPattern = 'federation/:dialog/:id?'

/** Dialogs over the account settings about one's own sessions, relative to their page. */
export const sessionDialogPatterns = {
  revokeOthers: 'sessions/revoke-others',
  revoke: 'sessions/:jti/revoke',
} as const

/** Dialogs that change a user's own record and credentials, relative to the page they open over. */
export const accountDialogPatterns = {
  profile: 'edit-profile',
  username: 'edit-username',
  password: 'edit-password',
  setUpMfa: 'set-up-mfa',
  disableMfa: 'disable-mfa',
} as const

/** Dialogs over the page of a user, an application or a group, relative to that page's own path. */
export const principalDialogPatterns = {
  attachPolicy: 'policies/attach',
  detachPolicy: 'policies/:policyId/detach',
} as const

/** Those that users and applications have besides. */
export const bearerDialogPatterns = {
  addToGroup: 'groups/add',
  removeFromGroup: 'groups/:groupId/remove',
} as const

/** Those that a group has besides. */
export const groupDialogPatterns = {
  addUsers: 'users/add',
  addApplications: 'applications/add',
  removeUser: 'users/:userId/remove',
  removeApplication: 'applications/:applicationId/remove',
} as const

/** Dialogs of a Project's SSH keys, relative to the list's path. */
export const sshKeyDialogPatterns = {
  add: 'add',
  rename: ':sshKeyId/rename',
  delete: ':sshKeyId/delete',
} as const

/** The ids that a pattern has places for, in their order. */
type Ids<P extends string> = P extends `${string}:${string}/${infer Rest}`
  ? [id: string, ...Ids<Rest>]
  : P extends `${string}:${string}`
    ? [id: string]
    : []

type Patterns = Readonly<Record<string, string>>

/** Puts percent-encoded ids in the places of a pattern's `:names`, in their order. */
function fill(pattern: string, ids: readonly string[]): string {
  let next = 0
  return pattern.replace(/:\w+\??/g, () => encodeURIComponent(ids[next++] ?? ''))
}

type Addresses<T extends Patterns> = { [N in keyof T]: (...ids: Ids<T[N]>) => string }

function addresses<T extends Patterns>(table: T): Addresses<T> {
  const built = Object.entries(table).map(([name, pattern]) => [
    name,
    (...ids: string[]) => fill(pattern, ids),
  ])
  return Object.fromEntries(built) as Addresses<T>
}

type Dialogs<T extends Patterns> = {
  [N in keyof T]: Ids<T[N]> extends [] ? string : (...ids: Ids<T[N]>) => string
}

/** Addresses of the dialogs over a page: texts, or functions where a dialog is about something. */
function dialogsOver<T extends Patterns>(page: string, table: T): Dialogs<T> {
  const built = Object.entries(table).map(([name, pattern]) => [
    name,
    pattern.includes(':')
      ? (...ids: string[]) => `${page}/${fill(pattern, ids)}`
      : `${page}/${pattern}`,
  ])
  return Object.fromEntries(built) as Dialogs<T>
}

/** Addresses of the console's pages, one function a page; ids are percent-encoded. */
export const paths = {
  ...addresses(patterns),
  /** @param returnTo same-origin path to open after signing in */
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== patterns.home
      ? `${patterns.signIn}?${new URLSearchParams({ returnTo }).toString()}`
      : patterns.signIn,
}

/**
 * Addresses of the dialogs over one API key list.
 *
 * @param listPath address of the list: `paths.apiKeys()`, `paths.userCredentials(id)` or
 *   `paths.applicationApiKeys(id)`
 */
export function keyDialogs(listPath: string) {
  const {
    generate: generated,
    replace: replaced,
    ...others
  } = dialogsOver(listPath, keyDialogPatterns)
  return {
    ...others,
    generate: `${listPath}/generate`,
    /** The reveal step of the key just made. */
    generated,
    replace: (accessKey: string) => `${listPath}/${encodeURIComponent(accessKey)}/replace`,
    /** The reveal step of the key that replaces another. */
    replaced,
  }
}

/** Addresses of the dialogs over the security settings. */
export function securityDialog(name: keyof typeof securityDialogPatterns): string {
  return `${patterns.securitySettings}/${securityDialogPatterns[name]}`
}

/** Addresses of the dialogs over the account settings about one's own sessions. */
export const sessionDialogs = dialogsOver(patterns.accountSettings, sessionDialogPatterns)

/**
 * Addresses of the dialogs that change a user's own record and credentials.
 *
 * @param pagePath address of the page they open over, such as `paths.userCredentials(id)` or
 *   `paths.accountSettings()`; its route mounts those it offers
 */
export const accountDialogs = (pagePath: string) => dialogsOver(pagePath, accountDialogPatterns)

/**
 * Addresses of the dialogs over the page of a user, an application or a group.
 *
 * @param page address of the page: `paths.user(id)`, `paths.application(id)` or `paths.group(id)`
 */
export const principalDialogs = (page: string) =>
  dialogsOver(page, { ...principalDialogPatterns, ...bearerDialogPatterns })

/** Addresses of the dialogs over a group's page that change its members. */
export const groupDialogs = (groupId: string) =>
  dialogsOver(paths.group(groupId), groupDialogPatterns)

/** Addresses of the dialogs over a Project's SSH keys. */
export const sshKeyDialogs = (projectId: string) =>
  dialogsOver(paths.sshKeys(projectId), sshKeyDialogPatterns)
