import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { readListPage } from '../../parts/list-page.ts'

/** What the address of the list of policies may say. */
export const POLICIES_LIST = {
  sorts: ['policy_name_asc', 'policy_name_desc', 'created_at_asc', 'created_at_desc'],
  defaultSort: 'policy_name_asc',
  filters: { principal: ['none'] },
} as const satisfies ListSpec

/** One page of the policies. */
export function policiesListQuery(params: ListParams<typeof POLICIES_LIST>) {
  return queryOptions({
    queryKey: ['policies', 'list', params],
    queryFn: ({ client }) =>
      readListPage(client, 'policy', params.q, async (ids) => {
        const { policies, totalCount } = await iam.listPolicies({
          orderBy: params.sort,
          page: params.page,
          pageSize: params.pageSize,
          ...(ids && { policyIds: ids }),
          ...(params.filters.principal && { noPrincipal: true }),
        })
        return { rows: policies, total: totalCount }
      }),
    placeholderData: keepPreviousData,
    retryOnMount: false,
  })
}

/** One policy by id. */
export function policyQuery(policyId: string) {
  return queryOptions({
    queryKey: ['policies', 'detail', policyId],
    queryFn: (): Promise<Policy> => iam.getPolicy({ policyId }),
    retryOnMount: false,
  })
}

/** Every policy attached to a user or an application itself, by name; not those of its groups. */
export function policiesOfQuery(bearer: Bearer) {
  return queryOptions({
    queryKey: ['policies', 'of', bearer.type, bearer.id],
    queryFn: () =>
      iam
        .listPolicies({
          ...(bearer.type === 'user' ? { userIds: [bearer.id] } : { applicationIds: [bearer.id] }),
          orderBy: 'policy_name_asc',
          pageSize: 100,
        })
        .all(),
  })
}

/** A policy's principal; undefined when it is attached to nobody. */
export function principalOf(
  policy: Policy,
): { type: 'user' | 'group' | 'application'; id: string } | undefined {
  if (policy.userId) return { type: 'user', id: policy.userId }
  if (policy.groupId) return { type: 'group', id: policy.groupId }
  if (policy.applicationId) return { type: 'application', id: policy.applicationId }
  return undefined
}
