import { displayName } from '../http/display-name.ts'
import { invalidArgument, notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { loadGrants, loadGroupGrants } from '../http/grants.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { Grant } from '../policy/evaluate.ts'
import type { Reader } from '../store/store.ts'

const namedSchema = z.object({ id: uuid(), name: z.string() })

const grantSchema = z
  .object({
    permission_set_name: z.string(),
    scope_type: z.enum(['organization', 'projects']),
    /** The Organization, or with the scope type `projects` all its current and future Projects. */
    organization_id: uuid().optional(),
    project_ids: z.array(uuid()).optional(),
    condition: z.string(),
    policy: namedSchema,
    principal: z.object({
      type: z.enum(['user', 'application', 'group']),
      id: uuid(),
      name: z.string(),
    }),
  })
  .openapi('Grant')

const getPermissions = operation(
  {
    method: 'get',
    path: '/console/v1/permissions',
    id: 'getPermissions',
    summary: 'What policies give to a user, an application or a group, whatever their conditions',
    tag: 'Console',
    errors: ['not_found'],
    query: z.object({
      user_id: uuid().optional(),
      application_id: uuid().optional(),
      group_id: uuid().optional(),
    }),
    response: z.object({ owner: z.boolean(), grants: z.array(grantSchema) }),
  },
  async (context) => {
    const { caller, store } = context
    const asked = askedFor(context.query)
    const own = caller.type === asked.type && caller.id === asked.id
    if (!own) {
      await context.require({ action: 'read', resource: asked.type }, { on: asked.id })
      await context.require({ action: 'read', resource: 'policy' })
    }
    const { owner, grants } = await read(store, caller.organizationId, asked)
    return { owner, grants: grants.map(toAnswer) }
  },
)

export const permissionOperations: readonly Operation[] = [getPermissions]

interface Asked {
  readonly type: 'user' | 'application' | 'group'
  readonly id: string
}

/** @throws ApiError 400 unless exactly one principal is asked for. */
function askedFor(query: {
  readonly user_id?: string | undefined
  readonly application_id?: string | undefined
  readonly group_id?: string | undefined
}): Asked {
  const [asked, another] = (['user', 'application', 'group'] as const).flatMap((type): Asked[] => {
    const id = query[`${type}_id`]
    return id === undefined ? [] : [{ type, id }]
  })
  if (asked === undefined || another !== undefined) {
    throw invalidArgument(
      'user_id',
      'exactly one of user_id, application_id and group_id is required',
    )
  }
  return asked
}

/** @throws ApiError 404 when the Organization has no such principal. */
async function read(
  store: Reader,
  organizationId: string,
  { type, id }: Asked,
): Promise<{ owner: boolean; grants: readonly Grant[] }> {
  if (type === 'group') {
    const group = await store.get('groups', id)
    if (group?.organization_id !== organizationId) throw notFound(type, id)
    return { owner: false, grants: await loadGroupGrants(store, group) }
  }
  if (type === 'user') {
    const user = await store.get('users', id)
    if (user?.organization_id !== organizationId) throw notFound(type, id)
    const bearer = { type, id, name: displayName(user), organizationId }
    return { owner: user.type === 'owner', grants: await loadGrants(store, bearer) }
  }
  const application = await store.get('applications', id)
  if (application?.organization_id !== organizationId) throw notFound(type, id)
  const bearer = { type, id, name: application.name, organizationId }
  return { owner: false, grants: await loadGrants(store, bearer) }
}

function toAnswer(grant: Grant): z.output<typeof grantSchema> {
  const { scope } = grant
  return {
    permission_set_name: grant.permission_set_name,
    scope_type: scope.type === 'organization' ? 'organization' : 'projects',
    ...(scope.type === 'projects'
      ? { project_ids: [...scope.projectIds] }
      : { organization_id: scope.organizationId }),
    condition: grant.condition,
    policy: grant.policy,
    principal: grant.principal,
  }
}
