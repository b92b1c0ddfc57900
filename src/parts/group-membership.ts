import { toApiError } from '../api/errors.ts'
import { useOperation } from '../api/invalidation.ts'
import { iam } from '../api/write-client.ts'
import type { Bearer } from './bearer.ts'

/** Adds users and applications to a group; those that are in it already stay. */
export function useAddGroupMembers() {
  return useOperation(
    'addGroupMembers',
    ({ groupId, members }: { groupId: string; members: readonly Bearer[] }) =>
      iam.addGroupMembers({ groupId, ...memberLists(members) }),
  )
}

/** Removes a user or an application from a group. One that is not in it counts as removed. */
export function useRemoveGroupMember() {
  return useOperation(
    'removeGroupMember',
    async ({ groupId, member }: { groupId: string; member: Bearer }) => {
      try {
        await iam.removeGroupMember({
          groupId,
          ...(member.type === 'user' ? { userId: member.id } : { applicationId: member.id }),
        })
      } catch (error) {
        const { kind, details } = toApiError(error)
        // The group itself may be gone too: that is told.
        if (kind !== 'not_found' || details.resource) throw error
      }
    },
  )
}

/** Members as the API's two lists. */
export function memberLists(members: readonly Bearer[]) {
  const ids = (type: Bearer['type']) =>
    members.filter((member) => member.type === type).map(({ id }) => id)
  return { userIds: ids('user'), applicationIds: ids('application') }
}
