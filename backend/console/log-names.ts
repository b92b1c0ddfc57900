import type { CallerContext } from '../http/context.ts'
import { displayName } from '../http/display-name.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { LogRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

const principalSchema = z.object({
  kind: z.enum([
    'user',
    'application',
    'platform',
    'deleted_user',
    'deleted_application',
    'unknown',
  ]),
  /** Empty for `platform` and `unknown`. */
  name: z.string(),
})

const nameSchema = z
  .object({
    log_id: uuid(),
    principal: principalSchema,
    resource: z.object({
      /** Of an API key the description, which may be empty. */
      name: z.string(),
      exists: z.boolean(),
    }),
  })
  .openapi('LogName')

type LogName = z.output<typeof nameSchema>

const READ_LOG = { action: 'read', resource: 'log' } as const

const getLogNames = operation(
  {
    method: 'get',
    path: '/console/v1/log-names',
    id: 'getLogNames',
    summary: 'Who and what entries of the log are about, by name, even when it is gone',
    tag: 'Console',
    query: z.object({ log_ids: z.array(uuid()).max(100).default([]) }),
    response: z.object({ names: z.array(nameSchema) }),
  },
  async (context) => {
    const { query, caller, store } = context
    await context.require(READ_LOG)
    if (query.log_ids.length === 0) return { names: [] }
    const rows = await store.find('logs', {
      where: { organization_id: caller.organizationId, id: { in: query.log_ids } },
    })
    const namesOf = await currentNames(store, caller.organizationId, rows)
    const readable = await readableTypes(context)
    return { names: rows.map((row) => nameOf(row, namesOf, readable)) }
  },
)

export const logNameOperations: readonly Operation[] = [getLogNames]

type ResourceType = LogRow['resource_type']
/** What things are called now, by id; what is gone is not in it. */
type Names = Readonly<Record<ResourceType, ReadonlyMap<string, string>>>

function nameOf(row: LogRow, names: Names, readable: ReadonlySet<ResourceType>): LogName {
  const current = names[row.resource_type].get(row.resource_id)
  const mayRead = readable.has(row.resource_type)
  return {
    log_id: row.id,
    principal: principalOf(row, names, readable),
    resource: {
      name: mayRead ? (current ?? row.resource_name) : '',
      exists: mayRead && current !== undefined,
    },
  }
}

/**
 * Who acted. `unknown` is somebody the caller may not see, and somebody gone of whom no name was kept.
 */
function principalOf(
  row: LogRow,
  names: Names,
  readable: ReadonlySet<ResourceType>,
): LogName['principal'] {
  const { bearer_type: type, bearer_id: id, bearer_name: kept } = row
  if (type === 'platform') return { kind: 'platform', name: '' }
  if (!readable.has(type)) return { kind: 'unknown', name: '' }
  const current = names[type].get(id)
  if (current !== undefined) return { kind: type, name: current }
  return kept === '' ? { kind: 'unknown', name: '' } : { kind: `deleted_${type}`, name: kept }
}

/** Reads every table once, however many entries there are. */
async function currentNames(
  reader: Reader,
  organizationId: string,
  rows: readonly LogRow[],
): Promise<Names> {
  const idsOf = (type: ResourceType): string[] => [
    ...new Set(
      rows.flatMap((row) => [
        ...(row.resource_type === type ? [row.resource_id] : []),
        ...(row.bearer_type === type ? [row.bearer_id] : []),
      ]),
    ),
  ]
  const named = async (table: 'applications' | 'groups' | 'policies', type: ResourceType) => {
    const ids = idsOf(type)
    if (ids.length === 0) return []
    return reader.find(table, { where: { organization_id: organizationId, id: { in: ids } } })
  }
  const [userIds, accessKeys] = [idsOf('user'), idsOf('api_key')]
  const [users, keys, applications, groups, policies] = await Promise.all([
    userIds.length === 0
      ? []
      : reader.find('users', { where: { organization_id: organizationId, id: { in: userIds } } }),
    accessKeys.length === 0
      ? []
      : reader.find('api_keys', {
          where: { organization_id: organizationId, access_key: { in: accessKeys } },
        }),
    named('applications', 'application'),
    named('groups', 'group'),
    named('policies', 'policy'),
  ])
  const byId = (things: readonly { id: string; name: string }[]) =>
    new Map(things.map(({ id, name }) => [id, name]))
  return {
    user: new Map(users.map((user) => [user.id, displayName(user)])),
    api_key: new Map(keys.map((key) => [key.access_key, key.description])),
    application: byId(applications),
    group: byId(groups),
    policy: byId(policies),
  }
}

/** Kinds of things whose names the caller may see. */
async function readableTypes({ may }: CallerContext): Promise<ReadonlySet<ResourceType>> {
  const types = ['user', 'api_key', 'application', 'group', 'policy'] as const
  const allowed = await Promise.all(types.map((resource) => may({ action: 'read', resource })))
  return new Set(types.filter((_, index) => allowed[index]))
}
