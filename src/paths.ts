/**
 * The URLs of the console. `patterns` is what routes.tsx mounts, `paths` and `keyDialogs` build the
 * addresses that links use from the same table, so a link cannot lead beside a route.
 */
export const patterns = {
  home: '/',
  signIn: '/sign-in',
  organization: '/organization',
  projects: '/organization/projects',
  createProject: '/organization/projects/create',
  quotas: '/organization/quotas',
  project: '/projects/:projectId',
  sshKeys: '/projects/:projectId/ssh-keys',
  iam: '/iam',
  users: '/iam/users',
  addUser: '/iam/users/add',
  user: '/iam/users/:userId',
  userCredentials: '/iam/users/:userId/credentials',
  groups: '/iam/groups',
  createGroup: '/iam/groups/create',
  group: '/iam/groups/:groupId',
  applications: '/iam/applications',
  createApplication: '/iam/applications/create',
  application: '/iam/applications/:applicationId',
  applicationApiKeys: '/iam/applications/:applicationId/api-keys',
  deleteApplication: '/iam/applications/:applicationId/delete',
  policies: '/iam/policies',
  createPolicy: '/iam/policies/create',
  policy: '/iam/policies/:policyId',
  apiKeys: '/iam/api-keys',
  logs: '/iam/logs',
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
} as const

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : P extends `${string}:${infer Name}?`
    ? Name
    : P extends `${string}:${infer Name}`
      ? Name
      : never

/** Puts percent-encoded values in the place of a pattern's `:names`. */
function fill<P extends string>(pattern: P, params: Record<ParamNames<P>, string>): string {
  const values: Record<string, string> = params
  return pattern.replace(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}

/** Addresses of the console's pages, one function a page; ids are percent-encoded. */
export const paths = {
  home: () => patterns.home,
  /** @param returnTo same-origin path to open after signing in */
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== patterns.home
      ? `${patterns.signIn}?${new URLSearchParams({ returnTo }).toString()}`
      : patterns.signIn,
  organization: () => patterns.organization,
  projects: () => patterns.projects,
  createProject: () => patterns.createProject,
  quotas: () => patterns.quotas,
  project: (projectId: string) => fill(patterns.project, { projectId }),
  sshKeys: (projectId: string) => fill(patterns.sshKeys, { projectId }),
  users: () => patterns.users,
  addUser: () => patterns.addUser,
  user: (userId: string) => fill(patterns.user, { userId }),
  userCredentials: (userId: string) => fill(patterns.userCredentials, { userId }),
  groups: () => patterns.groups,
  createGroup: () => patterns.createGroup,
  group: (groupId: string) => fill(patterns.group, { groupId }),
  applications: () => patterns.applications,
  createApplication: () => patterns.createApplication,
  application: (applicationId: string) => fill(patterns.application, { applicationId }),
  applicationApiKeys: (applicationId: string) =>
    fill(patterns.applicationApiKeys, { applicationId }),
  deleteApplication: (applicationId: string) => fill(patterns.deleteApplication, { applicationId }),
  policies: () => patterns.policies,
  createPolicy: () => patterns.createPolicy,
  policy: (policyId: string) => fill(patterns.policy, { policyId }),
  apiKeys: () => patterns.apiKeys,
  logs: () => patterns.logs,
  accountSettings: () => patterns.accountSettings,
  organizationSettings: () => patterns.organizationSettings,
  securitySettings: () => patterns.securitySettings,
}

/**
 * Addresses of the dialogs over one API key list.
 *
 * @param listPath address of the list: `paths.apiKeys()`, `paths.userCredentials(id)` or
 *   `paths.applicationApiKeys(id)`
 */
export function keyDialogs(listPath: string) {
  return {
    generate: `${listPath}/generate`,
    /** The reveal step of the key just made. */
    generated: (accessKey: string) =>
      `${listPath}/${fill(keyDialogPatterns.generate, { accessKey })}`,
    edit: (accessKey: string) => `${listPath}/${fill(keyDialogPatterns.edit, { accessKey })}`,
    delete: (accessKey: string) => `${listPath}/${fill(keyDialogPatterns.delete, { accessKey })}`,
    replace: (accessKey: string) => `${listPath}/${encodeURIComponent(accessKey)}/replace`,
    /** The reveal step of the key that replaces another. */
    replaced: (accessKey: string, newKey: string) =>
      `${listPath}/${fill(keyDialogPatterns.replace, { accessKey, newKey })}`,
  }
}
