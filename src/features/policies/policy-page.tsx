import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Copy, FileKey } from 'lucide-react'
import { useState } from 'react'
import { Outlet, useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { NAME_MAX_LENGTH, nameProblem } from '../../parts/name-rules.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { InlineEdit } from '../../ui/inline-edit.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { PolicyInformationCard } from './policy-information.tsx'
import { useUpdatePolicy } from './policy-writes.ts'
import { PrincipalCard } from './principal-card.tsx'
import { policyQuery, principalOf } from './queries.ts'
import { RulesCard } from './rules-card.tsx'
import { usePolicyRefusal } from './use-policy-refusal.ts'

/** The page of one policy: what it is called, whom it is for and its rules. Its dialogs open over it. */
export function PolicyPage() {
  const { policyId = '' } = useParams()
  const { data: policy, error, refetch } = useQuery(policyQuery(policyId))
  if (!policy) {
    if (!error) return <Skeleton lines={8} />
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="Policy" />
        <QueryError
          error={error}
          what="this policy"
          onRetry={() => void refetch()}
          action={<ButtonLink to={paths.policies()}>Go to the policies</ButtonLink>}
        />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      <Header policy={policy} />
      {error && (
        <QueryError
          error={error}
          what="the latest state of this policy"
          onRetry={() => void refetch()}
          compact
        />
      )}
      <PolicyInformationCard policy={policy} />
      <PrincipalCard policy={policy} />
      <RulesCard policy={policy} />
      <Deletion policy={policy} />
      <Outlet />
    </div>
  )
}

function Header({ policy }: { policy: Policy }) {
  const { change, create } = usePolicyRefusal(policy)
  const update = useUpdatePolicy(policy.id)
  const [editing, setEditing] = useState(false)
  return (
    <PageHeader
      icon={<FileKey size={24} />}
      title={editing ? <span className="sr-only">{policy.name}</span> : policy.name}
      badge={
        <>
          <InlineEdit
            label="name"
            value={policy.name}
            display=""
            disabledReason={change}
            onEditing={setEditing}
            validate={nameProblem}
            maxLength={NAME_MAX_LENGTH}
            onSave={async (name) => {
              try {
                await update.mutateAsync({ name })
              } catch (error) {
                throw toApiError(error)
              }
              toast({ sentiment: 'success', text: 'Name saved' })
            }}
          />
          {!principalOf(policy) && <Badge sentiment="warning">No principal</Badge>}
        </>
      }
      subtitle={policy.description || undefined}
      actions={
        <ButtonLink
          to={`${paths.createPolicy()}?duplicate=${encodeURIComponent(policy.id)}`}
          variant="outlined"
          sentiment="neutral"
          icon={<Copy size={16} aria-hidden />}
          disabledReason={create}
        >
          Duplicate
        </ButtonLink>
      }
    />
  )
}

function Deletion({ policy }: { policy: Policy }) {
  const { remove } = usePolicyRefusal(policy)
  return (
    <Card title="Delete policy">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="type-body-small max-w-prose text-neutral-text">
          {policy.deletable
            ? 'Deleting a policy is permanent; its principal loses every right that it gave.'
            : 'The platform manages this policy; it cannot be deleted.'}
        </p>
        {policy.deletable && (
          <ButtonLink
            to={paths.deletePolicy(policy.id)}
            variant="outlined"
            sentiment="danger"
            disabledReason={remove}
          >
            Delete policy
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}
