import type { Policy } from '@scaleway/sdk-iam/v1alpha1'

import { useRight } from '../../parts/use-right.ts'

/** Why the signed-in person cannot do something to a policy; undefined for what they can do. */
export interface PolicyRefusal {
  create: string | undefined
  change: string | undefined
  remove: string | undefined
}

/** What of a policy the signed-in person may not change, with the reason for the disabled control. */
export function usePolicyRefusal({
  editable,
  deletable,
}: Pick<Policy, 'editable' | 'deletable'>): PolicyRefusal {
  const { reason } = useRight('write', 'policy')
  return {
    create: reason,
    change: editable ? reason : 'The platform manages this policy; it cannot be changed.',
    remove: deletable ? reason : 'The platform manages this policy; it cannot be deleted.',
  }
}
