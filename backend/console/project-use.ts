import { denied } from '../http/context.ts'
import { notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { nameable, readProjectUse } from '../resources/project-use.ts'
import { isVisibleProject } from '../resources/visible-projects.ts'

/** Names of one kind in an answer; the totals are of all. */
const NAMED_AT_MOST = 20

const usersSchema = z
  .object({
    total: z.int(),
    /** The first of them; none when the caller may not read this kind. */
    named: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .openapi('ProjectUsers')

const getProjectUse = operation(
  {
    method: 'get',
    path: '/console/v1/project-use',
    id: 'getProjectUse',
    summary: 'What uses a Project, and so keeps it from being deleted',
    tag: 'Console',
    query: z.object({ project_id: uuid() }),
    response: z.object({ api_keys: usersSchema, ssh_keys: usersSchema, policies: usersSchema }),
  },
  async (context) => {
    const { caller, query, store } = context
    const id = query.project_id
    if (!(await isVisibleProject(context, id))) {
      throw denied([{ action: 'read', resource: 'project' }])
    }
    const project = await store.get('projects', id)
    if (project?.organization_id !== caller.organizationId) throw notFound('project_id', id)
    const may = await nameable(context, id)
    const use = await readProjectUse(store, project, may, NAMED_AT_MOST)
    const list = ({ total, named }: (typeof use)['api_keys']) => ({ total, named: [...named] })
    return {
      api_keys: list(use.api_keys),
      ssh_keys: list(use.ssh_keys),
      policies: list(use.policies),
    }
  },
)

export const projectUseOperations: readonly Operation[] = [getProjectUse]
