import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { readListPage } from '../../parts/list-page.ts'

/** What the address of the list of groups may say. */
export const GROUPS_LIST = {
  sorts: [
    'name_asc',
    'name_desc',
    'created_at_asc',
    'created_at_desc',
    'updated_at_asc',
    'updated_at_desc',
  ],
  defaultSort: 'name_asc',
  /** `user` and `application`: the id of a member. `tag`: a part of a tag. */
  filters: { user: 'text', application: 'text', tag: 'text' },
} as const satisfies ListSpec

/** One page of the groups. */
export function groupsListQuery(params: ListParams<typeof GROUPS_LIST>) {
  return queryOptions({
    queryKey: ['groups', 'list', params],
    queryFn: ({ client }) =>
      readListPage(client, 'group', params.q, async (ids) => {
        const { groups, totalCount } = await iam.listGroups({
          orderBy: params.sort,
          page: params.page,
          pageSize: params.pageSize,
          ...(ids && { groupIds: ids }),
          ...filtersOf(params.filters),
        })
        return { rows: groups, total: totalCount }
      }),
    placeholderData: keepPreviousData,
    retryOnMount: false,
  })
}

/** The filters of an address as the API takes them. */
function filtersOf({ user, application, tag }: ListParams<typeof GROUPS_LIST>['filters']) {
  return {
    ...(user && { userIds: [user] }),
    ...(application && { applicationIds: [application] }),
    ...(tag && { tag }),
  }
}

/** One group by id. */
export function groupQuery(groupId: string) {
  return queryOptions({
    queryKey: ['groups', 'detail', groupId],
    queryFn: (): Promise<Group> => iam.getGroup({ groupId }),
    retryOnMount: false,
  })
}

/** Every group that one of these users is in, by name: one request for a whole page of users. */
export function groupsOfUsersQuery(userIds: string[]) {
  return queryOptions({
    queryKey: ['groups', 'of-users', userIds.toSorted()],
    queryFn: () => iam.listGroups({ userIds, orderBy: 'name_asc', pageSize: 100 }).all(),
    enabled: userIds.length > 0,
  })
}

/** Every group that one of these applications is in, by name. */
export function groupsOfApplicationsQuery(applicationIds: string[]) {
  return queryOptions({
    queryKey: ['groups', 'of-applications', applicationIds.toSorted()],
    queryFn: () => iam.listGroups({ applicationIds, orderBy: 'name_asc', pageSize: 100 }).all(),
    enabled: applicationIds.length > 0,
  })
}

/** Every group that a user or an application is in, by name. */
export function groupsOfQuery({ type, id }: Bearer) {
  return type === 'user' ? groupsOfUsersQuery([id]) : groupsOfApplicationsQuery([id])
}

/** Groups by id, for naming those that another page refers to; one request. */
export function groupsByIdsQuery(ids: readonly string[]) {
  const groupIds = [...new Set(ids)].sort()
  return queryOptions({
    queryKey: ['groups', 'by-ids', groupIds],
    queryFn: () => iam.listGroups({ groupIds, pageSize: 100 }).all(),
    enabled: groupIds.length > 0,
  })
}
