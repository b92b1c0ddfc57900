import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { policiesOfQuery, policyQuery } from '../features/policies/queries.ts'
import { toast } from '../ui/toast.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { usePagePrincipal } from './page-principal.tsx'
import { useAttachPolicy } from './policy-attachment.ts'

/** Asks before a policy is detached from the principal whose page it is over. */
export function DetachPolicyDialog() {
  const { policyId = '' } = useParams()
  const { principal, name, close } = usePagePrincipal()
  const client = useQueryClient()
  const { data: policy } = useQuery({
    ...policyQuery(policyId),
    // The panel behind the dialog knows it already.
    placeholderData: () =>
      client
        .getQueryData(policiesOfQuery(principal).queryKey)
        ?.find((attached) => attached.id === policyId),
  })
  const attachment = useAttachPolicy()
  const policyName = policy?.name ?? 'the policy'
  return (
    <ConfirmDialog
      title="Detach policy"
      onClose={close}
      onConfirm={async () => {
        await attachment.mutateAsync({ policyId, principal: undefined })
        close()
        toast({ sentiment: 'success', text: `Policy ${policyName} detached` })
      }}
    >
      <p>
        <strong className="type-body-strong">{name}</strong>
        {principal.type === 'group' ? ' and its members lose' : ' will lose'} the permissions that{' '}
        <strong className="type-body-strong">{policyName}</strong> gives.
      </p>
      <p>The policy stays in the list of policies, without effect until it is attached again.</p>
    </ConfirmDialog>
  )
}
