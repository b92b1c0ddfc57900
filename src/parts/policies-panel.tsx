import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'

import { policiesOfQuery } from '../features/policies/queries.ts'
import { paths, principalDialogs } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EntityLink } from '../ui/link.tsx'
import { principalPage } from './page-principal.tsx'
import { type PlainColumn, PlainTable } from './plain-table.tsx'
import type { Principal } from './principal.ts'
import { QueryPanel } from './query-panel.tsx'
import { useRight } from './use-right.ts'

const COLUMNS: readonly PlainColumn<Policy>[] = [
  {
    id: 'name',
    header: 'Policy',
    cell: (policy) => <EntityLink to={paths.policy(policy.id)}>{policy.name}</EntityLink>,
  },
  {
    id: 'description',
    header: 'Description',
    cell: (policy) => policy.description || '—',
  },
  { id: 'rules', header: 'Rules', cell: (policy) => policy.nbRules },
  {
    id: 'permission-sets',
    header: 'Permission sets',
    cell: (policy) => policy.nbPermissionSets,
  },
]

/**
 * The policies attached to a principal itself, with ways to attach and detach them; those of its
 * groups show up in the permission sets. Its dialogs are routes under the principal's page.
 *
 * @param bearer The user, application or group.
 * @param name What it is called.
 */
export function PoliciesPanel({ bearer, name }: { bearer: Principal; name: string }) {
  const query = useQuery(policiesOfQuery(bearer))
  const { reason } = useRight('write', 'policy')
  const dialogs = principalDialogs(principalPage(bearer))
  return (
    <QueryPanel
      title="Policies"
      what={`the policies of ${name}`}
      query={query}
      actions={
        <ButtonLink
          to={dialogs.attachPolicy}
          size="small"
          variant="outlined"
          sentiment="neutral"
          icon={<Plus size={16} aria-hidden />}
          disabledReason={reason}
        >
          Attach a policy
        </ButtonLink>
      }
    >
      {(policies) =>
        policies.length === 0 ? (
          <p className="type-body-small text-neutral-text-weak">
            No policy is attached to {name} directly.
          </p>
        ) : (
          <PlainTable
            caption={`Policies of ${name}`}
            rows={policies}
            rowKey={(policy) => policy.id}
            columns={COLUMNS}
            removal={(policy) => ({
              to: dialogs.detachPolicy(policy.id),
              label: `Detach ${policy.name} from ${name}`,
              disabledReason: policy.editable ? reason : 'The platform manages this policy.',
            })}
          />
        )
      }
    </QueryPanel>
  )
}
