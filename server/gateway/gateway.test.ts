import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { FAILURES_OF_NETWORK } from '../../backend/http/attempt-limits.ts'
import { createMemoryStore } from '../../backend/store/memory.ts'
import {
  createTestBackend,
  type TestBackend,
  type TestBrowser,
  type TestKey,
} from '../../backend/testing/harness.ts'
import {
  createTestGateway,
  listenAsPlatform,
  type TestGateway,
  type TestServer,
} from './test-gateway.ts'

/** The gateway with this very backend as the platform. */

let platform: TestBackend
let upstream: TestServer
let seen: Request[]
let gateway: TestGateway
let ownerKey: TestKey

beforeAll(async () => {
  platform = await createTestBackend(async () => createMemoryStore())
  seen = []
  upstream = await listenAsPlatform(platform.backend, seen)
  ownerKey = await platform.keyFor('user', platform.scenario.ownerId)
})
beforeEach(() => {
  seen.length = 0
  // Each on its own, with its own count of attempts.
  gateway = createTestGateway(platform, upstream.origin)
})
afterAll(async () => {
  await upstream.close()
  await platform.close()
})

async function signIn(
  key: TestKey,
  more: object = {},
  browser = platform.browser(),
): Promise<TestBrowser> {
  const { status, text } = await gateway.request('/console/v1/session', {
    body: { access_key: key.accessKey, secret_key: key.secret, ...more },
    as: browser,
  })
  expect(status, text).toBe(200)
  return browser
}

it('takes no body that is no object, or nested without end', async () => {
  const browser = await signIn(ownerKey)
  const deep = `{"tags":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  for (const body of ['[]', '"text"', '{"half', deep]) {
    const answer = await gateway.request('/iam/v1alpha1/groups', { body, as: browser })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'invalid_arguments' })
  }
  expect(seen.some(({ method }) => method === 'POST')).toBe(false)
  expect(gateway.reports).toEqual([])
})

const get = (path: string, as: TestBrowser) => gateway.request(path, { as })

describe('signing in', () => {
  it('with a user’s key tells who and where, and keeps the secret on the server', async () => {
    const browser = platform.browser()
    const answer = await gateway.request('/console/v1/session', {
      body: { access_key: ownerKey.accessKey, secret_key: ownerKey.secret },
      as: browser,
    })
    expect(answer.body).toMatchObject({
      user: { id: platform.scenario.ownerId, username: 'elena.varga' },
      bearer_type: 'user',
      organization: { id: platform.scenario.organizationId, name: 'Northwind Labs' },
      owner: { name: 'Elena Varga', email: 'elena.varga@northwind.example' },
      mode: 'cloud',
      upstream: new URL(upstream.origin).host,
    })
    expect(answer.text).not.toContain(ownerKey.secret)
    expect(browser.token).not.toContain(ownerKey.secret)
    const [row] = await gateway.store.find('gateway_sessions')
    const kept = JSON.stringify(row)
    expect(kept).not.toContain(ownerKey.secret)
    expect(kept).not.toContain(ownerKey.accessKey)
    expect(kept).not.toContain(browser.token)
    // The pepper and the database together do not open it either: it takes the cookie.
    const { sealed = '', token_digest = '' } = row ?? {}
    await expect(platform.options.peppers.open(sealed, token_digest)).rejects.toThrow()
    const again = await get('/console/v1/session', browser)
    expect(again.body).toMatchObject({ user: { username: 'elena.varga' } })
  })

  it('with an application’s key stands for the application', async () => {
    const application = platform.scenario.rows.applications[0]
    if (application === undefined) throw new Error('the scenario has no application')
    await platform.allow('application', application.id, ['IAMReadOnly'])
    const browser = await signIn(await platform.keyFor('application', application.id))
    const { body } = await get('/console/v1/session', browser)
    expect(body).toMatchObject({
      bearer_type: 'application',
      user: { id: application.id, username: application.name },
      organization: { id: platform.scenario.organizationId },
      permissions: { read: expect.arrayContaining(['user', 'policy']), write: [] },
    })
  })

  it('asks for the Organization when the key may not tell it', async () => {
    const application = platform.scenario.rows.applications[1]
    if (application === undefined) throw new Error('the scenario has too few applications')
    for (const policy of platform.scenario.rows.policies) {
      if (policy.principal_id === application.id) {
        await platform.store.transaction(async (tx) => {
          await tx.delete('rules', { policy_id: policy.id })
          await tx.delete('policies', { id: policy.id })
        })
      }
    }
    await platform.store.transaction((tx) =>
      tx.delete('group_members', { member_id: application.id }),
    )
    const key = await platform.keyFor('application', application.id)
    const credentials = { access_key: key.accessKey, secret_key: key.secret }
    const refused = await gateway.request('/console/v1/session', { body: credentials })
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({
      type: 'invalid_arguments',
      details: [{ argument_name: 'organization_id', reason: 'required' }],
    })
    const browser = await signIn(key, { organization_id: platform.scenario.organizationId })
    const { body } = await get('/console/v1/session', browser)
    expect(body).toMatchObject({
      bearer_type: 'unknown',
      organization: { id: platform.scenario.organizationId },
    })
    expect((await get('/console/v1/counters', browser)).body).toEqual({
      users: null,
      groups: null,
      applications: null,
      policies: null,
      api_keys: null,
    })
  })

  it('refuses a wrong secret, a wrong access key, an expired key and what is no key', async () => {
    const attempt = (access_key: string, secret_key: string) =>
      gateway.request('/console/v1/session', { body: { access_key, secret_key } })
    const wrong = await attempt(ownerKey.accessKey, crypto.randomUUID())
    expect(wrong.status).toBe(401)
    expect(wrong.body).toMatchObject({ method: 'api_key', reason: 'not_found' })
    const other = await attempt('SCW00000000000000000', ownerKey.secret)
    expect(other.status).toBe(401)
    const old = await platform.keyFor('user', platform.scenario.ownerId, {
      expires_at: '2026-01-01T00:00:00.000000Z',
    })
    expect((await attempt(old.accessKey, old.secret)).body).toMatchObject({ reason: 'expired' })
    seen.length = 0
    expect((await attempt('../users', ownerKey.secret)).status).toBe(400)
    expect((await attempt(ownerKey.accessKey, 'x\r\nCookie: a')).status).toBe(400)
    expect(seen).toHaveLength(0)
    expect(await gateway.store.count('gateway_sessions')).toBe(0)
  })

  it('is limited, and refused to other sites', async () => {
    const attempt = (headers = {}) =>
      gateway.request('/console/v1/session', {
        body: { access_key: ownerKey.accessKey, secret_key: crypto.randomUUID() },
        headers,
      })
    expect((await attempt({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    for (let tries = 0; tries < FAILURES_OF_NETWORK; tries += 1) {
      expect((await attempt()).status).toBe(401)
    }
    expect((await attempt()).status).toBe(429)
  })

  it('ends at sign-out, after an idle hour, and after twelve hours', async () => {
    const first = await signIn(ownerKey)
    const token = first.token
    await gateway.request('/console/v1/session', { method: 'DELETE', as: first })
    expect(first.token).toBeUndefined()
    first.token = token
    expect((await get('/console/v1/session', first)).status).toBe(401)
    expect(await gateway.store.count('gateway_sessions')).toBe(0)

    let now = platform.options.clock().getTime()
    gateway = createTestGateway(platform, upstream.origin, {
      options: { clock: () => new Date(now) },
    })
    const hour = 3_600_000
    const busy = await signIn(ownerKey)
    const idle = await signIn(ownerKey)
    for (let hours = 0.5; hours < 12; hours += 0.5) {
      now += hour / 2
      expect((await get('/account/v3/projects', busy)).status).toBe(200)
    }
    expect((await get('/account/v3/projects', idle)).status).toBe(401)
    now += hour / 2
    expect((await get('/account/v3/projects', busy)).status).toBe(401)
  })

  it('survives a restart', async () => {
    const browser = await signIn(ownerKey)
    const { store } = gateway
    gateway = createTestGateway(platform, upstream.origin, { store })
    expect((await get('/console/v1/session', browser)).status).toBe(200)
  })

  it('ends with the key, and says so', async () => {
    const key = await platform.keyFor('user', platform.scenario.ownerId)
    const browser = await signIn(key)
    await platform.store.transaction((tx) => tx.delete('api_keys', { access_key: key.accessKey }))
    const answer = await get('/iam/v1alpha1/users', browser)
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ method: 'api_key', reason: 'not_found' })
    // Every later request is told the same; nothing is kept, and nothing sent.
    const [row] = await gateway.store.find('gateway_sessions')
    expect(row?.sealed).toBe('')
    seen.length = 0
    const later = await get('/console/v1/session', browser)
    expect(later.status).toBe(401)
    expect(later.body).toMatchObject({ method: 'api_key' })
    expect(seen).toHaveLength(0)
    // Signing in again takes its place.
    await signIn(ownerKey, {}, browser)
    expect(await gateway.store.find('gateway_sessions')).toHaveLength(1)
  })
})

describe('what is passed on', () => {
  let browser: TestBrowser
  beforeEach(async () => {
    browser = await signIn(ownerKey)
    seen.length = 0
  })

  it('carries the secret and nothing of the browser’s', async () => {
    const answer = await gateway.request(
      '/iam/v1alpha1/applications?order_by=name_asc&page_size=2',
      {
        as: browser,
        headers: {
          Cookie: 'iam_session=abc',
          Authorization: 'Bearer abc',
          'X-Auth-Token': crypto.randomUUID(),
          'X-Session-Token': 'abc',
          'X-Forwarded-For': '192.0.2.1',
        },
      },
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
    const [request] = seen
    expect(request?.headers.get('x-auth-token')).toBe(ownerKey.secret)
    for (const name of ['cookie', 'authorization', 'x-session-token', 'x-forwarded-for']) {
      expect(request?.headers.get(name)).toBeNull()
    }
    // The Organization is the session's, where a client would have it as a default.
    expect(new URL(request?.url ?? '').searchParams.get('organization_id')).toBe(
      platform.scenario.organizationId,
    )
  })

  it('is nothing without a session, whatever token comes along', async () => {
    const answer = await gateway.request('/iam/v1alpha1/users', {
      headers: { 'X-Auth-Token': ownerKey.secret },
    })
    expect(answer.status).toBe(401)
    expect(seen).toHaveLength(0)
  })

  it.each([
    '/iam/v1alpha1/users%2f..%2f..%2faccount',
    '/iam/v1alpha1/users%5c',
    '/iam/v1alpha1//users',
    '/iam/v1alpha1/users/',
    '/iam/v1alpha1/users;a=b',
    '/iam/v1alpha1/users@elsewhere.example',
    '/iam/v1alpha1/../../instance/v1/zones',
    '/iam/v1alpha1/%2e%2e/%2e%2e/instance/v1/zones',
    '/iam/v1alpha1',
    '/iam/v1alpha2/users',
    '/account/v2/projects',
    '/instance/v1/zones',
    '/openapi.json',
    '/metadata',
  ])('is not %s', async (path) => {
    expect((await get(path, browser)).status).toBe(404)
    expect(seen).toHaveLength(0)
  })

  it('is none of the other methods', async () => {
    for (const method of ['HEAD', 'OPTIONS']) {
      expect((await gateway.request('/iam/v1alpha1/users', { method, as: browser })).status).toBe(
        405,
      )
    }
    expect(seen).toHaveLength(0)
  })

  it('is no write of another site', async () => {
    const write = (headers: Record<string, string>) =>
      gateway.request('/iam/v1alpha1/applications', { body: { name: 'x' }, as: browser, headers })
    expect((await write({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
    expect((await write({ Origin: 'https://elsewhere.example' })).status).toBe(403)
    expect(seen).toHaveLength(0)
  })

  it('answers errors of the API as they are', async () => {
    const missing = await get(`/iam/v1alpha1/users/${crypto.randomUUID()}`, browser)
    expect(missing.status).toBe(404)
    expect(missing.body).toMatchObject({ type: 'not_found', resource: 'user' })
    const invalid = await gateway.request('/iam/v1alpha1/applications', {
      body: { name: 'no/slashes' },
      as: browser,
    })
    expect(invalid.body).toMatchObject({ details: [{ argument_name: 'name' }] })
    const broken = await gateway.request('/iam/v1alpha1/applications', { body: '{', as: browser })
    expect(broken.status).toBe(400)
    const empty = await gateway.request(
      `/iam/v1alpha1/applications/${platform.scenario.rows.applications[2]?.id ?? ''}`,
      { method: 'DELETE', as: browser },
    )
    expect([empty.status, empty.text]).toEqual([204, ''])
  })
})

describe('the console’s own answers', () => {
  it('are those of local mode', async () => {
    const local = await platform.signedIn(platform.scenario.ownerId)
    const cloud = await signIn(ownerKey)
    const { organizationId, ownerId, memberId, rows } = platform.scenario
    const group = rows.groups.find(({ managed }) => !managed)
    const paths = [
      '/console/v1/counters',
      '/console/v1/usage',
      '/console/v1/search?q=a',
      '/console/v1/search?q=elena&types=user,api_key',
      '/console/v1/search?q=platform&types=project,group,policy',
      `/console/v1/search?q=${ownerKey.accessKey}`,
      '/console/v1/search?q=',
      `/console/v1/permissions?user_id=${memberId}`,
      `/console/v1/permissions?user_id=${ownerId}`,
      `/console/v1/permissions?group_id=${group?.id}`,
      ...rows.applications
        .slice(3, 6)
        .map(({ id }) => `/console/v1/permissions?application_id=${id}`),
      '/console/v1/permissions',
      `/console/v1/project-use?project_id=${organizationId}`,
      `/console/v1/project-use?project_id=${rows.projects[1]?.id}`,
    ]
    for (const path of paths) {
      const expected = await platform.request(path, { as: local })
      const found = await get(path, cloud)
      expect(found.body, path).toEqual(expected.body)
      expect(found.status, path).toBe(expected.status)
    }
  })

  it('name what the log is about, reading no entry again that has just passed', async () => {
    const cloud = await signIn(ownerKey)
    const list = await get('/iam/v1alpha1/logs?order_by=created_at_desc&page_size=30', cloud)
    const { logs } = list.body as { logs: { id: string }[] }
    seen.length = 0
    const query = new URLSearchParams(logs.map(({ id }) => ['log_ids', id]))
    const { body, status } = await get(`/console/v1/log-names?${query}`, cloud)
    expect(status).toBe(200)
    const { names } = body as {
      names: { log_id: string; principal: { kind: string; name: string } }[]
    }
    expect(names.map(({ log_id }) => log_id).toSorted()).toEqual(
      logs.map(({ id }) => id).toSorted(),
    )
    expect(names.map(({ principal }) => principal.name)).toContain('Elena Varga')
    expect(seen.filter(({ url }) => url.includes('/logs/'))).toHaveLength(0)
  })

  it('see a write at once', async () => {
    const cloud = await signIn(ownerKey)
    const find = async () => {
      const { body } = await get('/console/v1/search?q=freshly-made&types=application', cloud)
      return (body as { results: unknown[] }).results
    }
    expect(await find()).toHaveLength(0)
    seen.length = 0
    expect(await find()).toHaveLength(0)
    expect(seen).toHaveLength(0)
    await gateway.request('/iam/v1alpha1/applications', {
      body: { name: 'freshly-made' },
      as: cloud,
    })
    expect(await find()).toHaveLength(1)
  })

  it('hold nothing that the caller may not read, and say what is missing', async () => {
    const { memberId } = platform.scenario
    const cloud = await signIn(await platform.keyFor('user', memberId))
    const session = await get('/console/v1/session', cloud)
    const { permissions } = session.body as { permissions: { write: string[] } }
    for (const resource of ['user', 'group', 'application', 'policy', 'application_api_key']) {
      expect(permissions.write).not.toContain(resource)
    }
    const search = await get('/console/v1/search?q=a', cloud)
    expect(search.status).toBe(200)
    const { results } = search.body as { results: { type: string }[] }
    expect(new Set(results.map(({ type }) => type)).has('group')).toBe(false)
    const counters = await get('/console/v1/counters', cloud)
    expect(counters.body).toMatchObject({ groups: null, policies: null })
    const denied = await get(`/console/v1/permissions?user_id=${platform.scenario.ownerId}`, cloud)
    expect(denied.status).toBe(403)
  })
})
