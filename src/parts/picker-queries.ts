import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { queryOptions } from '@tanstack/react-query'

import { iam } from '../api/client.ts'
import { search } from '../api/console-api.ts'
import type { Principal } from './principal.ts'
import { userName } from './user-name.ts'

/** What a picker can offer. */
export type PickableType = Principal['type'] | 'policy'

/** A thing that was picked. `name` is what it is called, where that is known. */
export interface Picked<Type extends PickableType = PickableType> {
  type: Type
  id: string
  name?: string | undefined
}

/** Something that can be picked. */
export interface Candidate<Type extends PickableType = PickableType> {
  type: Type
  id: string
  name: string
  /** Email address or description; may be empty. */
  hint: string
}

/** How many of each type are offered before anything is typed. */
const FIRST = 50

/** The first of a type by name, for a picker that has just been opened. */
export function firstCandidatesQuery<Type extends PickableType>(type: Type) {
  return queryOptions({
    queryKey: [ROOTS[type], 'first-candidates'],
    queryFn: (): Promise<Candidate<Type>[]> => readFirst(type),
  })
}

/** What matches some words, best first; of the types that the person may read. */
export function candidatesQuery<Type extends PickableType>(types: readonly Type[], q: string) {
  return queryOptions({
    queryKey: ['search', { q, types }],
    queryFn: () => search({ q, types }),
    select: ({ results }): Candidate<Type>[] =>
      results.flatMap(({ type: found, id, label, hint }) => {
        const type = types.find((wanted) => wanted === found)
        return type ? [{ type, id, name: label, hint }] : []
      }),
    enabled: q !== '',
  })
}

/** What a thing is called, for a choice that came from an address. */
export function nameQuery({ type, id }: Picked) {
  return queryOptions({
    queryKey: [ROOTS[type], 'name', id],
    queryFn: async () => {
      if (type === 'user') return userName(await iam.getUser({ userId: id }))
      if (type === 'group') return (await iam.getGroup({ groupId: id })).name
      if (type === 'application') return (await iam.getApplication({ applicationId: id })).name
      return (await iam.getPolicy({ policyId: id })).name
    },
  })
}

const ROOTS = {
  user: 'users',
  group: 'groups',
  application: 'applications',
  policy: 'policies',
} as const

async function readFirst<Type extends PickableType>(type: Type): Promise<Candidate<Type>[]> {
  const page = { page: 1, pageSize: FIRST }
  const named = (rows: readonly { id: string; name: string; description: string }[]) =>
    rows.map(({ id, name, description }) => ({ type, id, name, hint: description }))
  switch (type) {
    case 'user': {
      const { users } = await iam.listUsers({ ...page, orderBy: 'username_asc' })
      return users.map((user: User) => ({
        type,
        id: user.id,
        name: userName(user),
        hint: user.email,
      }))
    }
    case 'group':
      return named((await iam.listGroups({ ...page, orderBy: 'name_asc' })).groups)
    case 'application':
      return named((await iam.listApplications({ ...page, orderBy: 'name_asc' })).applications)
    default:
      return named((await iam.listPolicies({ ...page, orderBy: 'policy_name_asc' })).policies)
  }
}
