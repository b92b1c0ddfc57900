import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import { readListPage } from '../../parts/list-page.ts'
import { type Principal, principalFromText, principalToText } from '../../parts/principal.ts'

/** The filter by principal that finds policies attached to nobody. */
export const NO_PRINCIPAL = 'none'

/** What the address of the list of policies may say. */
export const POLICIES_LIST = {
  sorts: ['policy_name_asc', 'policy_name_desc', 'created_at_asc', 'created_at_desc'],
  defaultSort: 'policy_name_asc',
  /** `principal`: `none`, or a principal as text. `tag`: a part of a tag. */
  filters: { principal: 'text', tag: 'text' },
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
          ...attachedTo(params.filters.principal),
          ...(params.filters.tag && { tag: params.filters.tag }),
        })
        return { rows: policies, total: totalCount }
      }),
    placeholderData: keepPreviousData,
    retryOnMount: false,
  })
}

/** The `principal` of an address as the API filters by it. */
function attachedTo(text: string | undefined) {
  if (text === NO_PRINCIPAL) return { noPrincipal: true }
  const principal = principalFromText(text ?? null)
  if (!principal) return {}
  if (principal.type === 'user') return { userIds: [principal.id] }
  return principal.type === 'group'
    ? { groupIds: [principal.id] }
    : { applicationIds: [principal.id] }
}

/** One policy by id. */
export function policyQuery(policyId: string) {
  return queryOptions({
    queryKey: ['policies', 'detail', policyId],
    queryFn: (): Promise<Policy> => iam.getPolicy({ policyId }),
    retryOnMount: false,
  })
}

/** The rules of a policy, in their order. */
export function rulesQuery(policyId: string) {
  return queryOptions({
    queryKey: ['rules', policyId],
    queryFn: () => iam.listRules({ policyId, pageSize: 100 }).all(),
    retryOnMount: false,
  })
}

/** Every policy attached to a principal itself, by name; not those of its groups. */
export function policiesOfQuery(principal: Principal) {
  return queryOptions({
    queryKey: ['policies', 'of', principal.type, principal.id],
    queryFn: () =>
      iam
        .listPolicies({
          ...attachedTo(principalToText(principal)),
          orderBy: 'policy_name_asc',
          pageSize: 100,
        })
        .all(),
  })
}

/** Every policy that is attached to nobody, by name. */
export function unassignedPoliciesQuery() {
  return queryOptions({
    queryKey: ['policies', 'unassigned'],
    queryFn: () =>
      iam.listPolicies({ noPrincipal: true, orderBy: 'policy_name_asc', pageSize: 100 }).all(),
  })
}

/** A policy's principal; undefined when it is attached to nobody. */
export function principalOf(
  policy: Pick<Policy, 'userId' | 'groupId' | 'applicationId'>,
): Principal | undefined {
  if (policy.userId) return { type: 'user', id: policy.userId }
  if (policy.groupId) return { type: 'group', id: policy.groupId }
  if (policy.applicationId) return { type: 'application', id: policy.applicationId }
  return undefined
}
