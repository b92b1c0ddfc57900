import { allOf } from '../http/all-of.ts'
import type { CallerContext } from '../http/context.ts'
import { denied } from '../http/context.ts'
import { notFound } from '../http/errors.ts'
import { orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { UserRow } from '../store/schema.ts'
import type { Where } from '../store/store.ts'
import { tagged } from './tagged.ts'
import { toUser, toUsers, userSchema } from './user-answer.ts'
import { READ_SELF_USER, READ_USER } from './user-rules.ts'

const listUsers = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/users',
    id: 'listUsers',
    summary: 'List the users of an Organization',
    tag: 'Users',
    query: z.object({
      ...paging(),
      order_by: orderBy('created_at', 'updated_at', 'email', 'last_login', 'username'),
      organization_id: uuid().optional(),
      user_ids: z.array(uuid()).optional(),
      mfa: z.boolean().optional(),
      tag: z.string().optional(),
      type: z.enum(['owner', 'member']).optional(),
    }),
    response: z.object({ users: z.array(userSchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ_USER)
    const conditions: Where<UserRow>[] = [
      {
        organization_id: organizationId,
        ...(query.mfa === undefined ? {} : { mfa: query.mfa }),
        ...(query.type === undefined ? {} : { type: query.type }),
      },
      ...(query.user_ids === undefined ? [] : [{ id: { in: query.user_ids } }]),
      ...(query.tag ? [{ id: tagged(query.tag) }] : []),
      ...(await visibleUsers(context)),
    ]
    const where = conditions.reduce((all, next) => allOf(all, next))
    const { rows, total: total_count } = await store.page('users', {
      where,
      order: orderOf('users', query.order_by, {
        created_at: 'created_at',
        updated_at: 'updated_at',
        email: 'email_key',
        last_login: 'last_login_at',
        username: 'username_key',
      }),
      ...pageOf(query),
    })
    return { users: await toUsers(store, rows), total_count }
  },
)

const getUser = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/users/{user_id}',
    id: 'getUser',
    summary: 'Get a user',
    tag: 'Users',
    response: userSchema,
  },
  async (context) => {
    const { user_id } = context.params
    if (!context.isSelf(user_id) && !(await context.may(READ_USER)))
      throw denied([READ_USER, READ_SELF_USER])
    const row = await context.store.get('users', user_id)
    if (row?.organization_id !== context.caller.organizationId) throw notFound('user', user_id)
    return toUser(context.store, row)
  },
)

export const userOperations: readonly Operation[] = [listUsers, getUser]

/**
 * Which users a caller may see, as conditions that narrow a list: none for those who may read users,
 * only themself for every other user.
 *
 * @throws ApiError 403 for an application that may not read users.
 */
async function visibleUsers({ caller, may }: CallerContext): Promise<Where<UserRow>[]> {
  if (await may(READ_USER)) return []
  if (caller.type !== 'user') throw denied([READ_USER])
  return [{ id: caller.id }]
}
