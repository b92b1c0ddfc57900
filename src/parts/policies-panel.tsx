import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'

import { policiesOfQuery } from '../features/policies/queries.ts'
import { paths } from '../paths.ts'
import { EntityLink } from '../ui/link.tsx'
import type { Bearer } from './bearer.ts'
import { type PlainColumn, PlainTable } from './plain-table.tsx'
import { QueryPanel } from './query-panel.tsx'
import { searchLink } from './search-link.ts'

const COLUMNS: readonly PlainColumn<Policy>[] = [
  {
    id: 'name',
    header: 'Policy',
    cell: (policy) => (
      <EntityLink to={searchLink(paths.policies(), policy.name)}>{policy.name}</EntityLink>
    ),
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
 * The policies attached to a user or an application itself; those of its groups show up in the
 * permission sets.
 *
 * @param name What the bearer is called.
 */
export function PoliciesPanel({ bearer, name }: { bearer: Bearer; name: string }) {
  const query = useQuery(policiesOfQuery(bearer))
  return (
    <QueryPanel title="Policies" what={`the policies of ${name}`} query={query}>
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
          />
        )
      }
    </QueryPanel>
  )
}
