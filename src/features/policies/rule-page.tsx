import type { Policy, Rule } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { DeniedState } from '../../parts/denied-state.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { useUnsavedGuard } from '../../parts/unsaved-guard.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { RulesChangedError, useSetRules } from './policy-writes.ts'
import { policyQuery, principalOf, rulesQuery } from './queries.ts'
import { RightsChange } from './rights-change.tsx'
import { draftOf, type Family, type RuleDraft, sameDraft } from './rule-draft.ts'
import { RuleEditor } from './rule-editor.tsx'

const MISSING = [{ action: 'write', resource: 'policy' }]

/** The page on which one rule of a stored policy is changed, or a new one is added. */
export function RulePage() {
  const { policyId = '', ruleId } = useParams()
  const { allowed } = useRight('write', 'policy')
  const policy = useQuery(policyQuery(policyId))
  const rules = useQuery(rulesQuery(policyId))
  const [params] = useSearchParams()
  const family = params.get('family') === 'organization' ? 'organization' : 'projects'
  const title = ruleId === undefined ? 'Add a rule' : 'Edit rule'
  const error = policy.error ?? rules.error
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        large
        title={title}
        subtitle={policy.data && `Of the policy ${policy.data.name}`}
      />
      {!allowed ? (
        <DeniedState title="You are not allowed to change policies" missing={MISSING} />
      ) : policy.data && rules.data ? (
        // Adding a rule of the other family after this one is a form of its own at the same route.
        <RuleForm
          key={`${ruleId ?? ''} ${family}`}
          policy={policy.data}
          stored={rules.data}
          ruleId={ruleId}
          family={family}
        />
      ) : error ? (
        <QueryError
          error={error}
          what="this policy"
          onRetry={() => {
            void policy.refetch()
            void rules.refetch()
          }}
          action={<ButtonLink to={paths.policies()}>Go to the policies</ButtonLink>}
        />
      ) : (
        <Skeleton lines={8} />
      )}
    </div>
  )
}

function RuleForm({
  policy,
  stored,
  ruleId,
  family,
}: {
  policy: Policy
  stored: readonly Rule[]
  ruleId: string | undefined
  family: Family
}) {
  const navigate = useNavigateFromHere()
  const writing = useSetRules(policy.id)
  // The rules that the editing began with: what others change meanwhile must not slip in unseen.
  const [base, setBase] = useState(stored)
  const [initial] = useState(() => stored.find(({ id }) => id === ruleId))
  const [original] = useState(() => initial && draftOf(initial))
  const [draft, setDraft] = useState<RuleDraft>()
  const [touched, setTouched] = useState(false)
  const [failure, setFailure] = useState<string>()
  const guard = useUnsavedGuard(touched, 'The rule has not been saved yet.')
  const place = placeOf(base, original, ruleId)
  const rules = useMemo(
    () => draft && withRule(base.map(draftOf), place, draft),
    [base, place, draft],
  )
  const principal = principalOf(policy)
  const isChanged = draft && !(original && sameDraft(original, draft))

  if (ruleId !== undefined && !initial) {
    return (
      <EmptyState
        illustration="search"
        title="This rule is not there any more"
        description="The rules of the policy have been changed; every change gives all of them new ids."
        action={<ButtonLink to={paths.policy(policy.id)}>Go to the policy</ButtonLink>}
      />
    )
  }
  if (!policy.editable) {
    return (
      <Alert sentiment="neutral" title="The platform manages this policy">
        Its rules cannot be changed here.
      </Alert>
    )
  }

  async function save(rule: RuleDraft, next: Family | undefined) {
    setFailure(undefined)
    try {
      await writing.mutateAsync({ base, rules: withRule(base.map(draftOf), place, rule) })
      guard.release()
      await navigate(
        next
          ? { pathname: paths.addRule(policy.id), search: `?family=${next}` }
          : paths.policy(policy.id),
      )
      toast({ sentiment: 'success', text: 'Rule saved' })
    } catch (error) {
      if (error instanceof RulesChangedError) setBase(error.rules)
      setFailure(
        error instanceof RulesChangedError
          ? changedText(error.rules, original)
          : toApiError(error).message,
      )
    }
  }

  return (
    <>
      <RuleEditor
        title={place === undefined ? 'New rule' : `Rule ${place + 1}`}
        heading="h2"
        initial={original}
        family={family}
        confirmLabel="Save rule"
        pending={writing.isPending}
        error={failure}
        onConfirm={(rule, next) => void save(rule, next)}
        onCancel={() => {
          guard.release()
          void navigate(paths.policy(policy.id))
        }}
        onTouch={() => setTouched(true)}
        onDraft={setDraft}
      />
      {isChanged && rules && principal && (
        <RightsChange principal={principal} policy={policy} rules={rules} />
      )}
      {isChanged && !principal && (
        <p className="type-body-small text-neutral-text">
          The policy is attached to nobody, so the change affects nobody yet.
        </p>
      )}
      {guard.question}
    </>
  )
}

/** Where the rule stands among those now stored; undefined for a new one, or one that is gone. */
function placeOf(
  rules: readonly Rule[],
  original: RuleDraft | undefined,
  ruleId: string | undefined,
): number | undefined {
  if (!original) return undefined
  const byId = rules.findIndex(({ id }) => id === ruleId)
  const index = byId >= 0 ? byId : rules.findIndex((rule) => sameDraft(draftOf(rule), original))
  return index < 0 ? undefined : index
}

function withRule(
  rules: readonly RuleDraft[],
  place: number | undefined,
  rule: RuleDraft,
): RuleDraft[] {
  return place === undefined ? [...rules, rule] : rules.with(place, rule)
}

function changedText(rules: readonly Rule[], original: RuleDraft | undefined): string {
  const isGone = original && !rules.some((rule) => sameDraft(draftOf(rule), original))
  return `Someone else changed the rules of this policy while you were editing; nothing of yours is lost. The difference below now counts from their rules. ${
    isGone
      ? 'The rule that you are editing is gone or different there: saving adds yours as a further rule.'
      : 'Save again to add your change to theirs.'
  }`
}
