import { untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { iam } from '../../api/write-client.ts'
import type { Information } from '../../parts/information.ts'
import { permissionsQuery } from '../../parts/permissions-query.ts'
import { groupsOfApplicationsQuery } from '../groups/queries.ts'
import { policiesOfQuery } from '../policies/queries.ts'
import { applicationQuery } from './queries.ts'

/** Creates an application; answers it as stored. */
export function useCreateApplication() {
  return useOperation('createApplication', (application: Information) =>
    iam.createApplication(application),
  )
}

/** Changes some fields of an application; fields that are left out stay as they are. */
export function useUpdateApplication(applicationId: string) {
  return useOperation('updateApplication', (changes: Partial<Information>) =>
    iam.updateApplication({ applicationId, ...changes }),
  )
}

/** Deletes an application with its API keys. One that is already gone counts as deleted. */
export function useDeleteApplication(applicationId: string) {
  return useOperation(
    'deleteApplication',
    () => untilGone(iam.deleteApplication({ applicationId })),
    {
      gone: () => [
        applicationQuery(applicationId).queryKey,
        groupsOfApplicationsQuery([applicationId]).queryKey,
        policiesOfQuery({ type: 'application', id: applicationId }).queryKey,
        permissionsQuery({ type: 'application', id: applicationId }).queryKey,
      ],
    },
  )
}
