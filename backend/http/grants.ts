import type { Grant, GrantScope, Principal } from '../policy/evaluate.ts'
import type { RuleRow } from '../store/schema.ts'
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

/** A bearer with its grants, ready for `allows`. */
export async function loadPrincipal(reader: Reader, bearer: Bearer): Promise<Principal> {
  // The Owner may do everything, whatever its policies say.
  const grants = bearer.owner ? [] : await loadGrants(reader, bearer)
  return { kind: bearer.type, owner: bearer.owner, grants }
}

/**
 * Every permission set that policies give to a bearer, direct and through its groups; by policy name,
 * then in the order of the rules.
 */
export async function loadGrants(
  reader: Reader,
  bearer: Omit<Bearer, 'owner'>,
): Promise<readonly Grant[]> {
  const memberships = await reader.find('group_members', {
    where: { member_type: bearer.type, member_id: bearer.id },
  })
  const groupIds = memberships.map((membership) => membership.group_id)
  const policies = await reader.find('policies', {
    where: {
      organization_id: bearer.organizationId,
      or: [
        { principal_type: bearer.type, principal_id: bearer.id },
        ...(groupIds.length > 0
          ? [{ principal_type: 'group' as const, principal_id: { in: groupIds } }]
          : []),
      ],
    },
    order: [{ column: 'name_key', direction: 'asc' }],
  })
  if (policies.length === 0) return []
  const [rules, groups] = await Promise.all([
    reader.find('rules', {
      where: { policy_id: { in: policies.map((policy) => policy.id) } },
      order: [{ column: 'position', direction: 'asc' }],
    }),
    groupIds.length > 0 ? reader.find('groups', { where: { id: { in: groupIds } } }) : [],
  ])
  const groupNames = new Map(groups.map((group) => [group.id, group.name]))
  return policies.flatMap((policy) => {
    const principal: Grant['principal'] =
      policy.principal_type === 'group' && policy.principal_id !== null
        ? {
            type: 'group',
            id: policy.principal_id,
            name: groupNames.get(policy.principal_id) ?? '',
          }
        : { type: bearer.type, id: bearer.id, name: bearer.name }
    return rules
      .filter((rule) => rule.policy_id === policy.id)
      .flatMap((rule) => grantsOf(rule, { id: policy.id, name: policy.name }, principal))
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
