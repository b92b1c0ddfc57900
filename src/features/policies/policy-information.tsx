import type { Policy } from '@scaleway/sdk-iam/v1alpha1'

import { InformationCard } from '../../parts/information-card.tsx'
import { useUpdatePolicy } from './policy-writes.ts'
import { usePolicyRefusal } from './use-policy-refusal.ts'

/** What a policy is: description and tags, edited in place; dates and id. */
export function PolicyInformationCard({ policy }: { policy: Policy }) {
  const { change } = usePolicyRefusal(policy)
  const update = useUpdatePolicy(policy.id)
  return (
    <InformationCard
      title="Policy information"
      what="policy"
      item={policy}
      withName={false}
      refusal={change}
      onSave={(changes) => update.mutateAsync(changes)}
    />
  )
}
