import type { CreateUserRequestMember } from '@scaleway/sdk-iam/v1alpha1'

import { untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { readListState } from '../../api/list-state.ts'
import { iam } from '../../api/write-client.ts'
import { permissionsQuery } from '../../parts/permissions-query.ts'
import { API_KEYS_LIST, apiKeysListQuery } from '../api-keys/queries.ts'
import { groupsOfUsersQuery } from '../groups/queries.ts'
import { policiesOfQuery } from '../policies/queries.ts'
import { gracePeriodsQuery, userQuery } from './queries.ts'

/** Creates a member. */
export function useCreateUser() {
  return useOperation(
    'createUser',
    ({ tags, ...member }: CreateUserRequestMember & { tags: string[] }) =>
      iam.createUser({ tags, member }),
  )
}

/** Adds a user to a group. */
export function useJoinGroup() {
  return useOperation('addGroupMember', (member: { groupId: string; userId: string }) =>
    iam.addGroupMember(member),
  )
}

/** Locks a member: no sign-in, and API keys without rights. */
export function useLockUser(userId: string) {
  return useOperation('lockUser', () => iam.lockUser({ userId }))
}

/** Unlocks a member. */
export function useUnlockUser(userId: string) {
  return useOperation('unlockUser', () => iam.unlockUser({ userId }))
}

/** How many API keys a user has. */
export function userKeysQuery(userId: string) {
  const list = readListState(API_KEYS_LIST, new URLSearchParams())
  return apiKeysListQuery(list, { type: 'user', id: userId })
}

/**
 * Deletes a member with the API keys. One who is already gone counts as deleted.
 *
 * @param leave called as soon as it is done, before anything is read again; signs out whoever deleted
 *   the own account
 */
export function useDeleteUser(userId: string, leave: (() => Promise<void>) | undefined) {
  return useOperation(
    'deleteUser',
    async () => {
      await untilGone(iam.deleteUser({ userId }))
      await leave?.()
    },
    {
      gone: () => [
        userQuery(userId).queryKey,
        gracePeriodsQuery(userId).queryKey,
        userKeysQuery(userId).queryKey,
        groupsOfUsersQuery([userId]).queryKey,
        policiesOfQuery({ type: 'user', id: userId }).queryKey,
        permissionsQuery({ type: 'user', id: userId }).queryKey,
      ],
    },
  )
}
