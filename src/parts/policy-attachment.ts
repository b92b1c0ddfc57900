import { useOperation } from '../api/invalidation.ts'
import { iam } from '../api/write-client.ts'
import { type Principal, principalArgument } from './principal.ts'

/**
 * Attaches a policy to a principal, in place of the one it had; with undefined it is attached to
 * nobody and has no effect.
 */
export function useAttachPolicy() {
  return useOperation(
    'updatePolicy',
    ({ policyId, principal }: { policyId: string; principal: Principal | undefined }) =>
      iam.updatePolicy({ policyId, ...principalArgument(principal) }),
  )
}
