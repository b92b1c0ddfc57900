import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { useReturnTo } from '../../parts/use-return-to.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { useDeletePolicy } from './policy-writes.ts'
import { policyQuery, principalOf } from './queries.ts'
import { RightsChangeText } from './rights-change.tsx'

/** Asks before a policy is deleted for good, and says what its principal loses. */
export function DeletePolicyDialog() {
  const { policyId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const returnTo = useReturnTo()
  const { data: policy } = useQuery(policyQuery(policyId))
  const deletion = useDeletePolicy(policyId)
  if (!policy) return null
  const principal = principalOf(policy)

  return (
    <DeleteResourceDialog
      title="Delete policy"
      onClose={() =>
        void navigate(returnTo ?? paths.policy(policyId), {
          replace: true,
          preventScrollReset: true,
        })
      }
      onDelete={async () => {
        await deletion.mutateAsync()
        await navigate(returnTo ?? paths.policies(), { replace: true })
        toast({ sentiment: 'success', text: `Policy ${policy.name} deleted` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{policy.name}</strong> will be deleted
        for good.
      </p>
      {principal ? (
        <RightsChangeText principal={principal} policy={policy} rules={NO_RULES} />
      ) : (
        <p>It is attached to nobody, so nobody loses a right.</p>
      )}
    </DeleteResourceDialog>
  )
}

const NO_RULES = [] as const
