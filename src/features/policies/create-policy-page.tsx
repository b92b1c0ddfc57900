import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { DeniedState } from '../../parts/denied-state.tsx'
import { principalFromText } from '../../parts/principal.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { useRight } from '../../parts/use-right.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CreatePolicyForm, type NewPolicyStart } from './create-policy-form.tsx'
import { policyQuery, rulesQuery } from './queries.ts'
import { draftOf } from './rule-draft.ts'

const MISSING = [{ action: 'write', resource: 'policy' }]
const NAME_LENGTH = 64
const COPY = ' (copy)'

/**
 * The page that creates a policy. The address may name a principal (`?principal=user:<id>`) and a
 * policy whose description, tags and rules are taken over (`?duplicate=<id>`).
 */
export function CreatePolicyPage() {
  const { allowed } = useRight('write', 'policy')
  const [params] = useSearchParams()
  const principal = principalFromText(params.get('principal'))
  const duplicate = params.get('duplicate') ?? ''
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        large
        title={duplicate === '' ? 'Create a policy' : 'Duplicate a policy'}
        subtitle="Permission sets for one principal: a user, a group or an application."
      />
      {!allowed ? (
        <DeniedState title="You are not allowed to create policies" missing={MISSING} />
      ) : duplicate === '' ? (
        <CreatePolicyForm start={{ name: '', description: '', tags: [], rules: [], principal }} />
      ) : (
        <Duplicate policyId={duplicate} principal={principal} />
      )}
    </div>
  )
}

/** The form once the policy that it begins with has been read. */
function Duplicate({
  policyId,
  principal,
}: Pick<NewPolicyStart, 'principal'> & { policyId: string }) {
  const policy = useQuery(policyQuery(policyId))
  const rules = useQuery(rulesQuery(policyId))
  const error = policy.error ?? rules.error
  if (policy.data && rules.data) {
    const { name, description, tags } = policy.data
    return (
      <CreatePolicyForm
        start={{
          name: `${name.slice(0, NAME_LENGTH - COPY.length).trimEnd()}${COPY}`,
          description,
          tags,
          rules: rules.data.map(draftOf),
          principal,
        }}
      />
    )
  }
  if (!error) return <Skeleton lines={8} />
  return (
    <QueryError
      error={error}
      what="the policy to duplicate"
      onRetry={() => {
        void policy.refetch()
        void rules.refetch()
      }}
    />
  )
}
