import { loadGrants } from '../../backend/http/grants.ts'
import { type Resource, rightsOf } from '../../backend/policy/evaluate.ts'
import type { OpenSession } from './gateway-sessions.ts'
import { pathOf } from './key-sign-in.ts'
import type { ListName, OrganizationReader, Wire } from './organization-reader.ts'
import { readGrants } from './read-rows.ts'
import { text } from './wire-rows.ts'

/**
 * What the console may offer on the platform beyond its API. The platform sends sign-in codes by e-mail
 * and has identity providers. There is no `account`, as whoever comes with a key has no password, MFA
 * or session of the platform's to change; and neither `organization` nor `messages`, as the platform's
 * API renames no Organization and sends a member's mails by itself.
 */
const CAPABILITIES = ['counters', 'permissions', 'search', 'idempotency', 'email', 'federation']

/** The answer of `GET /console/v1/session`: who is signed in, where, and what they may do. */
export async function sessionAnswer(
  reader: OrganizationReader,
  session: OpenSession,
  { origin, now }: { origin: string; now: Date },
): Promise<unknown> {
  const { bearer, organizationId } = session
  const organizationPath = `/iam/v1alpha1/organizations/${organizationId}`
  const [self, organization, settings, owners] = await Promise.all([
    bearer.type === 'unknown' ? undefined : reader.get(pathOf(bearer)),
    reader.get(organizationPath),
    reader.get(`${organizationPath}/security-settings`),
    reader.all('users', { type: 'owner' }),
  ])
  const [owner] = owners ?? []
  return {
    user: bearer.type === 'user' && self !== undefined ? self : standIn(session, self),
    bearer_type: bearer.type,
    organization: {
      id: organizationId,
      name: (organization && text(organization, 'name')) || 'Organization',
      alias: organization ? text(organization, 'alias') : '',
    },
    mode: 'cloud',
    upstream: new URL(origin).host,
    capabilities: CAPABILITIES,
    now: now.toISOString(),
    permissions: await rightsIn(reader, session, self),
    session_id: '',
    owner: {
      name: owner ? nameOf(owner) : 'the Owner',
      email: owner ? text(owner, 'email') : '',
    },
    requirements: [],
    limits: {
      max_api_key_expiration_seconds: settings
        ? secondsOf(text(settings, 'max_api_key_expiration_duration'))
        : 0,
    },
  }
}

/** A user for the console where there is none: an application, or somebody who may not be read. */
function standIn({ accessKey, bearer, organizationId }: OpenSession, self: Wire | undefined): Wire {
  return {
    id: bearer.id === '' ? accessKey : bearer.id,
    email: '',
    username: self === undefined ? accessKey : text(self, 'name'),
    first_name: '',
    last_name: '',
    phone_number: '',
    locale: '',
    created_at: null,
    updated_at: null,
    organization_id: organizationId,
    deletable: false,
    last_login_at: null,
    type: 'member',
    two_factor_enabled: false,
    status: 'activated',
    mfa: false,
    account_root_user_id: '',
    tags: [],
    locked: false,
  }
}

interface Rights {
  readonly read: readonly Resource[]
  readonly write: readonly Resource[]
}

/**
 * What the caller may do, by the evaluator that local mode enforces with, from the caller's policies.
 * Conditions are taken to hold, as only the platform can judge them.
 */
async function rightsIn(
  reader: OrganizationReader,
  { bearer, organizationId }: OpenSession,
  self: Wire | undefined,
): Promise<Rights> {
  if (self && text(self, 'type') === 'owner') return everything()
  const { type, id } = bearer
  const part = type === 'unknown' ? undefined : await readGrants(reader, { type, id }, self)
  if (part === undefined || type === 'unknown') return rightsByTrying(reader, type)
  const name = self ? nameOf(self) : ''
  const grants = await loadGrants(part, { type, id, name, organizationId })
  return rightsOf({ kind: type, owner: false, grants })
}

const everything = (): Rights => rightsOf({ kind: 'user', owner: true, grants: [] })

/** The list that whoever has a right on a resource can read: no permission set gives one without. */
const listOf: Partial<Record<Resource, ListName>> = {
  user: 'users',
  user_api_key: 'users',
  application: 'applications',
  application_api_key: 'applications',
  group: 'groups',
  policy: 'policies',
  project: 'projects',
}

/**
 * Where the caller may not read its own policies, what can be told is which lists it may not read. The
 * rest is offered, and the platform refuses what is not allowed.
 */
async function rightsByTrying(
  reader: OrganizationReader,
  bearer: OpenSession['bearer']['type'],
): Promise<Rights> {
  const lists = [...new Set(Object.values(listOf))]
  const totals = await Promise.all(lists.map((list) => reader.total(list)))
  // A user who may not read users is answered the own one alone; there is an Owner besides.
  const fewest = (list: ListName): number => (list === 'users' && bearer === 'user' ? 2 : 0)
  const refused = new Set(lists.filter((list, index) => (totals[index] ?? -1) < fewest(list)))
  const all = everything()
  const possible = (resource: Resource): boolean => {
    const kinds = resource === 'api_key' ? (['users', 'applications'] as const) : [listOf[resource]]
    return kinds.every((list) => list === undefined || !refused.has(list))
  }
  return { read: all.read.filter(possible), write: all.write.filter(possible) }
}

/** What a user or an application is called. */
export function nameOf(wire: Wire): string {
  const full = `${text(wire, 'first_name')} ${text(wire, 'last_name')}`.trim()
  return full || text(wire, 'username') || text(wire, 'name')
}

/** Seconds of a duration such as `3600s`. */
function secondsOf(duration: string): number {
  const seconds = Number(duration.replace(/s$/, ''))
  return Number.isFinite(seconds) ? seconds : 0
}
