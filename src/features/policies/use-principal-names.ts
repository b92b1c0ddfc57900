import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'

import { userName } from '../../parts/user-name.ts'
import { applicationsByIdsQuery } from '../applications/queries.ts'
import { groupsByIdsQuery } from '../groups/queries.ts'
import { usersByIdsQuery } from '../users/queries.ts'
import { principalOf } from './queries.ts'

/**
 * The names of the principals of a page of policies: at most one request for each kind of principal.
 *
 * @returns Gives a principal's name by its id; undefined while unread, or for a kind that the caller
 *   may not read.
 */
export function usePrincipalNames(policies: readonly Policy[]): (id: string) => string | undefined {
  const principals = policies.map(principalOf).filter((principal) => principal !== undefined)
  const ids = (type: 'user' | 'group' | 'application') =>
    principals.filter((principal) => principal.type === type).map(({ id }) => id)
  const { data: users } = useQuery(usersByIdsQuery(ids('user')))
  const { data: groups } = useQuery(groupsByIdsQuery(ids('group')))
  const { data: applications } = useQuery(applicationsByIdsQuery(ids('application')))
  return useCallback(
    (id) => {
      const user = users?.find((one) => one.id === id)
      if (user) return userName(user)
      return [...(groups ?? []), ...(applications ?? [])].find((one) => one.id === id)?.name
    },
    [users, groups, applications],
  )
}
