import { differenceOf, type GrantChange } from '../../../backend/policy/difference.ts'
import type { Grant as PolicyGrant } from '../../../backend/policy/evaluate.ts'
import type { BearerPermissions, Grant } from '../../api/console-api.ts'

/** One line of what changes: a permission set, where it counts and when. */
export interface ChangedRight {
  permissionSetName: string
  scopeType: string
  projectIds: readonly string[] | undefined
  /** With all Projects: those where nothing changes. */
  exceptProjectIds: readonly string[]
  condition: string
  /** Conditions under which nothing changes. */
  otherwiseUnder: readonly string[]
  /** Names of other policies that give the same, so that nothing changes. */
  through: readonly string[]
}

export interface Difference {
  gained: readonly ChangedRight[]
  lost: readonly ChangedRight[]
  /** What the policy gives or gave, and other policies give as well: it stays as it is. */
  unchanged: readonly ChangedRight[]
}

/**
 * What a principal gains and loses when a policy's rules are replaced.
 *
 * @param permissions what the principal has now
 * @param policyId the policy; '' for one that is not stored yet
 * @param given what the policy will give the principal; empty when it is deleted or detached
 */
export function rightsDifference(
  permissions: BearerPermissions,
  policyId: string,
  given: readonly Grant[],
): Difference {
  const others = permissions.grants.filter((grant) => grant.policy.id !== policyId)
  const own = permissions.grants.filter((grant) => grant.policy.id === policyId)
  const before = permissions.grants.map(toPolicyGrant)
  const after = [...others, ...given].map(toPolicyGrant)
  const { gained, lost } = differenceOf(before, after, { owner: permissions.owner })
  const changed = new Set([...gained, ...lost].map(({ permission_set_name: name }) => name))
  // What would change if this policy were the principal's only one, and does not.
  const alone = differenceOf(own.map(toPolicyGrant), given.map(toPolicyGrant))
  const unchanged = [...alone.gained, ...alone.lost].flatMap((grant) => {
    const same = others.filter((other) => other.permissionSetName === grant.permission_set_name)
    return changed.has(grant.permission_set_name) || same.length === 0
      ? []
      : [{ ...toChange(grant), through: [...new Set(same.map(({ policy }) => policy.name))] }]
  })
  return { gained: gained.map(toChange), lost: lost.map(toChange), unchanged }
}

/** A grant of the console's API as the evaluator knows it. */
function toPolicyGrant(grant: Grant): PolicyGrant {
  const organizationId = grant.organizationId ?? ''
  return {
    permission_set_name: grant.permissionSetName,
    scope: grant.projectIds
      ? { type: 'projects', projectIds: grant.projectIds }
      : { type: grant.scopeType === 'projects' ? 'all_projects' : 'organization', organizationId },
    condition: grant.condition,
    policy: grant.policy,
    principal: grant.principal,
  }
}

function toChange(grant: GrantChange): ChangedRight {
  return {
    permissionSetName: grant.permission_set_name,
    scopeType: grant.scope.type === 'organization' ? 'organization' : 'projects',
    projectIds: grant.scope.type === 'projects' ? grant.scope.projectIds : undefined,
    exceptProjectIds: grant.exceptProjectIds,
    condition: grant.condition,
    otherwiseUnder: grant.otherwiseUnder,
    through: [],
  }
}
