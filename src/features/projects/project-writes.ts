import { untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { account } from '../../api/write-client.ts'
import { projectQuery, projectUseQuery } from './queries.ts'

/** Creates a Project; answers it as stored. */
export function useCreateProject() {
  return useOperation(
    'createProject',
    (project: { name: string; description: string; organizationId: string }) =>
      account.createProject(project),
  )
}

/** Renames or describes a Project; what is left out stays as it is. */
export function useUpdateProject(projectId: string) {
  return useOperation('updateProject', (changes: { name?: string; description?: string }) =>
    account.updateProject({ projectId, ...changes }),
  )
}

/** Deletes a Project that nothing uses. One that is already gone counts as deleted. */
export function useDeleteProject(projectId: string) {
  return useOperation('deleteProject', () => untilGone(account.deleteProject({ projectId })), {
    gone: () => [projectQuery(projectId).queryKey, projectUseQuery(projectId).queryKey],
  })
}
