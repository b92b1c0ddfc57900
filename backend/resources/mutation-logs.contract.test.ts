import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { oneTimePassword } from '../http/one-time-passwords.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { LogRow } from '../store/schema.ts'
import type { Store, TableName } from '../store/store.ts'
import {
  createTestBackend,
  type TestBackend,
  type TestBrowser,
  type TestRequest,
} from '../testing/harness.ts'

/**
 * Every operation that changes users, groups, applications, policies or API keys writes its log entry
 * in the same transaction: neither is without the other. The operations are read from the backend's
 * own description, so that a new one without an entry in `LOGGED` fails here.
 */

const IAM = '/iam/v1alpha1'
const LOGGED_PATHS = /^\/iam\/v1alpha1\/(users|groups|applications|policies|rules|api-keys)(\/|$)/

/** Operations on these paths that change nothing worth telling, and why. */
const NOT_LOGGED = new Map([
  ['createUserMFAOTP', 'nothing is in force until the one-time password is validated'],
  ['startUserWebAuthnRegistration', 'nothing is in force until the registration is finished'],
  ['finishUserWebAuthnRegistration', 'is logged: webauthn.contract.test.ts has the authenticator'],
  ['initiateUserConnection', 'gives a token; nothing of the user changes'],
  ['joinUserConnection', 'is between Organizations; nothing of a user changes'],
  ['removeUserConnection', 'is between Organizations; nothing of a user changes'],
])

interface Mutation {
  request: Omit<TestRequest, 'as'> & { path: string }
  action: LogRow['action']
  type: LogRow['resource_type']
  /** The id of what is logged; of something made, found in the answer. */
  id: string | ((answer: Record<string, string>) => string)
}

interface Setting {
  test: TestBackend
  owner: TestBrowser
  /** Sends a request that must succeed, and gives its answer. */
  send: (path: string, request?: Omit<TestRequest, 'as'>) => Promise<Record<string, string>>
}

/** By operation id: prepares a change and says what it must log. */
const LOGGED: Record<string, (setting: Setting) => Promise<Mutation>> = {
  createUser: async ({ test }) => ({
    request: { path: `${IAM}/users`, body: { ...newUser('created'), ...inOrganization(test) } },
    action: 'created',
    type: 'user',
    id: idOf,
  }),
  updateUser: onUser('', { method: 'PATCH', body: { first_name: 'Other' } }),
  deleteUser: onUser('', { method: 'DELETE' }, 'deleted'),
  updateUserUsername: onUser('/update-username', { body: { username: 'quite.another' } }),
  updateUserPassword: onUser('/update-password', { body: { password: 'Kx7#mq-Long-enough-9' } }),
  lockUser: onUser('/lock', { body: {} }),
  unlockUser: async (setting) => {
    const mutation = await onUser('/unlock', { body: {} })(setting)
    await setting.send(mutation.request.path.replace('unlock', 'lock'), { body: {} })
    return mutation
  },
  validateUserMFAOTP: async (setting) => {
    const { test, send } = setting
    const { ownerId } = test.scenario
    await send(`${IAM}/users/${ownerId}/mfa-otp`, { method: 'DELETE', body: {} })
    const { secret = '' } = await send(`${IAM}/users/${ownerId}/mfa-otp`, { body: {} })
    const one_time_password = oneTimePassword(secret, test.options.clock())
    return {
      request: {
        path: `${IAM}/users/${ownerId}/validate-mfa-otp`,
        body: { one_time_password },
      },
      action: 'updated',
      type: 'user',
      id: ownerId,
    }
  },
  deleteUserMFAOTP: async ({ test }) => {
    const member = test.scenario.rows.users.find((user) => user.mfa && user.type === 'member')
    return {
      request: { path: `${IAM}/users/${member?.id}/mfa-otp`, method: 'DELETE', body: {} },
      action: 'updated',
      type: 'user',
      id: member?.id ?? '',
    }
  },

  createGroup: async () => ({
    request: { path: `${IAM}/groups`, body: { name: 'A new group' } },
    action: 'created',
    type: 'group',
    id: idOf,
  }),
  updateGroup: onGroup('', { method: 'PATCH', body: { description: 'Other' } }),
  deleteGroup: onGroup('', { method: 'DELETE' }, 'deleted'),
  setGroupMembers: onGroup('/members', ({ memberId }) => ({
    method: 'PUT',
    body: { user_ids: [memberId] },
  })),
  addGroupMembers: onGroup('/add-members', ({ memberId }) => ({ body: { user_ids: [memberId] } })),
  addGroupMember: onGroup('/add-member', ({ memberId }) => ({ body: { user_id: memberId } })),
  removeGroupMember: onGroup('/remove-member', ({ ownerId }) => ({ body: { user_id: ownerId } })),

  createApplication: async () => ({
    request: { path: `${IAM}/applications`, body: { name: 'a-new-application' } },
    action: 'created',
    type: 'application',
    id: idOf,
  }),
  updateApplication: onApplication({ method: 'PATCH', body: { description: 'Other' } }),
  deleteApplication: onApplication({ method: 'DELETE' }, 'deleted'),

  createPolicy: async ({ test }) => ({
    request: { path: `${IAM}/policies`, body: newPolicy(test, 'A new policy') },
    action: 'created',
    type: 'policy',
    id: idOf,
  }),
  updatePolicy: onPolicy('', { method: 'PATCH', body: { description: 'Other' } }),
  deletePolicy: onPolicy('', { method: 'DELETE' }, 'deleted'),
  clonePolicy: async (setting) => ({
    ...(await onPolicy('/clone', { body: {} }, 'created')(setting)),
    id: idOf,
  }),
  setRules: async ({ test, send }) => {
    const { id: policy_id = '' } = await send(`${IAM}/policies`, {
      body: newPolicy(test, 'With other rules'),
    })
    const { rules } = newPolicy(test, '')
    return {
      request: { path: `${IAM}/rules`, method: 'PUT', body: { policy_id, rules } },
      action: 'updated',
      type: 'policy',
      id: policy_id,
    }
  },

  createAPIKey: async ({ test }) => ({
    request: { path: `${IAM}/api-keys`, body: { user_id: test.scenario.ownerId } },
    action: 'created',
    type: 'api_key',
    id: (answer) => answer['access_key'] ?? '',
  }),
  updateAPIKey: onKey({ method: 'PATCH', body: { description: 'Other' } }),
  deleteAPIKey: onKey({ method: 'DELETE' }, 'deleted'),
}

describe('what changes users, groups, applications, policies and API keys', () => {
  it('is written to the log, and this suite knows how', async () => {
    const operations = await mutationIds()
    const missing = operations.filter((id) => !(id in LOGGED) && !NOT_LOGGED.has(id))
    expect(
      missing,
      'operations that this suite does not know: call writeLog in their transaction and give each an ' +
        'entry in LOGGED, or one in NOT_LOGGED with the reason',
    ).toEqual([])
    const gone = [...Object.keys(LOGGED), ...NOT_LOGGED.keys()].filter(
      (id) => !operations.includes(id),
    )
    expect(gone, 'entries for operations that the backend does not have').toEqual([])
  })
})

onEveryStore((open) => {
  let setting: Setting
  let refuseLogs = false

  beforeAll(async () => {
    const test = await createTestBackend(async () => refusingLogs(await open(), () => refuseLogs))
    const owner = await test.signedIn(test.scenario.ownerId)
    const send: Setting['send'] = async (path, request = {}) => {
      const { status, body, text } = await test.request(path, { ...request, as: owner })
      expect([200, 204], text).toContain(status)
      return (body ?? {}) as Record<string, string>
    }
    setting = { test, owner, send }
  })
  afterAll(() => setting.test.close())

  it.each(Object.keys(LOGGED))('%s is done and logged together, or not at all', async (id) => {
    const { test, owner } = setting
    const mutation = await LOGGED[id]?.(setting)
    if (mutation === undefined) throw new Error(`no entry for ${id}`)
    const { path, ...request } = mutation.request

    const before = await contents(test.store)
    refuseLogs = true
    const refused = await test.request(path, { ...request, as: owner })
    refuseLogs = false
    expect(refused.status, 'with a log that cannot be written').toBe(500)
    expect(await contents(test.store), 'nothing is changed without its log').toEqual(before)

    const known = new Set(await logIds(test.store))
    const answer = await test.request(path, { ...request, as: owner })
    expect([200, 204], answer.text).toContain(answer.status)
    const logs = (await test.store.find('logs')).filter((log) => !known.has(log.id))
    const body = (answer.body ?? {}) as Record<string, string>
    expect(logs).toContainEqual(
      expect.objectContaining({
        action: mutation.action,
        resource_type: mutation.type,
        resource_id: typeof mutation.id === 'string' ? mutation.id : mutation.id(body),
        bearer_id: test.scenario.ownerId,
        bearer_type: 'user',
        bearer_name: 'Elena Varga',
        ip: '203.0.113.7',
        user_agent: 'harness/1',
      }),
    )
  })
})

/** Operation ids of everything but reading on the paths of logged resources. */
async function mutationIds(): Promise<string[]> {
  const test = await createTestBackend(async () => createMemoryStore())
  const { body } = await test.request('/openapi.json')
  await test.close()
  const { paths } = body as { paths: Record<string, Record<string, { operationId: string }>> }
  return Object.entries(paths)
    .filter(([path]) => LOGGED_PATHS.test(path))
    .flatMap(([, methods]) => Object.entries(methods))
    .flatMap(([method, { operationId }]) => (method === 'get' ? [] : [operationId]))
}

/** A store whose transactions fail at a log entry while they are told to. */
function refusingLogs(store: Store, refuses: () => boolean): Store {
  return {
    ...store,
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          ...tx,
          insert: async (table, rows) => {
            if (table === 'logs' && refuses()) throw new Error('the log takes no entry')
            await tx.insert(table, rows)
          },
        }),
      ),
  }
}

const COMPARED = [
  'users',
  'groups',
  'group_members',
  'applications',
  'policies',
  'rules',
  'api_keys',
  'tags',
  'jwts',
  'recovery_codes',
] as const satisfies readonly TableName[]

async function contents(store: Store): Promise<unknown> {
  return Promise.all(COMPARED.map((table) => store.find(table)))
}

async function logIds(store: Store): Promise<string[]> {
  return (await store.find('logs')).map((log) => log.id)
}

function idOf(answer: Record<string, string>): string {
  return answer['id'] ?? ''
}

function inOrganization(test: TestBackend) {
  return { organization_id: test.scenario.organizationId }
}

function newUser(username: string) {
  return { member: { username, email: `${username}@northwind.example` } }
}

function newPolicy(test: TestBackend, name: string) {
  const rule = { permission_set_names: ['IAMReadOnly'], ...inOrganization(test) }
  return { name, rules: [rule], no_principal: true }
}

type Change = Omit<TestRequest, 'as'>
type Prepare = (setting: Setting) => Promise<Mutation>

function onUser(end: string, change: Change, action: LogRow['action'] = 'updated'): Prepare {
  return async ({ test, send }) => {
    const username = `for${end.replace('/', '.')}.${change.method ?? 'post'}`.toLowerCase()
    const { id = '' } = await send(`${IAM}/users`, {
      body: { ...newUser(username), ...inOrganization(test) },
    })
    return { request: { path: `${IAM}/users/${id}${end}`, ...change }, action, type: 'user', id }
  }
}

/** On a group of which the Owner is a member. */
function onGroup(
  end: string,
  change: Change | ((scenario: { ownerId: string; memberId: string }) => Change),
  action: LogRow['action'] = 'updated',
): Prepare {
  return async ({ test, send }) => {
    const request = typeof change === 'function' ? change(test.scenario) : change
    const name = `For ${request.method ?? 'post'} ${end.replace('/', '')}`.trim()
    const { id = '' } = await send(`${IAM}/groups`, { body: { name } })
    await send(`${IAM}/groups/${id}/add-member`, { body: { user_id: test.scenario.ownerId } })
    return { request: { path: `${IAM}/groups/${id}${end}`, ...request }, action, type: 'group', id }
  }
}

function onApplication(change: Change, action: LogRow['action'] = 'updated'): Prepare {
  return async ({ send }) => {
    const { id = '' } = await send(`${IAM}/applications`, { body: { name: 'for-a-change' } })
    const path = `${IAM}/applications/${id}`
    return { request: { path, ...change }, action, type: 'application', id }
  }
}

function onPolicy(end: string, change: Change, action: LogRow['action'] = 'updated'): Prepare {
  return async ({ test, send }) => {
    const { id = '' } = await send(`${IAM}/policies`, { body: newPolicy(test, 'For a change') })
    const path = `${IAM}/policies/${id}${end}`
    return { request: { path, ...change }, action, type: 'policy', id }
  }
}

function onKey(change: Change, action: LogRow['action'] = 'updated'): Prepare {
  return async ({ test }) => {
    const { accessKey } = await test.keyFor('user', test.scenario.ownerId)
    const path = `${IAM}/api-keys/${accessKey}`
    return { request: { path, ...change }, action, type: 'api_key', id: accessKey }
  }
}
