import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient, Query, QueryKey, UseMutationResult } from '@tanstack/react-query'

import type { ApiError } from './errors.ts'
import type { QueryRoot } from './query-client.ts'

/**
 * Which cached answers each operation makes wrong. Operations carry the names of the SDK's methods.
 * Every write of the console has an entry here; a test compares the two.
 */
export const INVALIDATES = {
  createAPIKey: ['apiKeys', 'applications', 'counters', 'search'],
  updateAPIKey: ['apiKeys', 'search'],
  deleteAPIKey: ['apiKeys', 'applications', 'counters', 'search'],
  createApplication: ['applications', 'counters', 'search'],
  updateApplication: ['applications', 'permissions', 'search'],
  deleteApplication: [
    'applications',
    'apiKeys',
    'groups',
    'policies',
    'permissions',
    'counters',
    'search',
  ],
  createGroup: ['groups', 'counters', 'search'],
  updateGroup: ['groups', 'permissions', 'search'],
  setGroupMembers: ['groups', 'permissions', 'session'],
  addGroupMembers: ['groups', 'permissions', 'session'],
  addGroupMember: ['groups', 'permissions', 'session'],
  removeGroupMember: ['groups', 'permissions', 'session'],
  deleteGroup: ['groups', 'policies', 'permissions', 'session', 'counters', 'search'],
  createPolicy: ['policies', 'rules', 'permissions', 'session', 'counters', 'search'],
  updatePolicy: ['policies', 'permissions', 'session', 'search'],
  clonePolicy: ['policies', 'rules', 'permissions', 'session', 'counters', 'search'],
  setRules: ['policies', 'rules', 'permissions', 'session', 'search'],
  deletePolicy: ['policies', 'rules', 'permissions', 'session', 'counters', 'search'],
  createUser: ['users', 'groups', 'counters', 'quotas', 'search'],
  updateUser: ['users', 'session', 'search'],
  updateUserUsername: ['users', 'session', 'search'],
  updateUserPassword: ['users', 'session', 'sessions', 'gracePeriods'],
  lockUser: ['users', 'sessions', 'apiKeys', 'permissions', 'search'],
  unlockUser: ['users', 'apiKeys', 'permissions', 'gracePeriods', 'search'],
  deleteUser: [
    'users',
    'apiKeys',
    'groups',
    'policies',
    'permissions',
    'sessions',
    'counters',
    'quotas',
    'search',
  ],
  createUserMFAOTP: ['users'],
  validateUserMFAOTP: ['users', 'session', 'sessions', 'gracePeriods'],
  deleteUserMFAOTP: ['users', 'session', 'sessions', 'gracePeriods'],
  createProject: ['projects', 'quotas', 'search'],
  updateProject: ['projects', 'search'],
  deleteProject: ['projects', 'apiKeys', 'rules', 'permissions', 'quotas', 'search'],
  createSSHKey: ['sshKeys', 'projects', 'quotas'],
  updateSSHKey: ['sshKeys', 'projects'],
  deleteSSHKey: ['sshKeys', 'projects', 'quotas'],
  deleteJWT: ['sessions'],
  updateOrganization: ['security', 'organization', 'session', 'gracePeriods'],
  setOrganizationAlias: ['organization', 'session'],
  updateOrganizationLoginMethods: ['security', 'session'],
  enableOrganizationSaml: ['saml'],
  updateSaml: ['saml'],
  deleteSaml: ['saml'],
  addSamlCertificate: ['saml'],
  deleteSamlCertificate: ['saml'],
  parseSamlMetadata: [],
  enableOrganizationScim: ['scim'],
  deleteScim: ['scim'],
  createScimToken: ['scim'],
  deleteScimToken: ['scim'],
  updateOrganizationSecuritySettings: ['security', 'session', 'sessions', 'gracePeriods'],
} as const satisfies Record<string, readonly QueryRoot[]>

export type Operation = keyof typeof INVALIDATES

export interface OperationOptions<Data, Variables> {
  /**
   * Keys of what the operation removed: they are marked stale but not read again while a page still
   * shows them, so that a deletion does not flash "not found" before its page is left.
   */
  gone?: (variables: Variables) => readonly QueryKey[]
  /** Runs after the operation succeeded and the cache is right again, before the promise settles. */
  onDone?: (data: Data, variables: Variables) => void | Promise<void>
}

/**
 * Marks everything that `operation` makes wrong as stale and reads again what is on screen.
 *
 * @returns when the visible lists are right again
 */
export async function invalidate(
  client: QueryClient,
  operation: Operation,
  gone: readonly QueryKey[] = [],
): Promise<void> {
  const goneHashes = new Set(gone.map((key) => JSON.stringify(key)))
  const stays = ({ queryKey }: Query) => !goneHashes.has(JSON.stringify(queryKey))
  await Promise.all(
    // Nearly every write is logged.
    [...INVALIDATES[operation], 'logs' as const].map(async (root) => {
      // A first read that began before the write may miss it, and reading again would wait for it.
      await client.cancelQueries(
        { queryKey: [root], predicate: (query) => query.state.data === undefined && stays(query) },
        { silent: true },
      )
      await client.invalidateQueries({ queryKey: [root], refetchType: 'none' })
      await client.refetchQueries({
        queryKey: [root],
        type: 'active',
        predicate: stays,
      })
    }),
  )
}

/**
 * A write. Its promise settles when the lists on screen are right again, so a dialog may close then.
 *
 * @param operation name of the SDK's method, which says what to invalidate
 * @param run sends the write; what it returns is kept while the component is mounted, so it must not
 *   return a secret
 */
export function useOperation<Data, Variables = void>(
  operation: Operation,
  run: (variables: Variables) => Promise<Data>,
  options: OperationOptions<Data, Variables> = {},
): UseMutationResult<Data, ApiError | Error, Variables> {
  const client = useQueryClient()
  return useMutation({
    mutationKey: [operation],
    mutationFn: run,
    onSuccess: async (data, variables) => {
      await invalidate(client, operation, options.gone?.(variables))
      await options.onDone?.(data, variables)
    },
  })
}
