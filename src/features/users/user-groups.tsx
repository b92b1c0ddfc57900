import type { Group, User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo } from 'react'

import { TagList } from '../../parts/tag-list.tsx'
import { StillLine } from '../../ui/skeleton.tsx'
import { groupsOfUsersQuery } from '../groups/queries.ts'

/** Groups by the id of their users; `pending` until they are read, `failed` when they could not be. */
type GroupsByUser = ReadonlyMap<string, readonly Group[]> | 'pending' | 'failed'

const Groups = createContext<GroupsByUser>('pending')

/**
 * Reads the groups of the users on screen in one request, for the `UserGroups` in `children`. Those
 * alone are drawn again when the answer arrives.
 *
 * @param users undefined: nothing is read
 */
export function GroupsOfUsers(props: { users: readonly User[] | undefined; children: ReactNode }) {
  const { users = [], children } = props
  const { data, isError } = useQuery({
    ...groupsOfUsersQuery(users.map(({ id }) => id)),
    enabled: users.length > 0,
  })
  const groups = useMemo(() => {
    if (!data) return isError ? 'failed' : 'pending'
    const byUser = new Map<string, Group[]>()
    for (const group of data) {
      for (const id of group.userIds) byUser.set(id, [...(byUser.get(id) ?? []), group])
    }
    return byUser
  }, [data, isError])
  return <Groups value={groups}>{children}</Groups>
}

/** A user's groups in a list cell: the first two by name, and how many more there are. */
export function UserGroups({ userId }: { userId: string }) {
  const groups = use(Groups)
  if (groups === 'pending') return <StillLine className="w-24" />
  if (groups === 'failed') return 'Could not be read'
  return <TagList tags={(groups.get(userId) ?? []).map(({ name }) => name)} most={2} />
}
