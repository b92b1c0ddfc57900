import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { useAttachPolicy } from './policy-writes.ts'
import { policyQuery, principalOf } from './queries.ts'
import { RightsChangeText } from './rights-change.tsx'

const NO_RULES = [] as const

/** Asks before a policy is detached from its principal, and says what that loses. */
export function DetachPolicyDialog() {
  const { policyId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const { data: policy } = useQuery(policyQuery(policyId))
  const attaching = useAttachPolicy(policyId)
  const [failure, setFailure] = useState<string>()
  const close = () => navigate(paths.policy(policyId), { replace: true, preventScrollReset: true })
  const principal = policy && principalOf(policy)
  if (!policy || !principal) return null

  async function detach() {
    setFailure(undefined)
    try {
      await attaching.mutateAsync(undefined)
      await close()
      toast({ sentiment: 'success', text: 'Policy detached' })
    } catch (error) {
      setFailure(toApiError(error).message)
    }
  }

  return (
    <Dialog
      title="Detach policy"
      onClose={() => attaching.isPending || void close()}
      footer={
        <>
          <Button
            variant="ghost"
            sentiment="neutral"
            disabled={attaching.isPending}
            onClick={() => void close()}
          >
            Cancel
          </Button>
          <Button sentiment="danger" loading={attaching.isPending} onClick={() => void detach()}>
            Detach policy
          </Button>
        </>
      }
    >
      <p className="type-body text-neutral-text">
        <strong className="type-body-strong wrap-anywhere">{policy.name}</strong> stays in the list
        of policies, without effect until it is attached again.
      </p>
      <RightsChangeText principal={principal} policy={policy} rules={NO_RULES} />
      {failure && <Alert sentiment="danger">{failure}</Alert>}
    </Dialog>
  )
}
