import { notFound } from '../http/errors.ts'
import { orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { pageOf } from '../http/paging.ts'
import { quotas, type Quota } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import type { Reader } from '../store/store.ts'

const quotumSchema = z
  .object({
    name: z.string(),
    pretty_name: z.string(),
    unit: z.string(),
    description: z.string(),
    locality_type: z.literal('global'),
    limits: z.array(z.object({ global: z.literal(true), limit: z.int() })),
    limit: z.int(),
  })
  .openapi('Quotum')

const READ = { action: 'read', resource: 'quota' } as const

const listQuota = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/quota',
    id: 'listQuota',
    summary: 'List the quotas of an Organization',
    tag: 'Quotas',
    query: z.object({
      ...paging(),
      order_by: orderBy('name'),
      organization_id: uuid(),
      quotum_names: z.array(z.string()).optional(),
    }),
    response: z.object({ quota: z.array(quotumSchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    await context.require(READ)
    const limitOf = await limits(store, organizationId)
    const chosen = Object.values(quotas)
      .filter(({ name }) => query.quotum_names?.includes(name) ?? true)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    if (query.order_by === 'name_desc') chosen.reverse()
    const { offset, limit } = pageOf(query)
    return {
      quota: chosen.slice(offset, offset + limit).map((quota) => answer(quota, limitOf(quota))),
      total_count: chosen.length,
    }
  },
)

const getQuotum = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/quota/{quotum_name}',
    id: 'getQuotum',
    summary: 'Get a quota of an Organization',
    tag: 'Quotas',
    query: z.object({ organization_id: uuid() }),
    response: quotumSchema,
  },
  async (context) => {
    const { params, query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    await context.require(READ)
    const quota = Object.values(quotas).find(({ name }) => name === params.quotum_name)
    if (quota === undefined) throw notFound('quotum', params.quotum_name)
    const limitOf = await limits(store, organizationId)
    return answer(quota, limitOf(quota))
  },
)

export const quotaOperations: readonly Operation[] = [listQuota, getQuotum]

/** The limits of an Organization: its own where it was given one, else the usual. */
async function limits(reader: Reader, organizationId: string): Promise<(quota: Quota) => number> {
  const rows = await reader.find('quotas', { where: { organization_id: organizationId } })
  const own = new Map(rows.map((row) => [row.name, row.quota]))
  return ({ name, limit }) => own.get(name) ?? limit
}

function answer(quota: Quota, limit: number): z.output<typeof quotumSchema> {
  return {
    name: quota.name,
    pretty_name: quota.prettyName,
    unit: quota.unit,
    description: quota.description,
    locality_type: 'global',
    limits: [{ global: true, limit }],
    limit,
  }
}
