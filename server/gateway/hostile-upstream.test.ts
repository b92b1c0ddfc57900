import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { FAILURES_OF_NETWORK } from '../../backend/http/attempt-limits.ts'
import { createMemoryStore } from '../../backend/store/memory.ts'
import {
  createTestBackend,
  type TestBackend,
  type TestBrowser,
} from '../../backend/testing/harness.ts'
import { createTestGateway, listen, type TestGateway, type TestServer } from './test-gateway.ts'

/** The gateway with an upstream that does whatever a test wants. */

const secretKey = '11111111-2222-4333-8444-555555555555'
const accessKey = 'SCWABCDEFGHJKMNPQRST'
const userId = '7d0f1c5e-1c52-4a2e-9c1c-d6b7f3f7a001'
const organizationId = '7d0f1c5e-1c52-4a2e-9c1c-d6b7f3f7a002'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let test: TestBackend
let upstream: TestServer
let elsewhere: TestServer
let gateway: TestGateway
/** The same with a limit of time that an upstream without an answer reaches soon. */
let hasty: TestGateway
let browser: TestBrowser
let behave: Answer
let seen: string[]
let strayed: number
let creations: string[]
const events = new EventEmitter()

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** As much of the platform as a sign-in asks for. */
const wellBehaved: Answer = (request, response) => {
  const path = (request.url ?? '').split('?')[0]
  if (path === `/iam/v1alpha1/api-keys/${accessKey}`) {
    json(response, 200, {
      access_key: accessKey,
      user_id: userId,
      default_project_id: organizationId,
    })
  } else if (path?.startsWith('/account/v3/projects/')) {
    json(response, 200, { id: organizationId, organization_id: organizationId })
  } else if (path === `/iam/v1alpha1/users/${userId}`) {
    json(response, 200, { id: userId, username: 'ada', type: 'owner' })
  } else {
    json(response, 403, {
      type: 'permissions_denied',
      message: 'insufficient permissions',
      details: [],
    })
  }
}

beforeAll(async () => {
  test = await createTestBackend(async () => createMemoryStore())
  upstream = await listen((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    if (request.method !== 'POST') {
      behave(request, response)
      return
    }
    // The body is read to its end first, as a server does that carries a request out.
    request.resume().once('end', () => {
      events.emit('write')
      behave(request, response)
    })
  })
  elsewhere = await listen((_request, response) => {
    strayed += 1
    json(response, 200, { users: [], total_count: 0 })
  })
})
beforeEach(async () => {
  seen = []
  creations = []
  strayed = 0
  behave = wellBehaved
  const limits = { milliseconds: 30_000, bytes: 100_000 }
  gateway = createTestGateway(test, upstream.origin, { limits })
  hasty = createTestGateway(test, upstream.origin, {
    limits: { ...limits, milliseconds: 100 },
    store: gateway.store,
  })
  browser = test.browser()
  const { status, text } = await gateway.request('/console/v1/session', {
    body: { access_key: accessKey, secret_key: secretKey },
    as: browser,
  })
  expect(status, text).toBe(200)
})
afterAll(async () => {
  await upstream.close()
  await elsewhere.close()
  await test.close()
})

const list = (through = gateway) => through.request('/iam/v1alpha1/users', { as: browser })

describe('an upstream that', () => {
  it.each<[string, Answer, number, object]>([
    ['never answers', () => {}, 504, { type: 'upstream_timeout' }],
    [
      'stops in the middle',
      (_, response) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"use'),
      504,
      { type: 'upstream_timeout' },
    ],
    ['hangs up', (request) => request.socket.destroy(), 502, { type: 'upstream_unreachable' }],
    [
      'answers without end',
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' })
        const flood = (): void => {
          if (!response.destroyed) response.write('x'.repeat(65_536), flood)
        }
        flood()
      },
      502,
      { type: 'upstream_unreachable' },
    ],
    [
      'sends elsewhere',
      (_, response) => response.writeHead(307, { Location: `${elsewhere.origin}/users` }).end(),
      502,
      { type: 'upstream_unreachable' },
    ],
    [
      'answers a page',
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Hi</h1>'),
      502,
      { type: 'upstream_unreadable' },
    ],
    [
      'answers a page as an error',
      (_, response) => response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Hi</h1>'),
      502,
      { type: 'upstream_unreadable' },
    ],
    [
      'answers half a JSON',
      (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"use'),
      502,
      { type: 'upstream_unreadable' },
    ],
    [
      'is out of order',
      (_, response) => response.writeHead(503, { 'Content-Type': 'text/html' }).end('busy'),
      503,
      { type: 'upstream_failed' },
    ],
    [
      'fails in the API’s words',
      (_, response) => json(response, 500, { message: 'Internal error' }),
      500,
      { type: 'upstream_failed', message: 'Internal error' },
    ],
    [
      'has a proxy in front that fails',
      (_, response) => response.writeHead(522).end(),
      502,
      { type: 'upstream_failed' },
    ],
  ])('%s is told in JSON, with what to do', async (_name, answer, status, body) => {
    behave = answer
    const told = await list(status === 504 ? hasty : gateway)
    expect(told.status).toBe(status)
    expect(told.body).toMatchObject(body)
    expect(told.body).toMatchObject({ help_message: expect.stringContaining('127.0.0.1') })
    expect(told.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(told.text + JSON.stringify([...told.headers])).not.toContain(secretKey)
    expect(strayed).toBe(0)
  })

  it('limits with nothing at all is handed on as the API’s error', async () => {
    behave = (_, response) => response.writeHead(429, { 'X-Envoy-Ratelimited': 'true' }).end()
    const told = await list()
    expect(told.status).toBe(429)
    expect(told.body).toMatchObject({ type: 'too_many_requests', message: 'too many requests' })
    expect(told.headers.get('retry-after')).toBeNull()

    behave = (_, response) => response.writeHead(429, { 'Retry-After': '7' }).end()
    const later = await list()
    expect(later.headers.get('retry-after')).toBe('7')
    expect(later.body).toMatchObject({
      reset_seconds: 7,
      help_message: expect.stringContaining('7 seconds'),
    })
    // The console's own reads say the same, and are tried again with the next request.
    expect((await gateway.request('/console/v1/counters', { as: browser })).status).toBe(429)
    behave = wellBehaved
    expect((await gateway.request('/console/v1/counters', { as: browser })).status).toBe(200)
  })

  it('sets cookies and headers sets none in the browser', async () => {
    behave = (_, response) =>
      response
        .writeHead(200, {
          'Content-Type': 'application/json; charset=utf-8',
          'Set-Cookie': 'iam_session=planted',
          'Access-Control-Allow-Origin': '*',
          'Clear-Site-Data': '"*"',
          Location: 'https://elsewhere.example',
        })
        .end('{"users":[],"total_count":0}')
    const told = await list()
    expect(told.status).toBe(200)
    expect(told.headers.get('content-type')).toBe('application/json')
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'clear-site-data',
      'location',
    ]) {
      expect(told.headers.get(name)).toBeNull()
    }
  })

  it('cannot be reached is told so', async () => {
    const gone = await listen(() => {})
    await gone.close()
    const other = createTestGateway(test, gone.origin)
    const told = await other.request('/console/v1/session', {
      body: { access_key: accessKey, secret_key: secretKey },
    })
    expect(told.status).toBe(502)
    expect(told.body).toMatchObject({ help_message: expect.stringContaining('no connections') })
    // Whoever runs the server finds the cause in its log.
    expect(other.reports).toEqual([expect.objectContaining({ reason: 'refused' })])
  })

  it('limits is no guessing of the network that it limits', async () => {
    const signIn = async () =>
      (
        await gateway.request('/console/v1/session', {
          body: { access_key: accessKey, secret_key: secretKey },
        })
      ).status
    behave = (_, response) => response.writeHead(429).end()
    for (let tried = 0; tried <= FAILURES_OF_NETWORK; tried += 1) expect(await signIn()).toBe(429)
    behave = wellBehaved
    expect(await signIn()).toBe(200)
  })

  it('is given up when the browser goes away', async () => {
    const gaveUp = new AbortController()
    const asked = Promise.withResolvers<void>()
    const closed = Promise.withResolvers<void>()
    behave = (request) => {
      request.socket.once('close', () => closed.resolve())
      asked.resolve()
    }
    const slow = createTestGateway(test, upstream.origin, { store: gateway.store })
    const answer = slow.request('/iam/v1alpha1/users', { as: browser, signal: gaveUp.signal })
    await asked.promise
    gaveUp.abort()
    await closed.promise
    expect((await answer).status).toBe(502)
    expect(slow.reports).toEqual([])
  })
})

describe('a key that is asked for again', () => {
  const made = 'SCWMADEMADEMADEMADE1'
  const generate = (key = 'one', through = gateway, description = 'laptop') =>
    through.request('/iam/v1alpha1/api-keys', {
      body: { user_id: userId, description },
      as: browser,
      headers: { 'Idempotency-Key': key },
    })
  /** What the platform does with a creation; the list of keys then has what was made. */
  const platform =
    (create: (response: ServerResponse, request: IncomingMessage) => void): Answer =>
    (request, response) => {
      if (request.method === 'POST') {
        create(response, request)
        return
      }
      json(response, 200, {
        api_keys: creations.map((access_key) => ({
          access_key,
          description: 'laptop',
          user_id: userId,
          created_at: test.options.clock().toISOString(),
        })),
        total_count: creations.length,
      })
    }
  const make = (response: ServerResponse): void => {
    creations.push(made)
    json(response, 200, { access_key: made, secret_key: crypto.randomUUID() })
  }
  const posts = () => seen.filter((line) => line.startsWith('POST')).length

  it('is named, and not made twice', async () => {
    behave = platform(make)
    expect((await generate()).status).toBe(200)
    const again = await generate()
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({ type: 'already_exists', resource_id: made })
    expect(again.text).not.toContain('secret_key"')
    expect(posts()).toBe(1)
    expect((await generate('another')).status).toBe(200)
  })

  it('after a lost answer is found in the list', async () => {
    behave = platform((_response, request) => {
      creations.push(made)
      request.socket.destroy()
    })
    const lost = await generate()
    expect(lost.status).toBe(502)
    expect(lost.body).toMatchObject({
      help_message: expect.stringContaining('may have been generated'),
    })
    // The form may have been changed meanwhile.
    const again = await generate('one', gateway, 'desktop')
    expect(again.body).toMatchObject({ type: 'already_exists', resource_id: made })
    expect(posts()).toBe(1)
  })

  it('after no answer is refused while nobody knows whether it was made', async () => {
    behave = platform(() => {})
    expect((await generate('one', hasty)).status).toBe(504)
    behave = platform(make)
    const again = await generate()
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({
      resource_id: '',
      help_message: expect.stringContaining('list'),
    })
    expect(posts()).toBe(1)
  })

  it('after a failure that was answered is made, once', async () => {
    behave = platform((response) => json(response, 503, { message: 'busy' }))
    expect((await generate()).status).toBe(503)
    behave = platform(make)
    expect((await generate()).status).toBe(200)
    expect((await generate()).status).toBe(409)
    expect(posts()).toBe(2)
  })

  it.each([502, 504, 522])(
    'after a proxy’s %i is not made again, since the platform may still be at it',
    async (status) => {
      behave = platform((response) => response.writeHead(status).end())
      const lost = await generate()
      expect(lost.status).toBe(status === 504 ? 504 : 502)
      expect(lost.body).toMatchObject({
        help_message: expect.stringContaining('may have been generated'),
      })
      behave = platform(make)
      expect((await generate()).body).toMatchObject({ type: 'already_exists', resource_id: '' })
      expect(posts()).toBe(1)
    },
  )

  it('after a failure is not made again while the list does not tell', async () => {
    behave = platform((response) => json(response, 500, { message: 'Internal error' }))
    expect((await generate()).status).toBe(500)
    behave = wellBehaved
    expect((await generate()).status).toBe(409)
    // Two that fit, of which nobody knows whose they are.
    creations.push(made, 'SCWMADEMADEMADEMADE2')
    behave = platform(make)
    expect((await generate()).body).toMatchObject({ type: 'already_exists', resource_id: '' })
    expect(posts()).toBe(1)
  })

  it('after a refusal may be corrected and sent again', async () => {
    behave = platform((response) =>
      json(response, 403, { type: 'permissions_denied', message: 'no', details: [] }),
    )
    expect((await generate()).status).toBe(403)
    behave = platform(make)
    expect((await generate()).status).toBe(200)
  })

  it('twice at once is made once, though the browser goes away', async () => {
    const release = Promise.withResolvers<void>()
    behave = platform((response) => void release.promise.then(() => make(response)))
    const gaveUp = new AbortController()
    const first = gateway.request('/iam/v1alpha1/api-keys', {
      body: { user_id: userId, description: 'laptop' },
      as: browser,
      headers: { 'Idempotency-Key': 'one' },
      signal: gaveUp.signal,
    })
    await once(events, 'write')
    expect((await generate()).status).toBe(409)
    gaveUp.abort()
    release.resolve()
    await first
    expect((await generate()).body).toMatchObject({ resource_id: made })
    expect(posts()).toBe(1)
  })
})
