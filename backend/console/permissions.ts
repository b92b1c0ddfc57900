import { displayName } from '../http/authentication.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArgument, notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { loadGrants, type Bearer } from '../http/grants.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { Grant } from '../policy/evaluate.ts'

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
    summary: 'What a user or an application may do, and by which policies',
    tag: 'Console',
    query: z.object({ user_id: uuid().optional(), application_id: uuid().optional() }),
    response: z.object({ owner: z.boolean(), grants: z.array(grantSchema) }),
  },
  async (context) => {
    const bearer = await findBearer(context, context.query)
    const grants = await loadGrants(context.store, bearer)
    return { owner: bearer.owner, grants: grants.map(toAnswer) }
  },
)

export const permissionOperations: readonly Operation[] = [getPermissions]

/**
 * @throws ApiError 400 unless exactly one bearer is asked for, 403 for others than oneself without the
 *   rights to read the bearer and policies, 404 when the Organization has none.
 */
async function findBearer(
  context: CallerContext,
  asked: { readonly user_id?: string | undefined; readonly application_id?: string | undefined },
): Promise<Bearer> {
  const { caller, store } = context
  const id = asked.user_id ?? asked.application_id
  if (id === undefined || (asked.user_id !== undefined && asked.application_id !== undefined)) {
    throw invalidArgument('user_id', 'exactly one of user_id and application_id is required')
  }
  const type = asked.user_id === undefined ? 'application' : 'user'
  if (caller.type === type && caller.id === id) return caller
  await context.require({ action: 'read', resource: type })
  await context.require({ action: 'read', resource: 'policy' })
  if (type === 'user') {
    const user = await store.get('users', id)
    if (user?.organization_id !== caller.organizationId) throw notFound('user', id)
    return {
      type,
      id,
      name: displayName(user),
      organizationId: user.organization_id,
      owner: user.type === 'owner',
    }
  }
  const application = await store.get('applications', id)
  if (application?.organization_id !== caller.organizationId) throw notFound('application', id)
  return {
    type,
    id,
    name: application.name,
    organizationId: application.organization_id,
    owner: false,
  }
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
