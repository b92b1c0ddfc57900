import { allOf } from '../http/all-of.ts'
import { denied, type CallerContext } from '../http/context.ts'
import { preconditionFailed } from '../http/errors.ts'
import { description, orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Where } from '../store/store.ts'
import {
  findProject,
  projectSchema,
  requireNotDefault,
  toProject,
  toProjects,
} from './project-answer.ts'
import { describeUse, nameable, readProjectUse } from './project-use.ts'
import { namedSearchText } from './search-text.ts'
import { isVisibleProject, visibleProjects } from './visible-projects.ts'

const READ = { action: 'read', resource: 'project' } as const
const WRITE = { action: 'write', resource: 'project' } as const
const PAGE_SIZE = 100

const projectName = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-zA-Z0-9._\- ]+$/, {
      error: 'must hold letters, digits, spaces and . _ - only',
    })

const listProjects = operation(
  {
    method: 'get',
    path: '/account/v3/projects',
    id: 'listProjects',
    summary: 'List the Projects of an Organization',
    tag: 'Projects',
    query: z.object({
      ...paging(PAGE_SIZE),
      order_by: orderBy('created_at', 'name'),
      organization_id: uuid(),
      name: z.string().min(1).optional(),
      project_ids: z.array(uuid()).optional(),
    }),
    response: z.object({ total_count: z.int(), projects: z.array(projectSchema) }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    const where: Where<ProjectRow> = allOf(
      {
        organization_id: organizationId,
        ...(query.name === undefined ? {} : { name: query.name }),
        ...(query.project_ids === undefined ? {} : { id: { in: query.project_ids } }),
      },
      await visible(context),
    )
    const { rows, total: total_count } = await store.page('projects', {
      where,
      order: orderOf('projects', query.order_by, {
        created_at: 'created_at',
        // Begins with the folded name on a line of its own: an order that ignores letter case.
        name: 'search_text',
      }),
      ...pageOf(query),
    })
    return { total_count, projects: await toProjects(store, rows) }
  },
)

const createProject = operation(
  {
    method: 'post',
    path: '/account/v3/projects',
    id: 'createProject',
    summary: 'Create a Project',
    tag: 'Projects',
    body: z.object({
      name: projectName(),
      organization_id: uuid().optional(),
      description: description().default(''),
    }),
    response: projectSchema,
  },
  async (context) => {
    const { body, now, store } = context
    const organizationId = context.organizationId(body.organization_id, WRITE)
    await context.require(WRITE)
    const row: ProjectRow = {
      id: context.options.ids(),
      organization_id: organizationId,
      name: body.name,
      description: body.description,
      created_at: now,
      updated_at: now,
      search_text: namedSearchText(body),
    }
    const requireRoom = await quotaCheck(store, 'projects', organizationId)
    await store.transaction(async (tx) => {
      await requireRoom(tx)
      await tx.insert('projects', row)
    })
    return toProject(row, null)
  },
)

const getProject = operation(
  {
    method: 'get',
    path: '/account/v3/projects/{project_id}',
    id: 'getProject',
    summary: 'Get a Project',
    tag: 'Projects',
    response: projectSchema,
  },
  async (context) => {
    const { project_id } = context.params
    if (!(await isVisibleProject(context, project_id))) throw denied([READ])
    const row = await findProject(context.store, context, project_id)
    const [answer] = await toProjects(context.store, [row])
    return answer ?? toProject(row, null)
  },
)

const updateProject = operation(
  {
    method: 'patch',
    path: '/account/v3/projects/{project_id}',
    id: 'updateProject',
    summary: 'Rename or describe a Project',
    tag: 'Projects',
    body: z.object({ name: projectName().optional(), description: description().optional() }),
    response: projectSchema,
  },
  async (context) => {
    const { body, now, params, store } = context
    await context.require(WRITE, { inProject: params.project_id })
    return store.transaction(async (tx) => {
      const row = await findProject(tx, context, params.project_id)
      const named = {
        name: body.name ?? row.name,
        description: body.description ?? row.description,
      }
      const changed: ProjectRow = {
        ...row,
        ...named,
        search_text: namedSearchText(named),
        updated_at: now,
      }
      await tx.update('projects', { id: row.id }, changed)
      return toProject(changed, null)
    })
  },
)

const deleteProject = operation(
  {
    method: 'delete',
    path: '/account/v3/projects/{project_id}',
    id: 'deleteProject',
    summary: 'Delete a Project that nothing uses',
    tag: 'Projects',
  },
  async (context) => {
    const { params, store } = context
    await context.require(WRITE, { inProject: params.project_id })
    const named = await nameable(context, params.project_id)
    await store.transaction(async (tx) => {
      const row = await findProject(tx, context, params.project_id)
      requireNotDefault(context, row)
      const users = describeUse(await readProjectUse(tx, row, named))
      if (users.length > 0) {
        throw preconditionFailed(
          'resource_still_in_use',
          `"${row.name}" is still used ${users.join(' and ')}`,
        )
      }
      await tx.delete('project_qualifications', { project_id: row.id })
      await tx.delete('projects', { id: row.id })
    })
  },
)

export const projectOperations: readonly Operation[] = [
  listProjects,
  createProject,
  getProject,
  updateProject,
  deleteProject,
]

/** The Projects that the caller may know. @throws ApiError 403 when there are none. */
async function visible(context: CallerContext): Promise<Where<ProjectRow>> {
  const where = await visibleProjects(context)
  if (where === undefined) throw denied([READ])
  return where
}
