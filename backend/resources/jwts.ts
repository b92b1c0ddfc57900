import { denied, type CallerContext } from '../http/context.ts'
import { notFound } from '../http/errors.ts'
import { answerTime, orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { Action, Right } from '../policy/evaluate.ts'
import type { JwtRow } from '../store/schema.ts'
import type { Where } from '../store/store.ts'

export const WRITE_SELF_JWT: Right = { action: 'write', resource: 'self_jwt' }

/** A session; its token is in no answer but the one that opens it. */
export const jwtSchema = z
  .object({
    jti: uuid(),
    issuer_id: uuid(),
    audience_id: uuid(),
    created_at: answerTime(),
    updated_at: answerTime(),
    expires_at: answerTime(),
    ip: z.string(),
    user_agent: z.string(),
  })
  .openapi('JWT')

const listJwts = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/jwts',
    id: 'listJWTs',
    summary: 'List the sessions of a user',
    tag: 'Sessions',
    query: z.object({
      ...paging(),
      order_by: orderBy('created_at', 'updated_at'),
      audience_id: uuid(),
      expired: z.boolean().optional(),
    }),
    response: z.object({ jwts: z.array(jwtSchema), total_count: z.int() }),
  },
  async (context) => {
    const { caller, now, query, store } = context
    await requireSessions(context, 'read', query.audience_id)
    const where: Where<JwtRow> = {
      organization_id: caller.organizationId,
      audience_id: query.audience_id,
      ...(query.expired === undefined
        ? {}
        : { expires_at: query.expired ? { atMost: now } : { above: now } }),
    }
    const { rows, total: total_count } = await store.page('jwts', {
      where,
      order: orderOf('jwts', query.order_by, {
        created_at: 'created_at',
        updated_at: 'updated_at',
      }),
      ...pageOf(query),
    })
    return { jwts: rows.map(toJwt), total_count }
  },
)

const getJwt = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/jwts/{jti}',
    id: 'getJWT',
    summary: 'Get a session',
    tag: 'Sessions',
    response: jwtSchema,
  },
  async (context) => toJwt(await find(context, 'read', context.params.jti)),
)

const deleteJwt = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/jwts/{jti}',
    id: 'deleteJWT',
    summary: 'End a session at once',
    tag: 'Sessions',
  },
  async (context) => {
    const { jti } = await find(context, 'write', context.params.jti)
    await context.store.transaction(async (tx) => {
      await tx.delete('jwts', { jti })
    })
    if (jti === context.caller.sessionId) context.session.clear()
  },
)

export const jwtOperations: readonly Operation[] = [listJwts, getJwt, deleteJwt]

/**
 * Sessions are seen and ended from a session only: a stolen API key must not be able to sign people
 * out or to learn from where they work.
 *
 * @throws ApiError 403 for API keys, and for sessions of others without the right to them.
 */
async function requireSessions(
  context: CallerContext,
  action: Action,
  userId: string,
): Promise<void> {
  if (context.caller.via !== 'session') throw denied([{ action, resource: 'self_jwt' }])
  if (!context.isSelf(userId)) await context.require({ action, resource: 'jwt' })
}

async function find(context: CallerContext, action: Action, jti: string): Promise<JwtRow> {
  if (context.caller.via !== 'session') throw denied([{ action, resource: 'self_jwt' }])
  const row = await context.store.get('jwts', jti)
  if (row?.organization_id !== context.caller.organizationId) throw notFound('jwt', jti)
  await requireSessions(context, action, row.audience_id)
  return row
}

/** A session as the API answers it. */
export function toJwt(row: JwtRow): z.output<typeof jwtSchema> {
  return {
    jti: row.jti,
    issuer_id: row.issuer_id,
    audience_id: row.audience_id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    expires_at: row.expires_at,
    ip: row.ip,
    user_agent: row.user_agent,
  }
}
