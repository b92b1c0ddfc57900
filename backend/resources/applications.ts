import { writeLog } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { notFound, preconditionFailed } from '../http/errors.ts'
import {
  answerTime,
  description,
  orderBy,
  paging,
  resourceName,
  tags,
  uuid,
} from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import { addTags, loadTags, replaceTags } from '../http/tags.ts'
import type { ApplicationRow } from '../store/schema.ts'
import { changes, type Reader, type Where } from '../store/store.ts'
import { deleteKeysOf } from './bearer-keys.ts'
import { newNamedRow, renamed } from './named-rows.ts'
import { tagged } from './tagged.ts'

const applicationSchema = z
  .object({
    id: uuid(),
    name: z.string(),
    description: z.string(),
    created_at: answerTime(),
    updated_at: answerTime(),
    organization_id: uuid(),
    editable: z.boolean(),
    deletable: z.boolean(),
    managed: z.boolean(),
    nb_api_keys: z.int(),
    tags: z.array(z.string()),
  })
  .openapi('Application')

type Application = z.output<typeof applicationSchema>

const READ = { action: 'read', resource: 'application' } as const
const WRITE = { action: 'write', resource: 'application' } as const

const listApplications = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/applications',
    id: 'listApplications',
    summary: 'List the applications of an Organization',
    tag: 'Applications',
    query: z.object({
      ...paging(),
      order_by: orderBy('created_at', 'updated_at', 'name'),
      name: resourceName().optional(),
      organization_id: uuid().optional(),
      editable: z.boolean().optional(),
      application_ids: z.array(uuid()).optional(),
      tag: z.string().optional(),
    }),
    response: z.object({ applications: z.array(applicationSchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    await context.require(READ)
    const where: Where<ApplicationRow> = {
      organization_id: organizationId,
      ...(query.name === undefined ? {} : { name: query.name }),
      ...(query.editable === undefined ? {} : { editable: query.editable }),
      ...(query.application_ids === undefined ? {} : { id: { in: query.application_ids } }),
      ...(query.tag ? { or: [{ id: tagged(query.tag) }] } : {}),
    }
    const { rows, total: total_count } = await store.page('applications', {
      where,
      order: orderOf('applications', query.order_by, {
        created_at: 'created_at',
        updated_at: 'updated_at',
        name: 'name_key',
      }),
      ...pageOf(query),
    })
    return { applications: await hydrate(store, rows), total_count }
  },
)

const createApplication = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/applications',
    id: 'createApplication',
    summary: 'Create an application',
    tag: 'Applications',
    body: z.object({
      name: resourceName(),
      organization_id: uuid().optional(),
      description: description().default(''),
      tags: tags().default([]),
    }),
    response: applicationSchema,
  },
  async (context) => {
    const { body, store } = context
    const organizationId = context.organizationId(body.organization_id, WRITE)
    await context.require(WRITE)
    const row = newNamedRow(context, organizationId, body)
    const requireRoom = await quotaCheck(store, 'applications', organizationId)
    return store.transaction(async (tx) => {
      await requireRoom(tx)
      await tx.insert('applications', row)
      await addTags(tx, row.id, body.tags)
      await writeLog(tx, context, logOf('created', row))
      return toApplication(row, { keys: 0, tags: body.tags })
    })
  },
)

const getApplication = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/applications/{application_id}',
    id: 'getApplication',
    summary: 'Get an application',
    tag: 'Applications',
    response: applicationSchema,
  },
  async (context) => {
    await context.require(READ)
    return one(context.store, await find(context.store, context, context.params.application_id))
  },
)

const updateApplication = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/applications/{application_id}',
    id: 'updateApplication',
    summary: 'Update an application',
    tag: 'Applications',
    body: z.object({
      name: resourceName().optional(),
      description: description().optional(),
      tags: tags().optional(),
    }),
    response: applicationSchema,
  },
  async (context) => {
    const { body, now, store } = context
    await context.require(WRITE)
    return store.transaction(async (tx) => {
      const row = await find(tx, context, context.params.application_id)
      if (!row.editable) throw managed()
      const changed: ApplicationRow = { ...row, ...renamed(row, body), updated_at: now }
      await tx.update('applications', { id: row.id }, changes(row, changed))
      if (body.tags !== undefined) await replaceTags(tx, row.id, body.tags)
      await writeLog(tx, context, logOf('updated', changed))
      return one(tx, changed)
    })
  },
)

const deleteApplication = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/applications/{application_id}',
    id: 'deleteApplication',
    summary: 'Delete an application with its API keys',
    tag: 'Applications',
  },
  async (context) => {
    await context.require(WRITE)
    await context.store.transaction(async (tx) => {
      const row = await find(tx, context, context.params.application_id)
      if (!row.deletable) throw managed()
      await deleteKeysOf(tx, context, { bearer_type: 'application', bearer_id: row.id })
      await tx.delete('group_members', { member_type: 'application', member_id: row.id })
      // Its policies stay, attached to nobody, for somebody to attach them anew.
      await tx.update(
        'policies',
        { principal_type: 'application', principal_id: row.id },
        { principal_type: null, principal_id: null },
      )
      await tx.delete('tags', { resource_id: row.id })
      await tx.delete('applications', { id: row.id })
      await writeLog(tx, context, logOf('deleted', row))
    })
  },
)

export const applicationOperations: readonly Operation[] = [
  listApplications,
  createApplication,
  getApplication,
  updateApplication,
  deleteApplication,
]

/** @throws ApiError 404 when the caller's Organization has no such application. */
async function find(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<ApplicationRow> {
  const row = await reader.get('applications', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('application', id)
  return row
}

async function one(reader: Reader, row: ApplicationRow): Promise<Application> {
  const [application] = await hydrate(reader, [row])
  if (application === undefined) throw new Error('an application without its answer')
  return application
}

/** Rows as the API answers them, keys in its order. */
async function hydrate(reader: Reader, rows: readonly ApplicationRow[]): Promise<Application[]> {
  const ids = rows.map((row) => row.id)
  const [tagsOf, keys] = await Promise.all([
    loadTags(reader, ids),
    ids.length === 0
      ? new Map<string, number>()
      : // By the bearer alone, which an index tells without a look at the keys.
        reader.countBy('api_keys', 'bearer_id', { bearer_id: { in: ids } }),
  ])
  return rows.map((row) =>
    toApplication(row, { keys: keys.get(row.id) ?? 0, tags: tagsOf(row.id) }),
  )
}

function toApplication(
  row: ApplicationRow,
  { keys, tags }: { keys: number; tags: string[] },
): Application {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    created_at: row.created_at,
    updated_at: row.updated_at,
    organization_id: row.organization_id,
    editable: row.editable,
    deletable: row.deletable,
    managed: row.managed,
    nb_api_keys: keys,
    tags,
  }
}

function logOf(action: 'created' | 'updated' | 'deleted', { id, name }: ApplicationRow) {
  return { action, resource_type: 'application', resource_id: id, resource_name: name } as const
}

function managed() {
  return preconditionFailed(
    'protected_resource',
    'this application is managed by a product and cannot be changed here',
  )
}
