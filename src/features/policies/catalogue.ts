import type { PermissionSet } from '@scaleway/sdk-iam/v1alpha1'
import { queryOptions } from '@tanstack/react-query'

import { rightsOf } from '../../../backend/policy/evaluate.ts'
import { iam } from '../../api/client.ts'
import { sessionQuery } from '../../api/session.ts'
import type { Family } from './rule-draft.ts'

/** A permission set as the wizard offers it. */
export interface CatalogueSet {
  name: string
  family: Family
  /** Such as Compute. */
  category: string
  /** Such as Elastic Metal; the category where no product is known. */
  product: string
  description: string
}

/**
 * All permission sets. Names and texts are the API's; the API tells categories only, so the product of
 * a set is looked up in the catalogue that the backend answers from.
 */
export const catalogueQuery = queryOptions({
  queryKey: ['permission-sets'],
  queryFn: async ({ client }): Promise<readonly CatalogueSet[]> => {
    const { organization } = await client.ensureQueryData(sessionQuery)
    const [sets, { permissionSet }] = await Promise.all([
      iam.listPermissionSets({ organizationId: organization.id, pageSize: 100 }).all(),
      import('../../../backend/policy/permission-sets.ts'),
    ])
    return sets.flatMap((set) => {
      const family = familyOfSet(set)
      if (family === undefined) return []
      const category = set.categories?.[0] ?? 'Other'
      return {
        name: set.name,
        family,
        category,
        product: permissionSet(set.name)?.product ?? category,
        description: set.description,
      }
    })
  },
  // The catalogue changes with a release, not while somebody looks at it.
  staleTime: Infinity,
})

/** A third scope type of the API is not given to people. */
function familyOfSet({ scopeType }: PermissionSet): Family | undefined {
  return scopeType === 'projects' || scopeType === 'organization' ? scopeType : undefined
}

/** Whether a permission set gives any right that is judged in this console. */
export function countsHere(set: { name: string; family: Family }): boolean {
  const scope = { type: set.family === 'projects' ? 'all_projects' : 'organization' } as const
  const grant = {
    permission_set_name: set.name,
    scope: { ...scope, organizationId: '' },
    condition: '',
    policy: { id: '', name: '' },
    principal: { type: 'application', id: '', name: '' },
  } as const
  const { read, write } = rightsOf({ kind: 'application', owner: false, grants: [grant] })
  return read.length + write.length > 0
}
