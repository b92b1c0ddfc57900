import { allOf } from '../http/all-of.ts'
import { denied, type CallerContext } from '../http/context.ts'
import { description, orderBy, paging, uuid } from '../http/fields.ts'
import { operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Where } from '../store/store.ts'
import { apiKeyAnswer, apiKeySchema } from './api-key-answer.ts'
import { readableKeys } from './readable-keys.ts'

const querySchema = z.object({
  ...paging(),
  order_by: orderBy('created_at', 'updated_at', 'expires_at', 'access_key'),
  organization_id: uuid().optional(),
  editable: z.boolean().optional(),
  expired: z.boolean().optional(),
  access_key: z.string().optional(),
  access_keys: z.array(z.string()).optional(),
  description: description().optional(),
  bearer_id: uuid().optional(),
  bearer_type: z.enum(['user', 'application']).optional(),
  application_id: uuid().optional(),
  user_id: uuid().optional(),
})

type Query = z.output<typeof querySchema>

export const listApiKeys = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/api-keys',
    id: 'listAPIKeys',
    summary: 'List the API keys of an Organization, without their secrets',
    tag: 'API keys',
    query: querySchema,
    response: z.object({ api_keys: z.array(apiKeySchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, {
      action: 'read',
      resource: 'api_key',
    })
    const where = [...filters(query, context.now), await visible(context, query)].reduce(
      (all, next) => allOf(all, next),
      { organization_id: organizationId },
    )
    const { rows, total: total_count } = await store.page('api_keys', {
      where,
      order: orderOf('api_keys', query.order_by, {
        created_at: 'created_at',
        updated_at: 'updated_at',
        expires_at: 'expires_at',
        access_key: 'access_key',
      }),
      ...pageOf(query),
    })
    return { api_keys: rows.map((row) => apiKeyAnswer(row, null)), total_count }
  },
)

function filters(query: Query, now: string): Where<ApiKeyRow>[] {
  const given: Where<ApiKeyRow>[] = []
  if (query.bearer_type !== undefined) given.push({ bearer_type: query.bearer_type })
  if (query.bearer_id !== undefined) given.push({ bearer_id: query.bearer_id })
  if (query.user_id !== undefined) given.push({ bearer_type: 'user', bearer_id: query.user_id })
  if (query.application_id !== undefined) {
    given.push({ bearer_type: 'application', bearer_id: query.application_id })
  }
  // Empty texts mean "not filtered", as everywhere in the API.
  if (query.access_key) given.push({ access_key: query.access_key })
  if (query.access_keys !== undefined) given.push({ access_key: { in: query.access_keys } })
  if (query.description) given.push({ description: query.description })
  if (query.editable !== undefined) given.push({ editable: query.editable })
  if (query.expired === true) given.push({ expires_at: { atMost: now } })
  if (query.expired === false) {
    given.push({ or: [{ expires_at: null }, { expires_at: { above: now } }] })
  }
  return given
}

/**
 * The keys that the caller may see: those of the kinds of bearer that policies open, and a user's own.
 *
 * @throws ApiError 403 for somebody who may see none but their own and asks for more.
 */
async function visible(context: CallerContext, query: Query): Promise<Where<ApiKeyRow>> {
  const { kinds, where } = await readableKeys(context)
  if (kinds.length === 2) return {}
  const asksForOwn = [query.bearer_id, query.user_id].some(
    (id) => id !== undefined && context.isSelf(id),
  )
  if (kinds.length === 0 && !asksForOwn) throw denied([{ action: 'read', resource: 'api_key' }])
  return { or: where }
}
