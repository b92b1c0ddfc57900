import type { CallerContext } from '../http/context.ts'
import { invalidArgument } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { isResource, wireResource, type Right } from '../policy/evaluate.ts'

const MOST_PERMISSIONS = 100

const permissionSchema = z.object({
  /** `iam`, or `account` for Projects. */
  service: z.string().min(1).max(100),
  /** What the right is about, as in the details of a `permissions_denied` error. */
  name: z.string().min(1).max(100),
  /** `read` or `write`. */
  action: z.string().min(1).max(100),
  project_id: uuid().optional(),
  organization_id: uuid().optional(),
})

type Permission = z.output<typeof permissionSchema>

const checkPermissions = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/check-permissions',
    id: 'checkPermissions',
    summary: 'Ask which of some permissions one has',
    tag: 'Policies',
    body: z.object({ permissions: z.array(permissionSchema).max(MOST_PERMISSIONS).default([]) }),
    response: z.object({ responses: z.array(z.object({ decision: z.enum(['allow', 'deny']) })) }),
  },
  async (context) => {
    const { permissions } = context.body
    permissions.forEach(requireOneScope)
    const responses: { decision: 'allow' | 'deny' }[] = []
    for (const permission of permissions) {
      responses.push({ decision: (await isAllowed(context, permission)) ? 'allow' : 'deny' })
    }
    return { responses }
  },
)

export const checkPermissionsOperations: readonly Operation[] = [checkPermissions]

/** @throws ApiError 400 unless it asks about one Project or about one Organization. */
function requireOneScope({ project_id, organization_id }: Permission, index: number): void {
  if ((project_id === undefined) !== (organization_id === undefined)) return
  throw invalidArgument(
    `permissions[${index}].organization_id`,
    'precisely one of organization_id and project_id is required',
  )
}

/**
 * By the same rules as every request. What this API knows nothing of, such as the servers of another
 * product, and what is in another Organization, is nobody's.
 */
async function isAllowed(context: CallerContext, permission: Permission): Promise<boolean> {
  const { caller, may, store } = context
  const right = rightOf(permission)
  if (right === undefined) return false
  const { project_id, organization_id } = permission
  if (project_id === undefined) {
    return organization_id === caller.organizationId && may(right)
  }
  const project = await store.get('projects', project_id)
  if (project?.organization_id !== caller.organizationId) return false
  return may(right, { inProject: project_id })
}

/** The right that a permission names; undefined for none of this API. */
function rightOf({ service, name, action }: Permission): Right | undefined {
  // Both kinds of API keys have one name on the wire.
  if (!isResource(name) || wireResource(name) !== name) return undefined
  if (service !== (name === 'project' ? 'account' : 'iam')) return undefined
  return action === 'read' || action === 'write' ? { action, resource: name } : undefined
}
