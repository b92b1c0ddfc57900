import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createBackend } from '../app.ts'
import { createMemoryStore } from '../store/memory.ts'
import { StoreUnavailable } from '../store/store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const APPLICATIONS = '/iam/v1alpha1/applications'

let test: TestBackend
let owner: TestBrowser

beforeEach(async () => {
  test = await createTestBackend(async () => createMemoryStore())
  owner = await test.signedIn(test.scenario.ownerId)
})
afterEach(() => test.close())

describe('every answer', () => {
  it.each([
    ['200', APPLICATIONS, {}],
    ['204', '/console/v1/session', { method: 'DELETE' }],
    ['400', `${APPLICATIONS}?page=0`, {}],
    ['404', '/iam/v1alpha1/nothing', {}],
    ['405', APPLICATIONS, { method: 'PUT' }],
  ] as const)('carries the headers of the API (%s)', async (status, path, request) => {
    const answer = await test.request(path, { ...request, as: owner })
    expect(answer.status).toBe(Number(status))
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      ...(status === '405' ? { allow: 'GET, POST' } : {}),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('keeps the request id of its carrier', async () => {
    const response = await test.backend.fetch(new Request('https://iam.test/'), {
      ip: '',
      session: owner.carrier,
      requestId: 'given',
    })
    expect(response.headers.get('x-request-id')).toBe('given')
  })
})

describe('a request', () => {
  it.each([
    ['{', 'the body is not valid JSON'],
    ['[]', 'the body must be a JSON object'],
    ['"x"', 'the body must be a JSON object'],
  ])('with the body %s is refused', async (body, help_message) => {
    const answer = await test.request(APPLICATIONS, { body, as: owner })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      details: [{ argument_name: 'body', reason: 'format', help_message }],
    })
  })

  it('with a body beyond a mebibyte is refused', async () => {
    const body = { name: 'x'.repeat(1_100_000) }
    expect((await test.request(APPLICATIONS, { body, as: owner })).status).toBe(413)
  })

  it('nested without end is refused', async () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000)
    const answer = await test.request(APPLICATIONS, { body: `{"name":${nested}}`, as: owner })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      details: [{ argument_name: 'body', help_message: 'the body is nested too deeply' }],
    })
  })

  it.each([
    ['many wrong values', `{"user_ids":[${'"",'.repeat(300_000)}""]}`],
    ['many names', `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ])('with %s is refused before they are looked at', async (_, body) => {
    const path = `/iam/v1alpha1/groups/${test.scenario.rows.groups[0]?.id}/members`
    const answer = await test.request(path, { method: 'PUT', body, as: owner })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      details: [{ argument_name: 'body', help_message: 'the body holds more than 20000 values' }],
    })
  })

  it('with many wrong values is told of the first hundred', async () => {
    const path = `/iam/v1alpha1/groups/${test.scenario.rows.groups[0]?.id}/members`
    for (const wrong of ['', '\0']) {
      const body = { user_ids: Array.from({ length: 15_000 }, () => wrong) }
      const answer = await test.request(path, { method: 'PUT', body, as: owner })
      expect(answer.status).toBe(400)
      expect((answer.body as { details: unknown[] }).details).toHaveLength(100)
    }
  })

  it.each([
    ['description', { body: '{"name":"a","description":"x\\u0000y"}' }, APPLICATIONS],
    ['description', { body: '{"name":"a","description":"\\ud800"}' }, APPLICATIONS],
    ['tag', {}, `${APPLICATIONS}?tag=%00`],
    ['access_keys[1]', {}, '/iam/v1alpha1/api-keys?access_keys=SCW&access_keys=%00'],
    ['access_key', {}, '/iam/v1alpha1/api-keys/%00'],
    ['login', { body: '{"login":"\\u0000","password":"x"}' }, '/console/v1/session'],
  ])('with text that no database keeps is refused (%s)', async (argument_name, request, path) => {
    const answer = await test.request(path, { ...request, as: owner })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ details: [{ argument_name, reason: 'format' }] })
  })

  it('with a list in brackets is refused', async () => {
    const answer = await test.request(`${APPLICATIONS}?application_ids[]=1`, { as: owner })
    expect(answer.body).toMatchObject({
      details: [{ argument_name: 'application_ids[]', reason: 'unknown' }],
    })
  })

  it('with empty values in a list is asked for what the others name, or for all', async () => {
    const made = await test.request(APPLICATIONS, { body: { name: 'one' }, as: owner })
    const { id } = made.body as { id: string }
    const all = await test.request(APPLICATIONS, { as: owner })
    expect((await test.request(`${APPLICATIONS}?application_ids=`, { as: owner })).text).toBe(
      all.text,
    )
    const one = await test.request(`${APPLICATIONS}?application_ids=&application_ids=${id}`, {
      as: owner,
    })
    expect(one.body).toMatchObject({ applications: [{ id }], total_count: 1 })
  })

  it.each([
    ['now', 400],
    ['2026-02-30T00:00:00Z', 400],
    ['9999-12-31T23:30:00-01:00', 400],
    ['2027-01-01t00:00:00z', 200],
    ['2027-01-01T00:00:00.1234567890Z', 200],
  ])('with the time %s is answered %i', async (time, status) => {
    const keys = '/iam/v1alpha1/api-keys'
    const body = { user_id: test.scenario.ownerId, expires_at: time }
    const answer = await test.request(keys, { body, as: owner })
    expect(answer.status).toBe(status)
    if (status === 200) return
    const help_message = 'value must be an RFC 3339 date and time'
    expect(answer.body).toMatchObject({
      details: [{ argument_name: 'expires_at', reason: 'format', help_message }],
    })
  })

  it('names every argument that is wrong, once', async () => {
    const answer = await test.request(`${APPLICATIONS}?page=x&page_size=0&editable=maybe`, {
      as: owner,
    })
    expect(answer.body).toMatchObject({
      details: [
        { argument_name: 'page', reason: 'format', help_message: 'value must be a number' },
        { argument_name: 'page_size', reason: 'constraint', help_message: 'must be at least 1' },
        { argument_name: 'editable', reason: 'format', help_message: 'value must be a boolean' },
      ],
    })
  })

  it('with prototype names changes nothing but itself', async () => {
    const body = '{"name":"safe","__proto__":{"polluted":true},"constructor":null}'
    expect((await test.request(APPLICATIONS, { body, as: owner })).status).toBe(200)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('credentials', () => {
  const status = async (as: TestBrowser | string) =>
    (await test.request(APPLICATIONS, { as })).status

  it('unknown, expired and of a locked user are refused', async () => {
    const { ownerId } = test.scenario
    const refusal = async (secret: string) =>
      (await test.request(APPLICATIONS, { as: secret })).text
    const denied = (reason: string) =>
      `{"message":"authentication is denied","method":"api_key","reason":"${reason}","type":"denied_authentication"}`

    expect(await refusal('0c0ffee0-0000-4000-8000-000000000000')).toBe(denied('not_found'))
    const expired = await test.keyFor('user', ownerId, {
      expires_at: '2026-11-23T09:00:00.000000Z',
    })
    expect(await refusal(expired.secret)).toBe(denied('expired'))
    const lockedUser = test.scenario.rows.users.find((user) => user.locked)
    const { secret } = await test.keyFor('user', lockedUser?.id ?? '')
    expect(await refusal(secret)).toBe(denied('not_found'))
  })

  it('of a key stop at its expiration', async () => {
    const { secret } = await test.keyFor('user', test.scenario.ownerId, {
      expires_at: '2026-11-23T09:00:10.000000Z',
    })
    expect(await status(secret)).toBe(200)
    test.advance(10_000)
    expect(await status(secret)).toBe(401)
  })

  it('of an unknown key do not fall back to the session', async () => {
    const answer = await test.request(APPLICATIONS, {
      as: owner,
      headers: { 'X-Auth-Token': 'nonsense' },
    })
    expect(answer.status).toBe(401)
  })

  it('lose a right at once with its policy, direct or through a group', async () => {
    const { body } = await test.request(APPLICATIONS, { body: { name: 'fresh' }, as: owner })
    const { id } = body as { id: string }
    const { secret } = await test.keyFor('application', id)
    expect(await status(secret)).toBe(403)

    const [group] = test.scenario.rows.groups
    if (group === undefined) throw new Error('the scenario has no group')
    const crew = { ...group, id, name: 'crew', name_key: 'crew' }
    await test.store.transaction(async (tx) => {
      await tx.insert('groups', crew)
      await tx.insert('group_members', {
        id: `${id}/${id}`,
        group_id: id,
        member_type: 'application',
        member_id: id,
        position: 0,
      })
    })
    for (const principal of ['application', 'group'] as const) {
      const { policyId } = await test.allow(principal, id, ['IAMApplicationReadOnly'])
      expect(await status(secret)).toBe(200)
      await test.store.transaction(async (tx) => {
        await tx.delete('rules', { policy_id: policyId })
        await tx.delete('policies', { id: policyId })
      })
      expect(await status(secret)).toBe(403)
    }
  })
})

describe('a write from another site', () => {
  const write = (headers: Record<string, string>, as: TestBrowser | string = owner) =>
    test.request(APPLICATIONS, { body: { name: 'forged' }, as, headers })

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
    [{ Origin: 'https://evil.test' }],
    [{ Origin: 'null' }],
  ])('is refused with the cookie: %o', async (headers) => {
    const answer = await write(headers)
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ type: 'permissions_denied' })
    expect(await test.store.count('applications', { name: 'forged' })).toBe(0)
  })

  it('is refused for signing in, too', async () => {
    const { status } = await test.request('/console/v1/session', {
      body: { login: 'elena.varga', password: 'x' },
      headers: { Origin: 'https://evil.test' },
    })
    expect(status).toBe(403)
  })

  it('passes from our own pages, and with an API key from anywhere', async () => {
    const own = { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://iam.test' }
    expect((await write(own)).status).toBe(200)
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    expect((await write({ Origin: 'https://evil.test' }, secret)).status).toBe(200)
  })
})

describe('what goes wrong unexpectedly', () => {
  const broken = (error: Error) => {
    const report = vi.fn<(error: unknown, requestId: string) => void>()
    const getLinked = async () => {
      throw error
    }
    const store = { ...test.store, getLinked }
    const backend = createBackend({ ...test.options, store, report })
    const request = new Request(`https://iam.test${APPLICATIONS}`)
    const caller = { ip: '', session: owner.carrier, requestId: 'r-1' }
    return { answer: () => backend.fetch(request, caller), report }
  }

  it('is a 500 that tells the client nothing and the operator everything', async () => {
    const error = new Error('the disk said no')
    const { answer, report } = broken(error)
    const response = await answer()
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('{"message":"Internal error"}')
    expect(report).toHaveBeenCalledWith(error, 'r-1')
  })

  it('is a 503 when the store is out of reach', async () => {
    const response = await broken(new StoreUnavailable('no answer')).answer()
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({
      message: 'the service is not available for the moment, please retry later',
    })
  })
})

describe('scenarios', () => {
  it('failing: the first answer of every list is a 500, the next is right', async () => {
    const failing = await createTestBackend(async () => createMemoryStore(), {
      scenario: 'failing',
      faults: true,
    })
    const browser = await failing.signedIn(failing.scenario.ownerId)
    const status = async (path: string) => (await failing.request(path, { as: browser })).status
    expect(await status(APPLICATIONS)).toBe(500)
    expect(await status(`${APPLICATIONS}?page=2`)).toBe(200)
    expect(await status('/iam/v1alpha1/api-keys')).toBe(500)
    expect(await status('/iam/v1alpha1/api-keys')).toBe(200)
    expect(await status('/console/v1/session')).toBe(200)
    expect(failing.reports).toEqual([])
    await failing.close()
  })

  it('slow: every answer takes a second and a half', async () => {
    const slow = await createTestBackend(async () => createMemoryStore(), {
      scenario: 'slow',
      faults: true,
    })
    vi.useFakeTimers()
    try {
      const { secret } = await slow.keyFor('user', slow.scenario.ownerId)
      let answered = false
      const answer = slow.request(APPLICATIONS, { as: secret }).finally(() => {
        answered = true
      })
      await vi.waitUntil(() => vi.getTimerCount() > 0)
      await vi.advanceTimersByTimeAsync(1400)
      expect(answered).toBe(false)
      await vi.advanceTimersByTimeAsync(200)
      expect((await answer).status).toBe(200)
    } finally {
      vi.useRealTimers()
    }
    await slow.close()
  })
})

describe('/openapi.json', () => {
  it('describes every operation to anybody', async () => {
    const { status, body } = await test.request('/openapi.json')
    expect(status).toBe(200)
    const { paths, components } = body as {
      paths: Record<string, Record<string, { operationId: string }>>
      components: { schemas: object }
    }
    const operations = Object.values(paths).flatMap((path) => Object.values(path))
    const ids = operations.map((operation) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['createAPIKey', 'listProjects', 'signIn']))
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['APIKey', 'User']))
  })
})
