import type { Grant, GrantScope } from '../policy/evaluate.ts'
import type { GroupRow, RuleRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

/** Whom policies may reach: a user or an application of an Organization. */
export interface Bearer {
  readonly type: 'user' | 'application'
  readonly id: string
  /** As shown in explanations. */
  readonly name: string
  readonly organizationId: string
  readonly owner: boolean
}

/**
 * Every permission set that policies give to a bearer, direct and through its groups, whether its
 * condition holds or not; by policy name, then in the order of the rules.
 */
export async function loadGrants(
  reader: Reader,
  bearer: Omit<Bearer, 'owner'>,
): Promise<readonly Grant[]> {
  const memberships = {
    table: 'group_members',
    column: 'group_id',
    where: { member_type: bearer.type, member_id: bearer.id },
  } as const
  const groups = await reader.find('groups', { where: { id: { inRows: memberships } } })
  return grantsOfPrincipals(reader, bearer.organizationId, [
    { type: bearer.type, id: bearer.id, name: bearer.name },
    ...groups.map(({ id, name }) => ({ type: 'group' as const, id, name })),
  ])
}

/** The same of the policies that are attached to a group, which all of its members have. */
export function loadGroupGrants(
  reader: Reader,
  { id, name, organization_id }: Pick<GroupRow, 'id' | 'name' | 'organization_id'>,
): Promise<readonly Grant[]> {
  return grantsOfPrincipals(reader, organization_id, [{ type: 'group', id, name }])
}

async function grantsOfPrincipals(
  reader: Reader,
  organizationId: string,
  principals: readonly Grant['principal'][],
): Promise<readonly Grant[]> {
  const policies = await reader.find('policies', {
    where: {
      organization_id: organizationId,
      or: principals.map(({ type, id }) => ({ principal_type: type, principal_id: id })),
    },
    order: [{ column: 'name_key', direction: 'asc' }],
  })
  if (policies.length === 0) return []
  const rules = await reader.find('rules', {
    where: { policy_id: { in: policies.map((policy) => policy.id) } },
    order: [{ column: 'position', direction: 'asc' }],
  })
  const rulesByPolicy = Map.groupBy(rules, (rule) => rule.policy_id)
  return policies.flatMap((policy) => {
    const principal = principals.find(
      ({ type, id }) => type === policy.principal_type && id === policy.principal_id,
    )
    if (principal === undefined) return []
    return (rulesByPolicy.get(policy.id) ?? []).flatMap((rule) =>
      grantsOf(rule, { id: policy.id, name: policy.name }, principal),
    )
  })
}

function grantsOf(
  rule: RuleRow,
  policy: Grant['policy'],
  principal: Grant['principal'],
): readonly Grant[] {
  const scope = scopeOf(rule)
  if (scope === undefined) return []
  return rule.permission_set_names.map((name) => ({
    permission_set_name: name,
    scope,
    condition: rule.condition,
    policy,
    principal,
  }))
}

/** Undefined for a scope that gives nothing here: the rights of an account's root user. */
function scopeOf(rule: RuleRow): GrantScope | undefined {
  if (rule.permission_sets_scope_type === 'organization' && rule.organization_id !== null) {
    return { type: 'organization', organizationId: rule.organization_id }
  }
  if (rule.permission_sets_scope_type !== 'projects') return undefined
  if (rule.organization_id !== null) {
    return { type: 'all_projects', organizationId: rule.organization_id }
  }
  return rule.project_ids === null ? undefined : { type: 'projects', projectIds: rule.project_ids }
}
