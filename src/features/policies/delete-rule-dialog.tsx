import type { Policy, Rule } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { useSetRules } from './policy-writes.ts'
import { policyQuery, principalOf, rulesQuery } from './queries.ts'
import { RightsChangeText } from './rights-change.tsx'
import { draftOf } from './rule-draft.ts'
import { ruleSentence } from './rule-words.ts'
import { useProjectNames } from './use-project-names.ts'

/** Asks before a rule is taken out of a policy, and says what its principal loses. */
export function DeleteRuleDialog() {
  const { policyId = '', ruleId = '' } = useParams()
  const { data: policy } = useQuery(policyQuery(policyId))
  const { data: rules } = useQuery(rulesQuery(policyId))
  return policy && rules ? <Confirmation policy={policy} rules={rules} ruleId={ruleId} /> : null
}

function Confirmation(props: { policy: Policy; rules: readonly Rule[]; ruleId: string }) {
  const { policy, ruleId } = props
  const navigate = useNavigateFromHere()
  const writing = useSetRules(policy.id)
  const projectNames = useProjectNames()
  // What is asked about stays as it was asked, while the rules behind the dialog are read again.
  const [rules] = useState(props.rules)
  const [failure, setFailure] = useState<string>()
  const rule = rules.find(({ id }) => id === ruleId)
  const kept = useMemo(() => rules.filter(({ id }) => id !== ruleId).map(draftOf), [rules, ruleId])
  const principal = principalOf(policy)
  const close = () => navigate(paths.policy(policy.id), { replace: true, preventScrollReset: true })

  async function remove() {
    setFailure(undefined)
    try {
      await writing.mutateAsync({ base: rules, rules: kept })
      await close()
      toast({ sentiment: 'success', text: 'Rule deleted' })
    } catch (error) {
      setFailure(toApiError(error).message)
    }
  }

  const refusal = !rule
    ? 'This rule is not there any more: the rules of the policy have changed.'
    : kept.length === 0
      ? 'A policy needs at least one rule. Delete the policy instead.'
      : undefined
  return (
    <Dialog
      title="Delete rule"
      role="alertdialog"
      onClose={() => writing.isPending || void close()}
      footer={
        <>
          <Button
            variant="ghost"
            sentiment="neutral"
            disabled={writing.isPending}
            onClick={() => void close()}
          >
            Cancel
          </Button>
          {refusal === undefined && (
            <Button sentiment="danger" loading={writing.isPending} onClick={() => void remove()}>
              Delete rule
            </Button>
          )}
        </>
      }
    >
      {rule && refusal === undefined ? (
        <div className="type-body flex flex-col gap-4 text-neutral-text">
          <p className="wrap-anywhere">
            This rule goes for good. {ruleSentence(draftOf(rule), projectNames)}
          </p>
          {principal ? (
            <RightsChangeText principal={principal} policy={policy} rules={kept} />
          ) : (
            <p>The policy is attached to nobody, so nobody loses a right.</p>
          )}
        </div>
      ) : (
        <p className="type-body text-neutral-text">{refusal}</p>
      )}
      {failure && <Alert sentiment="danger">{failure}</Alert>}
    </Dialog>
  )
}
