import type { ProjectUse } from '../../api/console-api.ts'
import type { Project } from './queries.ts'

/** Whether it is the Project that the Organization was made with, which has the Organization's id. */
export function isDefaultProject({ id, organizationId }: Project): boolean {
  return id === organizationId
}

/**
 * Why a Project cannot be deleted at all, whatever uses it; undefined when it can.
 *
 * @param lackingRight Why the signed-in person may not, if so.
 */
export function deletionRefusal(
  project: Project,
  lackingRight: string | undefined,
): string | undefined {
  return isDefaultProject(project)
    ? 'This is the default Project of the Organization; it cannot be deleted.'
    : lackingRight
}

/** Whether anything uses the Project. */
export function isUsed({ apiKeys, sshKeys, policies }: ProjectUse): boolean {
  return apiKeys.total + sshKeys.total + policies.total > 0
}
