import { useQuery } from '@tanstack/react-query'

import { allows, type GrantScope, type Resource } from '../../backend/policy/evaluate.ts'
import type { Grant } from '../api/console-api.ts'
import { useSession } from '../api/session.ts'
import { permissionsQuery } from './permissions-query.ts'
import { type RightAnswer, useRight } from './use-right.ts'

/**
 * Judges whether the signed-in person has a right in one Project, which rules can give Project by
 * Project. Until the person's permission sets are read, having it in any Project counts.
 *
 * @param resource as in `backend/policy`, such as `ssh_key`
 */
export function useProjectRight(
  action: 'read' | 'write',
  resource: Resource,
  projectId: string,
): RightAnswer {
  const { bearerType, user } = useSession()
  const somewhere = useRight(action, resource)
  const { data } = useQuery({
    ...permissionsQuery({ type: bearerType === 'application' ? bearerType : 'user', id: user.id }),
    enabled: somewhere.allowed && bearerType !== 'unknown',
  })
  if (!somewhere.allowed || data === undefined) return somewhere
  const here = allows(
    {
      kind: bearerType === 'application' ? bearerType : 'user',
      owner: data.owner,
      grants: data.grants.map(toPolicyGrant),
    },
    { action, resource },
    { projectId },
  )
  return here
    ? somewhere
    : {
        allowed: false,
        reason: 'Your permission sets allow this in other Projects, not in this one.',
      }
}

/** Whether a condition holds now is the server's to judge: `useRight` has asked it. */
function toPolicyGrant(grant: Grant) {
  const { permissionSetName, condition, policy, principal } = grant
  return {
    permission_set_name: permissionSetName,
    condition,
    policy,
    principal,
    scope: scopeOf(grant),
  }
}

function scopeOf({ scopeType, organizationId = '', projectIds }: Grant): GrantScope {
  if (projectIds) return { type: 'projects', projectIds }
  return { type: scopeType === 'projects' ? 'all_projects' : 'organization', organizationId }
}
