import { writeLog } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { notFound, preconditionFailed } from '../http/errors.ts'
import { description, timestamp, uuid } from '../http/fields.ts'
import { refuseRepeat, rememberRequest } from '../http/idempotency.ts'
import { operation, type Operation } from '../http/operation.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'
import { apiKeyAnswer, apiKeySchema } from './api-key-answer.ts'
import { listApiKeys } from './api-key-list.ts'
import {
  expirationColumns,
  requireBearerExists,
  requireBearer,
  requireKeyRight,
  requireProject,
  requireWithinMaximum,
} from './api-key-rules.ts'
import { apiKeySearchText } from './search-text.ts'

const createApiKey = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/api-keys',
    id: 'createAPIKey',
    summary: 'Generate an API key; the only answer that ever holds its secret',
    tag: 'API keys',
    idempotent: true,
    body: z.object({
      application_id: uuid().optional(),
      user_id: uuid().optional(),
      expires_at: timestamp().optional(),
      default_project_id: uuid().optional(),
      description: description().default(''),
    }),
    response: apiKeySchema,
  },
  async (context) => {
    const { body, caller, now, options, store } = context
    const bearer = await requireBearer(context, body)
    context.faults.trip(body.description, 'before')
    const expiration =
      body.expires_at === undefined
        ? { expires_at: null, expires_at_decimals: 0 }
        : expirationColumns(body.expires_at, now)
    const secret = options.secrets()
    const named = { access_key: options.accessKeys(), description: body.description }
    const row: ApiKeyRow = {
      ...named,
      ...bearer,
      ...expiration,
      organization_id: caller.organizationId,
      secret_digest: await context.digest(secret),
      created_at: now,
      updated_at: now,
      // The default Project of an Organization has the id of the Organization.
      default_project_id: body.default_project_id ?? caller.organizationId,
      creation_ip: context.ip,
      editable: true,
      deletable: true,
      managed: false,
      search_text: apiKeySearchText(named),
    }
    const requireRoom = await quotaCheck(store, 'api_keys', caller.organizationId)
    await store.transaction(async (tx) => {
      await refuseRepeat(tx, context, 'api_key')
      await requireBearerExists(tx, caller.organizationId, bearer)
      await requireProject(tx, caller.organizationId, row.default_project_id)
      await requireWithinMaximum(tx, caller.organizationId, row.expires_at, now)
      await requireRoom(tx)
      await tx.insert('api_keys', row)
      await rememberRequest(tx, context, 'api_key', row.access_key)
      await writeLog(tx, context, logOf('created', row))
    })
    context.faults.trip(body.description, 'after')
    return apiKeyAnswer(row, secret)
  },
)

const getApiKey = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/api-keys/{access_key}',
    id: 'getAPIKey',
    summary: 'Get an API key, without its secret',
    tag: 'API keys',
    response: apiKeySchema,
  },
  async (context) => {
    const row = await find(context.store, context, context.params.access_key)
    await requireKeyRight(context, 'read', row)
    return apiKeyAnswer(row, null)
  },
)

const updateApiKey = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/api-keys/{access_key}',
    id: 'updateAPIKey',
    summary: "Change an API key's description, preferred Project or expiration",
    tag: 'API keys',
    body: z.object({
      default_project_id: uuid().optional(),
      description: description().optional(),
      expires_at: timestamp().optional(),
    }),
    response: apiKeySchema,
  },
  async (context) => {
    const { body, caller, now, params, store } = context
    await requireKeyRight(context, 'write', await find(store, context, params.access_key))
    return store.transaction(async (tx) => {
      const row = await find(tx, context, params.access_key)
      if (!row.editable) throw managed()
      const expiration =
        body.expires_at === undefined ? undefined : expirationColumns(body.expires_at, now)
      if (expiration !== undefined) {
        await requireWithinMaximum(tx, caller.organizationId, expiration.expires_at, now)
      }
      if (body.default_project_id !== undefined) {
        await requireProject(tx, caller.organizationId, body.default_project_id)
      }
      const named = {
        access_key: row.access_key,
        description: body.description ?? row.description,
      }
      const patch = {
        ...expiration,
        description: named.description,
        search_text: apiKeySearchText(named),
        default_project_id: body.default_project_id ?? row.default_project_id,
        updated_at: now,
      }
      await tx.update('api_keys', { access_key: row.access_key }, patch)
      await writeLog(tx, context, logOf('updated', named))
      return apiKeyAnswer({ ...row, ...patch }, null)
    })
  },
)

const deleteApiKey = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/api-keys/{access_key}',
    id: 'deleteAPIKey',
    summary: 'Delete an API key; it stops working at once',
    tag: 'API keys',
  },
  async (context) => {
    const { params, store } = context
    await requireKeyRight(context, 'write', await find(store, context, params.access_key))
    await store.transaction(async (tx) => {
      const row = await find(tx, context, params.access_key)
      if (!row.deletable) throw managed()
      await tx.delete('api_keys', { access_key: row.access_key })
      await writeLog(tx, context, logOf('deleted', row))
    })
  },
)

export const apiKeyOperations: readonly Operation[] = [
  listApiKeys,
  createApiKey,
  getApiKey,
  updateApiKey,
  deleteApiKey,
]

/** @throws ApiError 404 when the caller's Organization has no such key. */
async function find(
  reader: Reader,
  { caller }: CallerContext,
  accessKey: string,
): Promise<ApiKeyRow> {
  const row = await reader.get('api_keys', accessKey)
  if (row?.organization_id !== caller.organizationId) throw notFound('access_key', accessKey)
  return row
}

function logOf(
  action: 'created' | 'updated' | 'deleted',
  { access_key, description }: Pick<ApiKeyRow, 'access_key' | 'description'>,
) {
  return {
    action,
    resource_type: 'api_key',
    resource_id: access_key,
    resource_name: description,
  } as const
}

function managed() {
  return preconditionFailed(
    'protected_resource',
    'this API key is managed by a product and cannot be changed here',
  )
}
