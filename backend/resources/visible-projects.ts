import type { CallerContext } from '../http/context.ts'
import type { Right } from '../policy/evaluate.ts'
import { projectsInReach } from '../policy/evaluate.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Where } from '../store/store.ts'

/**
 * The Projects whose names a caller may know: all for those who may read Projects, else those that
 * their rules reach, since who may work in a Project may know its name. Undefined when there are none.
 */
export async function visibleProjects(
  context: CallerContext,
): Promise<Where<ProjectRow> | undefined> {
  if (await context.may({ action: 'read', resource: 'project' })) return {}
  const reach = projectsInReach(await context.principal())
  if (reach === 'all') return {}
  return reach.size === 0 ? undefined : { id: { in: [...reach] } }
}

/** Whether the caller may know a Project, see `visibleProjects`. */
export async function isVisibleProject(
  context: CallerContext,
  projectId: string,
): Promise<boolean> {
  const reach = projectsInReach(await context.principal())
  if (reach === 'all' || reach.has(projectId)) return true
  return context.may(
    { action: 'read', resource: 'project' },
    { inProject: projectId, on: projectId },
  )
}

/** Ids of the Organization's Projects in which the caller has a right; rules give it by Project. */
export async function projectsWith(context: CallerContext, right: Right): Promise<string[]> {
  const { caller, may, store } = context
  const projects = await store.find('projects', {
    where: { organization_id: caller.organizationId },
  })
  const judged = await Promise.all(
    projects.map(async ({ id }) => ((await may(right, { inProject: id })) ? [id] : [])),
  )
  return judged.flat()
}
