import { logNameOperations } from '../../backend/console/log-names.ts'
import { permissionOperations } from '../../backend/console/permissions.ts'
import { projectUseOperations } from '../../backend/console/project-use.ts'
import { SEARCH_TYPES, type SearchType } from '../../backend/console/search-types.ts'
import { searchOperations } from '../../backend/console/search.ts'
import { type CallerContext, denied, type RequestContext } from '../../backend/http/context.ts'
import { notFound } from '../../backend/http/errors.ts'
import type { Operation } from '../../backend/http/operation.ts'
import { quotas } from '../../backend/http/quotas.ts'
import type { Resource } from '../../backend/policy/evaluate.ts'
import { createMemoryStore } from '../../backend/store/memory.ts'
import type { OpenSession } from './gateway-sessions.ts'
import type { OrganizationReader } from './organization-reader.ts'
import {
  type Kind,
  type ReadPart,
  readGrants,
  readKinds,
  readLogParts,
  readProjectParts,
} from './read-rows.ts'

/** What an operation of the console is given. */
export interface ConsoleRequest {
  readonly request: Request
  readonly url: URL
  readonly session: OpenSession
  readonly reader: OrganizationReader
  /** What the backend's operations want besides the caller. */
  readonly context: RequestContext
}

/**
 * The console's own reading operations in cloud mode, by path. They read what they need from the
 * platform into a store and run the backend's operation on it, so that local mode and cloud mode rank,
 * explain and name alike.
 */
export const consoleOperations: Readonly<
  Partial<Record<string, (incoming: ConsoleRequest) => Promise<unknown>>>
> = {
  '/console/v1/counters': async ({ reader }) => {
    const kinds = ['users', 'groups', 'applications', 'policies', 'api_keys'] as const
    const totals = await Promise.all(kinds.map(async (kind) => [kind, await reader.total(kind)]))
    return Object.fromEntries(totals)
  },

  '/console/v1/usage': async ({ reader }) => {
    const usage = await Promise.all(
      (Object.keys(quotas) as (keyof typeof quotas)[]).map(async (kind) => {
        const current = await reader.total(kind)
        return current === null ? [] : [{ name: quotas[kind].name, current }]
      }),
    )
    return { usage: usage.flat() }
  },

  '/console/v1/search': async (incoming) => {
    const asked = new Set(incoming.url.searchParams.get('types')?.split(',') ?? SEARCH_TYPES)
    const kinds = new Set(SEARCH_TYPES.filter((type) => asked.has(type)).flatMap(kindsOf))
    const { organizationId } = incoming.session
    const part = await readKinds(incoming.reader, organizationId, [...kinds])
    return run(searchOperations, incoming, part)
  },

  '/console/v1/permissions': async (incoming) => {
    const { reader, url } = incoming
    const type = (['user', 'application', 'group'] as const).find((name) =>
      url.searchParams.has(`${name}_id`),
    )
    const id = type === undefined ? null : url.searchParams.get(`${type}_id`)
    // Let the operation say what is wrong with the request.
    if (type === undefined || id === null || !/^[\da-f-]{36}$/i.test(id)) {
      return run(permissionOperations, incoming, {
        store: createMemoryStore(),
        readable: new Set(),
      })
    }
    const self = await reader.get(`/iam/v1alpha1/${type}s/${id}`)
    const store = await readGrants(reader, { type, id }, self)
    if (store === undefined) throw denied([{ action: 'read', resource: 'policy' }])
    if (self === undefined) throw notFound(type, id)
    const readable = new Set(['users', 'applications', 'groups', 'policies'] as const)
    return run(permissionOperations, incoming, { store, readable })
  },

  '/console/v1/project-use': async (incoming) => {
    const id = incoming.url.searchParams.get('project_id') ?? ''
    const { organizationId } = incoming.session
    const part = await readProjectParts(incoming.reader, organizationId, id)
    return run(projectUseOperations, incoming, part)
  },

  '/console/v1/log-names': async (incoming) => {
    const ids = incoming.url.searchParams.getAll('log_ids').filter((id) => /^[\w-]{1,64}$/.test(id))
    const { organizationId } = incoming.session
    const part = await readLogParts(incoming.reader, organizationId, ids.slice(0, 100))
    return run(logNameOperations, incoming, part)
  },
}

/** The things that a search for a type looks at: keys are found by the names of their bearers too. */
function kindsOf(type: SearchType): Kind[] {
  if (type === 'api_key') return ['api_keys', 'users', 'applications']
  if (type === 'policy') return ['policies']
  return [`${type}s`]
}

const kindOfResource: Partial<Record<Resource, Kind>> = {
  user: 'users',
  group: 'groups',
  application: 'applications',
  policy: 'policies',
  project: 'projects',
  api_key: 'api_keys',
  user_api_key: 'api_keys',
  application_api_key: 'api_keys',
  ssh_key: 'ssh_keys',
}

/**
 * Runs an operation of the backend on what was read. May the caller read a kind? The platform has
 * said so by answering.
 */
async function run(
  [operation]: readonly Operation[],
  { request, url, session, context }: ConsoleRequest,
  { store, readable }: ReadPart,
): Promise<unknown> {
  if (operation?.needsCaller !== true) throw new Error('the operation has no caller')
  const { bearer, organizationId } = session
  const may: CallerContext['may'] = async ({ action, resource }) => {
    const kind = kindOfResource[resource]
    return action === 'read' && (resource === 'log' || (kind !== undefined && readable.has(kind)))
  }
  const caller: CallerContext = {
    ...context,
    store,
    caller: {
      type: bearer.type === 'user' ? 'user' : 'application',
      id: bearer.id,
      name: '',
      organizationId,
      owner: false,
      via: 'api_key',
      accessKey: session.accessKey,
    },
    // Which Projects it may know is decided by which were answered.
    principal: async () => ({ kind: 'user', owner: true, grants: [] }),
    may,
    isSelf: (userId) => bearer.type === 'user' && bearer.id === userId,
    async require(rights) {
      const alternatives = 'action' in rights ? [rights] : rights
      for (const right of alternatives) if (await may(right)) return
      throw denied(alternatives)
    },
    organizationId: () => organizationId,
  }
  return operation.run(caller, { request, url, params: {} })
}
