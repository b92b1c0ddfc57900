import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import { onceMore } from '../../api/query-client.ts'
import { readListPage } from '../../parts/list-page.ts'

/** What the address of the list of users may say. */
export const USERS_LIST = {
  sorts: [
    'username_asc',
    'username_desc',
    'email_asc',
    'email_desc',
    'last_login_asc',
    'last_login_desc',
    'created_at_asc',
    'created_at_desc',
    'updated_at_asc',
    'updated_at_desc',
  ],
  defaultSort: 'username_asc',
  filters: { type: ['owner', 'member'], mfa: ['enabled', 'disabled'], tag: 'text' },
} as const satisfies ListSpec

/** One page of the users; a caller who may not read users gets only their own row. */
export function usersListQuery(params: ListParams<typeof USERS_LIST>) {
  return queryOptions({
    queryKey: ['users', 'list', params],
    queryFn: ({ client }) =>
      readListPage(client, 'user', params.q, async (ids) => {
        const { type, mfa, tag } = params.filters
        const { users, totalCount } = await iam.listUsers({
          orderBy: params.sort,
          page: params.page,
          pageSize: params.pageSize,
          ...(ids && { userIds: ids }),
          ...(type && { type }),
          ...(mfa && { mfa: mfa === 'enabled' }),
          ...(tag && { tag }),
        })
        return { rows: users, total: totalCount }
      }),
    placeholderData: keepPreviousData,
    retryOnMount: false,
  })
}

/** One user by id. */
export function userQuery(userId: string) {
  return queryOptions({
    queryKey: ['users', 'detail', userId],
    queryFn: (): Promise<User> => iam.getUser({ userId }),
    retryOnMount: false,
  })
}

/** Users by id, for naming those that another page refers to; one request. */
export function usersByIdsQuery(ids: readonly string[]) {
  const userIds = [...new Set(ids)].sort()
  return queryOptions({
    queryKey: ['users', 'by-ids', userIds],
    queryFn: () => iam.listUsers({ userIds, pageSize: 100 }).all(),
    enabled: userIds.length > 0,
    retry: onceMore,
  })
}

/** What a member has to do for the security of the Organization, and until when. */
export function gracePeriodsQuery(userId: string) {
  return queryOptions({
    queryKey: ['gracePeriods', userId],
    queryFn: async () => (await iam.listGracePeriods({ userId })).gracePeriods,
  })
}
