import { allOf } from '../http/all-of.ts'
import type { CallerContext } from '../http/context.ts'
import { denied } from '../http/context.ts'
import { notFound } from '../http/errors.ts'
import { answerTime, orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import { loadTags } from '../http/tags.ts'
import type { Right } from '../policy/evaluate.ts'
import type { UserRow } from '../store/schema.ts'
import type { Reader, Where } from '../store/store.ts'
import { tagged } from './tagged.ts'

export const userSchema = z
  .object({
    id: uuid(),
    email: z.string(),
    username: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    phone_number: z.string(),
    locale: z.string(),
    created_at: answerTime(),
    updated_at: answerTime(),
    organization_id: uuid(),
    deletable: z.boolean(),
    last_login_at: answerTime().nullable(),
    type: z.enum(['owner', 'member']),
    two_factor_enabled: z.boolean(),
    status: z.enum(['activated', 'invitation_pending']),
    mfa: z.boolean(),
    account_root_user_id: z.string(),
    tags: z.array(z.string()),
    locked: z.boolean(),
  })
  .openapi('User')

export type User = z.output<typeof userSchema>

const READ: Right = { action: 'read', resource: 'user' }
const READ_SELF: Right = { action: 'read', resource: 'self_user' }

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
    const organizationId = context.organizationId(query.organization_id, READ)
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
    const [rows, total_count] = await Promise.all([
      store.find('users', {
        where,
        order: orderOf('users', query.order_by, {
          created_at: 'created_at',
          updated_at: 'updated_at',
          email: 'email_key',
          last_login: 'last_login_at',
          username: 'username_key',
        }),
        ...pageOf(query),
      }),
      store.count('users', where),
    ])
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
    if (!context.isSelf(user_id) && !(await context.may(READ))) throw denied([READ, READ_SELF])
    const row = await context.store.get('users', user_id)
    if (row?.organization_id !== context.caller.organizationId) throw notFound('user', user_id)
    const [user] = await toUsers(context.store, [row])
    if (user === undefined) throw notFound('user', user_id)
    return user
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
  if (await may(READ)) return []
  if (caller.type !== 'user') throw denied([READ])
  return [{ id: caller.id }]
}

/** Users as the API answers them, keys in its order. */
export async function toUsers(reader: Reader, rows: readonly UserRow[]): Promise<User[]> {
  const tagsOf = await loadTags(
    reader,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    username: row.username,
    first_name: row.first_name,
    last_name: row.last_name,
    phone_number: row.phone_number,
    locale: row.locale,
    created_at: row.created_at,
    updated_at: row.updated_at,
    organization_id: row.organization_id,
    deletable: row.type !== 'owner',
    last_login_at: row.last_login_at,
    type: row.type,
    two_factor_enabled: row.mfa,
    status: row.status,
    mfa: row.mfa,
    // The account behind the Owner; there is one account per Owner here, so the id serves for both.
    account_root_user_id: row.type === 'owner' ? row.id : '',
    tags: tagsOf(row.id),
    locked: row.locked,
  }))
}
