import { notFound, quotasExceeded } from '../http/errors.ts'
import { answerTime, orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { ScimTokenRow } from '../store/schema.ts'
import { READ_ORGANIZATION, WRITE_ORGANIZATION } from './organizations.ts'
import { findScim } from './scim.ts'

/** Enough to replace one without a gap; the platform's documentation states it. */
const MOST_TOKENS = 2

const tokenSchema = z
  .object({
    id: uuid(),
    scim_id: uuid(),
    created_at: answerTime(),
    expires_at: answerTime(),
  })
  .openapi('ScimToken')

const tokensPath = '/iam/v1alpha1/scim/{scim_id}/tokens'

const listScimTokens = operation(
  {
    method: 'get',
    path: tokensPath,
    id: 'listScimTokens',
    summary: 'List the tokens of a SCIM configuration, without their secrets',
    tag: 'SCIM',
    query: z.object({ ...paging(), order_by: orderBy('created_at') }),
    response: z.object({ scim_tokens: z.array(tokenSchema), total_count: z.int() }),
  },
  async (context) => {
    const { params, query, store } = context
    await context.require(READ_ORGANIZATION)
    const where = { scim_id: (await findScim(store, context, params.scim_id)).id }
    const order = orderOf('scim_tokens', query.order_by, { created_at: 'created_at' })
    const page = { where, order, ...pageOf(query) }
    const { rows, total: total_count } = await store.page('scim_tokens', page)
    return { scim_tokens: rows.map(tokenAnswer), total_count }
  },
)

const createScimToken = operation(
  {
    method: 'post',
    path: tokensPath,
    id: 'createScimToken',
    summary: 'Generate a SCIM token; the only answer that ever holds its secret',
    tag: 'SCIM',
    response: z.object({ token: tokenSchema, bearer_token: z.string() }),
    errors: ['quotas_exceeded'],
  },
  async (context) => {
    const { caller, now, options, params, store } = context
    await context.require(WRITE_ORGANIZATION)
    const secret = options.secrets()
    const row: ScimTokenRow = {
      id: options.ids(),
      organization_id: caller.organizationId,
      scim_id: params.scim_id,
      secret_digest: await context.digest(secret),
      created_at: now,
      expires_at: oneYearLater(now),
    }
    await store.transaction(async (tx) => {
      const { id } = await findScim(tx, context, params.scim_id)
      const current = await tx.count('scim_tokens', { scim_id: id })
      if (current >= MOST_TOKENS) {
        const full = { resource: 'IamScimTokens', quota: MOST_TOKENS, current }
        throw quotasExceeded([{ ...full, organization_id: caller.organizationId }])
      }
      await tx.insert('scim_tokens', row)
    })
    return { token: tokenAnswer(row), bearer_token: `${btoa(row.id)}.${secret}` }
  },
)

const deleteScimToken = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/scim-tokens/{token_id}',
    id: 'deleteScimToken',
    summary: 'Delete a SCIM token',
    tag: 'SCIM',
  },
  async (context) => {
    const { caller, params } = context
    await context.require(WRITE_ORGANIZATION)
    await context.store.transaction(async (tx) => {
      const row = await tx.get('scim_tokens', params.token_id)
      if (row?.organization_id !== caller.organizationId) {
        throw notFound('scim_token', params.token_id)
      }
      await tx.delete('scim_tokens', { id: row.id })
    })
  },
)

export const scimTokenOperations: readonly Operation[] = [
  listScimTokens,
  createScimToken,
  deleteScimToken,
]

/** The same moment of the next year; 1 March for 29 February. */
function oneYearLater(stored: string): string {
  const later = `${Number(stored.slice(0, 4)) + 1}${stored.slice(4)}`
  return later.slice(4, 10) === '-02-29' ? `${later.slice(0, 4)}-03-01${later.slice(10)}` : later
}

function tokenAnswer(row: ScimTokenRow): z.output<typeof tokenSchema> {
  return {
    id: row.id,
    scim_id: row.scim_id,
    created_at: row.created_at,
    expires_at: row.expires_at,
  }
}
