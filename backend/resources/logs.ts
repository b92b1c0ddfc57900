import { allOf } from '../http/all-of.ts'
import { invalidArgument, notFound } from '../http/errors.ts'
import { answerTime, orderBy, paging, timestamp, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import { parseTimestamp } from '../http/timestamps.ts'
import type { LogRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import type { Where } from '../store/store.ts'

const actionSchema = z.enum(['created', 'updated', 'deleted'])
const resourceTypeSchema = z.enum(['api_key', 'user', 'application', 'group', 'policy'])

const logSchema = z
  .object({
    id: uuid(),
    created_at: answerTime(),
    ip: z.string(),
    user_agent: z.string(),
    action: actionSchema,
    bearer_id: uuid(),
    organization_id: uuid(),
    resource_type: resourceTypeSchema,
    /** The access key, where the resource is an API key. */
    resource_id: z.string(),
  })
  .openapi('Log')

type Log = z.output<typeof logSchema>

const READ = { action: 'read', resource: 'log' } as const

/** A whole UUID; after `principal:` it is that of who acted, and of nothing else. */
const ID = /^(principal:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const listLogs = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/logs',
    id: 'listLogs',
    summary: 'List what was done to the IAM resources of an Organization',
    tag: 'Logs',
    query: z.object({
      ...paging(),
      order_by: orderBy('created_at'),
      organization_id: uuid().optional(),
      created_after: timestamp().optional(),
      created_before: timestamp().optional(),
      action: actionSchema.optional(),
      resource_type: resourceTypeSchema.optional(),
      search: z.string().max(500).default(''),
    }),
    response: z.object({ logs: z.array(logSchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    await context.require(READ)
    const where = matching(query.search).reduce<Where<LogRow>>((all, next) => allOf(all, next), {
      organization_id: organizationId,
      ...between(query.created_after, query.created_before),
      ...(query.action === undefined ? {} : { action: query.action }),
      ...(query.resource_type === undefined ? {} : { resource_type: query.resource_type }),
    })
    const { rows, total: total_count } = await store.page('logs', {
      where,
      order: orderOf('logs', query.order_by, { created_at: 'created_at' }),
      ...pageOf(query),
    })
    return { logs: rows.map(toAnswer), total_count }
  },
)

const getLog = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/logs/{log_id}',
    id: 'getLog',
    summary: 'Get an entry of the log',
    tag: 'Logs',
    response: logSchema,
  },
  async (context) => {
    const { log_id } = context.params
    await context.require(READ)
    const row = await context.store.get('logs', log_id)
    if (row?.organization_id !== context.caller.organizationId) throw notFound('log', log_id)
    return toAnswer(row)
  },
)

export const logOperations: readonly Operation[] = [listLogs, getLog]

/** Strictly after the one and strictly before the other moment. */
function between(after: string | undefined, before: string | undefined): Where<LogRow> {
  if (after === undefined && before === undefined) return {}
  return {
    created_at: {
      ...(after === undefined ? {} : { above: moment('created_after', after) }),
      ...(before === undefined ? {} : { below: moment('created_before', before) }),
    } as NonNullable<Where<LogRow>['created_at']>,
  }
}

/** @throws ApiError 400 for a day that is in no calendar. */
function moment(argument: string, text: string): string {
  const parsed = parseTimestamp(text)
  if (parsed === undefined) throw invalidArgument(argument, 'must be an existing date and time')
  return parsed.value
}

/**
 * A condition for each word of a search: a whole UUID is that of the principal or of the resource,
 * which indexes know; any other word stands somewhere in the ids, names, address or user agent.
 */
function matching(search: string): Where<LogRow>[] {
  const words = foldText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  const read = [...new Set(words)].map((word) => ({ word, match: ID.exec(word) }))
  // An entry has two ids. Beyond that none is found, and alternatives would multiply in the query.
  if (read.filter(({ match }) => match !== null).length > 2) return [{ id: { in: [] } }]
  return read.map(({ word, match }) => {
    const [, principalOnly, id] = match ?? []
    if (id === undefined) return { or: [{ search_text: { contains: word } }] }
    return { or: [{ bearer_id: id }, ...(principalOnly ? [] : [{ resource_id: id }])] }
  })
}

/** An entry as the API answers it, keys in its order. */
function toAnswer(row: LogRow): Log {
  return {
    id: row.id,
    created_at: row.created_at,
    ip: row.ip,
    user_agent: row.user_agent,
    action: row.action,
    bearer_id: row.bearer_id,
    organization_id: row.organization_id,
    resource_type: row.resource_type,
    resource_id: row.resource_id,
  }
}
