import type { Rule } from '@scaleway/sdk-iam/v1alpha1'
import { useQueryClient } from '@tanstack/react-query'

import { ApiError, untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { useSession } from '../../api/session.ts'
import { iam } from '../../api/write-client.ts'
import type { Information } from '../../parts/information.ts'
import { type Principal, principalArgument } from '../../parts/principal.ts'
import { policyQuery, rulesQuery } from './queries.ts'
import { draftOf, type RuleDraft, sameDraft, specOf } from './rule-draft.ts'

/** Creates a policy with its rules; answers it as stored. */
export function useCreatePolicy() {
  const { organization } = useSession()
  return useOperation(
    'createPolicy',
    ({
      rules,
      principal,
      ...information
    }: Information & { rules: readonly RuleDraft[]; principal: Principal | undefined }) =>
      iam.createPolicy({
        ...information,
        rules: rules.map((rule) => specOf(rule, organization.id)),
        ...principalArgument(principal),
      }),
  )
}

/** Changes a policy's name, description or tags. */
export function useUpdatePolicy(policyId: string) {
  return useOperation('updatePolicy', (changes: Partial<Information>) =>
    iam.updatePolicy({ policyId, ...changes }),
  )
}

/** Attaches a policy to another principal, or to nobody. */
export function useAttachPolicy(policyId: string) {
  return useOperation('updatePolicy', (principal: Principal | undefined) =>
    iam.updatePolicy({ policyId, ...principalArgument(principal) }),
  )
}

/** Somebody else changed the rules after they were read: nothing was written. */
export class RulesChangedError extends ApiError {
  readonly rules: readonly Rule[]

  constructor(rules: readonly Rule[]) {
    super('conflict', 'Someone else changed the rules of this policy in the meantime.')
    this.rules = rules
  }
}

/**
 * Replaces a policy's rules. The API has no version to send along, so the rules are read once more
 * first; every write gives all of them new ids, which tells a change by somebody else.
 *
 * @throws RulesChangedError with the rules as they are now
 */
export function useSetRules(policyId: string) {
  const client = useQueryClient()
  const { organization } = useSession()
  return useOperation(
    'setRules',
    async ({ base, rules }: { base: readonly Rule[]; rules: readonly RuleDraft[] }) => {
      const stored = await client.fetchQuery({ ...rulesQuery(policyId), staleTime: 0 })
      if (!sameRules(base, stored)) throw new RulesChangedError(stored)
      return iam.setRules({ policyId, rules: rules.map((rule) => specOf(rule, organization.id)) })
    },
  )
}

/** Deletes a policy. One that is already gone counts as deleted. */
export function useDeletePolicy(policyId: string) {
  return useOperation('deletePolicy', () => untilGone(iam.deletePolicy({ policyId })), {
    gone: () => [policyQuery(policyId).queryKey, rulesQuery(policyId).queryKey],
  })
}

function sameRules(a: readonly Rule[], b: readonly Rule[]): boolean {
  return (
    a.length === b.length &&
    a.every((rule, index) => {
      const other = b[index]
      return other !== undefined && rule.id === other.id && sameDraft(draftOf(rule), draftOf(other))
    })
  )
}
