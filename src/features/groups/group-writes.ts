import type { Group } from '@scaleway/sdk-iam/v1alpha1'

import { untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { iam } from '../../api/write-client.ts'
import type { Information } from '../../parts/information.ts'
import { permissionsQuery } from '../../parts/permissions-query.ts'
import { policiesOfQuery } from '../policies/queries.ts'
import { groupQuery } from './queries.ts'

/** Creates a group without members; answers it as stored. */
export function useCreateGroup() {
  return useOperation('createGroup', (group: Information) => iam.createGroup(group))
}

/** Changes some fields of a group; fields that are left out stay as they are. */
export function useUpdateGroup() {
  return useOperation(
    'updateGroup',
    ({ groupId, ...changes }: Partial<Information> & { groupId: string }): Promise<Group> =>
      iam.updateGroup({ groupId, ...changes }),
  )
}

/** Deletes a group. One that is already gone counts as deleted. */
export function useDeleteGroup(groupId: string) {
  return useOperation('deleteGroup', () => untilGone(iam.deleteGroup({ groupId })), {
    gone: () => [
      groupQuery(groupId).queryKey,
      policiesOfQuery({ type: 'group', id: groupId }).queryKey,
      permissionsQuery({ type: 'group', id: groupId }).queryKey,
    ],
  })
}
