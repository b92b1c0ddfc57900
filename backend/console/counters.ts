import type { CallerContext } from '../http/context.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { readableKeys } from '../resources/readable-keys.ts'

const countSchema = z.int().nullable()

const getCounters = operation(
  {
    method: 'get',
    path: '/console/v1/counters',
    id: 'getCounters',
    summary: 'How many of each the Organization has; null for what the caller may not read',
    tag: 'Console',
    response: z.object({
      users: countSchema,
      groups: countSchema,
      applications: countSchema,
      policies: countSchema,
      api_keys: countSchema,
    }),
  },
  async (context) => {
    const [users, groups, applications, policies, api_keys] = await Promise.all([
      count(context, 'users', 'user'),
      count(context, 'groups', 'group'),
      count(context, 'applications', 'application'),
      count(context, 'policies', 'policy'),
      countKeys(context),
    ])
    return { users, groups, applications, policies, api_keys }
  },
)

export const counterOperations: readonly Operation[] = [getCounters]

async function count(
  { caller, may, store }: CallerContext,
  table: 'users' | 'groups' | 'applications' | 'policies',
  resource: 'user' | 'group' | 'application' | 'policy',
): Promise<number | null> {
  if (!(await may({ action: 'read', resource }))) return null
  return store.count(table, { organization_id: caller.organizationId })
}

/** As the list of API keys counts: who sees one kind of bearer's keys sees their own besides. */
async function countKeys(context: CallerContext): Promise<number | null> {
  const { where, kinds } = await readableKeys(context)
  if (kinds.length === 0) return null
  return context.store.count('api_keys', {
    organization_id: context.caller.organizationId,
    or: where,
  })
}
