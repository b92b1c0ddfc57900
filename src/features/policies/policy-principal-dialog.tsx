import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { useAttachPolicy } from './policy-writes.ts'
import {
  PrincipalChoice,
  principalIn,
  principalProblem,
  type PrincipalValue,
} from './principal-choice.tsx'
import { policyQuery, principalOf, rulesQuery } from './queries.ts'
import { RightsChangeText } from './rights-change.tsx'
import { draftOf } from './rule-draft.ts'

const NO_RULES = [] as const

/** Attaches a policy to a principal, or to another one than until now; shows what that changes for both. */
export function PolicyPrincipalDialog() {
  const { policyId = '' } = useParams()
  const { data: policy } = useQuery(policyQuery(policyId))
  return policy ? <PrincipalForm policy={policy} /> : null
}

function PrincipalForm({ policy }: { policy: Policy }) {
  const navigate = useNavigateFromHere()
  const attaching = useAttachPolicy(policy.id)
  const { data: rules } = useQuery(rulesQuery(policy.id))
  const drafts = useMemo(() => rules?.map(draftOf), [rules])
  const [current] = useState(() => principalOf(policy))
  const [value, setValue] = useState<PrincipalValue>({ kind: '', picked: undefined })
  const [problem, setProblem] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const next = principalIn(value)
  const isSame = next?.id === current?.id
  const close = () => navigate(paths.policy(policy.id), { replace: true, preventScrollReset: true })

  async function submit(event: FormEvent) {
    event.preventDefault()
    const missing =
      principalProblem(value) ?? (isSame ? 'The policy is attached to it already.' : undefined)
    setProblem(missing)
    setFailure(undefined)
    if (missing !== undefined || attaching.isPending) return
    try {
      await attaching.mutateAsync(next)
      await close()
      toast({ sentiment: 'success', text: `Policy attached to ${value.picked?.name ?? 'it'}` })
    } catch (error) {
      setFailure(toApiError(error).message)
    }
  }

  return (
    <FormDialog
      title={current ? 'Change principal' : 'Attach to a principal'}
      dirty={value.kind !== ''}
      pending={attaching.isPending}
      error={failure}
      submitLabel={current ? 'Change principal' : 'Attach policy'}
      onSubmit={(event) => void submit(event)}
      onClose={() => void close()}
    >
      <PrincipalChoice
        value={value}
        onChange={(chosen) => {
          setValue(chosen)
          setProblem(undefined)
        }}
        error={problem}
        offersNone={false}
      />
      {next && !isSame && drafts && (
        <div className="flex flex-col gap-4">
          <h3 className="type-body-strong text-neutral-text-strong">What changes</h3>
          <RightsChangeText
            principal={next}
            principalName={value.picked?.name}
            policy={policy}
            rules={drafts}
          />
          {current && <RightsChangeText principal={current} policy={policy} rules={NO_RULES} />}
        </div>
      )}
    </FormDialog>
  )
}
