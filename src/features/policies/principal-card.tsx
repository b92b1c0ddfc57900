import type { Policy } from '@scaleway/sdk-iam/v1alpha1'

import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PrincipalLink } from './principal-link.tsx'
import { principalOf } from './queries.ts'
import { usePolicyRefusal } from './use-policy-refusal.ts'
import { usePrincipalNames } from './use-principal-names.ts'

/** Whom a policy is attached to, with the ways to change that. */
export function PrincipalCard({ policy }: { policy: Policy }) {
  const { change } = usePolicyRefusal(policy)
  const nameOf = usePrincipalNames([policy])
  const attach = (label: string) => (
    <ButtonLink
      to={paths.policyPrincipal(policy.id)}
      variant="outlined"
      sentiment="neutral"
      size="small"
      disabledReason={change}
    >
      {label}
    </ButtonLink>
  )
  if (!principalOf(policy)) {
    return (
      <Card title="Principal">
        <Alert
          sentiment="warning"
          title="This policy has no effect"
          action={attach('Attach to a principal')}
        >
          It is attached to nobody: no user, group or application has the rights it would give.
        </Alert>
      </Card>
    )
  }
  return (
    <Card title="Principal">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PrincipalLink policy={policy} nameOf={nameOf} />
        <div className="flex flex-wrap gap-2">
          {attach('Change principal')}
          <ButtonLink
            to={paths.detachPolicy(policy.id)}
            variant="outlined"
            sentiment="neutral"
            size="small"
            disabledReason={change}
          >
            Detach
          </ButtonLink>
        </div>
      </div>
    </Card>
  )
}
