import type { Rule, RuleSpecs } from '@scaleway/sdk-iam/v1alpha1'

import type { Grant } from '../../api/console-api.ts'
import type { Principal } from '../../parts/principal.ts'

/** The two families of permission sets, by the scope type that a rule of theirs has. */
export type Family = 'projects' | 'organization'

/** Where a rule counts. Every rule has one scope type, which its permission sets decide. */
export type RuleScope =
  | { type: 'organization' }
  | { type: 'all_projects' }
  | { type: 'projects'; projectIds: readonly string[] }

/** A rule as it is written and shown. */
export interface RuleDraft {
  sets: readonly string[]
  scope: RuleScope
  /** CEL, or the empty text. */
  condition: string
}

/** A stored rule as a draft. */
export function draftOf(rule: Rule): RuleDraft {
  return {
    sets: rule.permissionSetNames ?? [],
    scope: rule.projectIds
      ? { type: 'projects', projectIds: rule.projectIds }
      : { type: rule.permissionSetsScopeType === 'projects' ? 'all_projects' : 'organization' },
    condition: rule.condition,
  }
}

/**
 * A draft as the API takes it. "All current and future Projects" is written as the Organization's id:
 * the permission sets tell the two apart.
 */
export function specOf(draft: RuleDraft, organizationId: string): RuleSpecs {
  return {
    permissionSetNames: [...draft.sets],
    condition: draft.condition,
    ...(draft.scope.type === 'projects'
      ? { projectIds: [...draft.scope.projectIds] }
      : { organizationId }),
  }
}

/** The family of a scope's permission sets. */
export function familyOf(scope: RuleScope): Family {
  return scope.type === 'organization' ? 'organization' : 'projects'
}

/** Whether two drafts say the same, word for word. */
export function sameDraft(a: RuleDraft, b: RuleDraft): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

function ordered({ sets, scope, condition }: RuleDraft): readonly unknown[] {
  return [sets, scope.type, scope.type === 'projects' ? scope.projectIds : [], condition]
}

/** What rules give, as the principal's permissions would list it: one entry a permission set. */
export function grantsOf(
  rules: readonly RuleDraft[],
  from: { organizationId: string; policy: Grant['policy']; principal: Principal },
): Grant[] {
  return rules.flatMap(({ sets, scope, condition }) =>
    sets.map((permissionSetName) => ({
      permissionSetName,
      scopeType: familyOf(scope),
      organizationId: scope.type === 'projects' ? undefined : from.organizationId,
      projectIds: scope.type === 'projects' ? scope.projectIds : undefined,
      condition,
      policy: from.policy,
      principal: { ...from.principal, name: '' },
    })),
  )
}
