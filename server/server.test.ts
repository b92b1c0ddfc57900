import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { describedFetch } from './described-fetch.ts'
import { readFlags } from './flags.ts'
import { startServer, type RunningServer } from './start-server.ts'

/** What the API answers is as `/openapi.json` says, over the network too. */
const fetch = describedFetch()

const password = 'a password for tests'
const login = 'elena.varga@northwind.example'
const json = { 'Content-Type': 'application/json' }

let folder: string
let server: RunningServer
let address: string

async function start(...args: string[]): Promise<RunningServer> {
  const flags = ['--port', '0', '--console', join(folder, 'dist'), ...args]
  return startServer(readFlags(flags, {}, folder))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-server-'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><script>1</script>')
  server = await start('--log', 'server.log', '--owner-password', password)
  address = server.facts.address
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

function signIn(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${address}/console/v1/session`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ login, password }),
  })
}

/** What the server answers to bytes that no client library would send. */
async function raw(request: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  socket.end(request)
  return text(socket)
}

describe('every answer', () => {
  it.each([
    '/',
    '/iam/users',
    '/gone.js',
    '/healthz',
    '/openapi.json',
    '/iam/v1alpha1/users',
    '/iam/v1alpha1/nothing',
    '/account/v3/projects',
    '/iam/v9/users',
  ])('carries the security headers: %s', async (path) => {
    const { headers } = await fetch(address + path)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  it('carries them even to what is not HTTP, or for no host', async () => {
    for (const [request, status] of [
      ['nonsense\r\n\r\n', 400],
      ['GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
      ['GET / HTTP/1.1\r\n\r\n', 400],
      ['GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n', 417],
    ] as const) {
      const answer = await raw(request)
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff')
      const id = /x-request-id: ([0-9a-f-]{36})/i.exec(answer)?.[1] ?? 'none'
      expect(readFileSync(join(folder, 'server.log'), 'utf8')).toContain(id)
    }
  })
})

describe('paths', () => {
  it('of the API are never pages, of the console never the API', async () => {
    const type = async (path: string) =>
      (await fetch(address + path)).headers.get('content-type')?.split(';')[0]
    expect(await type('/iam/v1alpha1/unknown')).toBe('application/json')
    expect(await type('/console/v2/session')).toBe('application/json')
    expect(await type('/metadata')).toBe('application/json')
    expect(await type('/iam/users')).toBe('text/html')
    expect(await type('/iam/versions')).toBe('text/html')
  })

  it('that name another host stay here', async () => {
    const answer = await raw(
      'GET //elsewhere.example/x HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('of the test door do not exist unless a flag opens it', async () => {
    const response = await fetch(`${address}/test-door/organizations`, {
      method: 'POST',
      headers: json,
      body: '{"scenario":"default"}',
    })
    expect(response.status).not.toBe(201)
    expect(response.headers.get('set-cookie')).toBeNull()
  })
})

describe('the session', () => {
  it('lives in a cookie that scripts cannot read', async () => {
    const signedIn = await signIn()
    expect(signedIn.status).toBe(200)
    const cookie = signedIn.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^iam_session=[^;]{40,}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    )
    const session = { Cookie: cookie.split(';')[0] ?? '' }
    const users = `${address}/iam/v1alpha1/users`
    expect((await fetch(users, { headers: session })).status).toBe(200)
    expect((await fetch(users)).status).toBe(401)

    const url = `${address}/console/v1/session`
    const ended = await fetch(url, { method: 'DELETE', headers: session })
    expect(ended.status).toBe(204)
    expect(ended.headers.get('set-cookie')).toContain(
      'iam_session=; Path=/; Expires=Thu, 01 Jan 1970',
    )
    expect((await fetch(users, { headers: session })).status).toBe(401)
  })

  it('believes in TLS only on the word of a trusted proxy', async () => {
    const headers = { 'X-Forwarded-Proto': 'https' }
    const response = await signIn(headers)
    expect(response.headers.get('set-cookie')).not.toContain('Secure')
    expect(response.headers.get('strict-transport-security')).toBeNull()
  })
})

describe('a request', () => {
  it('with the method TRACE is not allowed', async () => {
    const answer = await raw(
      'TRACE /iam/v1alpha1/users HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 405 /)
  })

  it('with the method HEAD gets the headers of the answer alone', async () => {
    for (const [path, status] of [
      ['/openapi.json', 200],
      ['/iam/v1alpha1/users', 401],
      ['/iam/users', 200],
    ] as const) {
      const answer = await raw(`HEAD ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
      expect(answer, path).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*\r\n\r\n$`))
      expect(answer.split('\r\n\r\n'), path).toHaveLength(2)
      expect(answer, path).toMatch(/^content-type: (application\/json|text\/html)/im)
    }
  })

  it('that only reads is answered whatever body it has, and so is the next one', async () => {
    const next = 'GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'
    for (const body of [
      'Content-Length: 5\r\n\r\nhello',
      'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    ]) {
      const answer = await raw(`GET /openapi.json HTTP/1.1\r\nHost: here\r\n${body}${next}`)
      expect(answer.match(/HTTP\/1\.1 200 OK/g), body).toHaveLength(2)
      expect(answer, body).toContain('{"status":"ok"}')
    }
    const large = `GET /openapi.json HTTP/1.1\r\nHost: here\r\nContent-Length: ${2 ** 21}\r\n\r\n`
    expect(await raw(large)).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('with a body beyond the limit is refused', async () => {
    const response = await fetch(`${address}/console/v1/session`, {
      method: 'POST',
      headers: json,
      body: 'x'.repeat(1024 * 1024 + 1),
    })
    expect(response.status).toBe(413)
    expect(response.headers.get('content-type')).toBe('application/json')
  })

  it('with an endless body is refused as well', async () => {
    const status = await new Promise<number | string>((resolve) => {
      const options = { method: 'POST', headers: json }
      const request = httpRequest(`${address}/console/v1/session`, options, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      request.once('error', () => resolve('cut'))
      for (let chunks = 0; chunks < 40; chunks += 1) request.write(new Uint8Array(256 * 1024))
      request.end()
    })
    expect([413, 'cut']).toContain(status)
  })

  it('leaves one line in the log, without its query and its secrets', async () => {
    const response = await fetch(`${address}/iam/v1alpha1/users?page=1&canary=c4n4ry`, {
      headers: { 'X-Auth-Token': '11111111-2222-4333-8444-c4n4ry000000' },
    })
    const id = response.headers.get('x-request-id') ?? ''
    await signIn()
    const log = readFileSync(join(folder, 'server.log'), 'utf8')
    const lines = log.split('\n').filter((line) => line.includes(id))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      method: 'GET',
      path: '/iam/v1alpha1/users',
      status: 401,
      ip: '127.0.0.1',
      requestId: id,
    })
    expect(log).not.toContain('c4n4ry')
    expect(log).not.toContain(password)
  })

  it('says in the log who called', async () => {
    const cookie = (await signIn()).headers.get('set-cookie')?.split(';')[0] ?? ''
    const response = await fetch(`${address}/iam/v1alpha1/users`, { headers: { Cookie: cookie } })
    const id = response.headers.get('x-request-id') ?? ''
    await expect
      .poll(() => readFileSync(join(folder, 'server.log'), 'utf8'))
      .toMatch(new RegExp(`"requestId":"${id}".*"bearer":"${server.facts.owner?.id}"`))
  })
})

it('says that it lives, and that it is ready', async () => {
  for (const [path, status] of [
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ] as const) {
    const response = await fetch(address + path)
    expect([response.status, await response.json()]).toEqual([200, { status }])
  }
})

it('refuses to open a database that is open already', async () => {
  await expect(start('--log', 'second.log')).rejects.toThrow('in use by another process')
})

describe('another start', () => {
  it('signs the Owner in by link, once, and keeps the data', async () => {
    const args = ['--data', 'again', '--log', 'again.log']
    const first = await start(...args)
    const { owner, signInToken } = first.facts
    expect(owner).toMatchObject({
      email: login,
      password: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
    })
    const use = () =>
      fetch(`${first.facts.address}/console/v1/session`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ token: signInToken }),
      })
    expect((await use()).status).toBe(200)
    expect((await use()).status).toBe(401)
    await first.close()

    const second = await start(...args)
    expect(second.facts.owner).toEqual({ ...owner, password: undefined })
    expect(second.facts.signInToken).not.toBe(signInToken)
    await second.close()

    const third = await start(...args, '--owner-password', password)
    address = third.facts.address
    const signedIn = await signIn()
    expect(signedIn.status).toBe(200)
    await third.close()

    const fourth = await start(...args, '--owner-password', 'another password')
    const ended = await fetch(`${fourth.facts.address}/console/v1/session`, {
      headers: { Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' },
    })
    address = server.facts.address
    await fourth.close()
    expect(ended.status).toBe(401)
  })

  it('behind a trusted proxy believes its headers', async () => {
    const proxied = await start(
      '--data',
      'proxied',
      '--log',
      'proxied.log',
      '--trust-proxy',
      '--owner-password',
      password,
    )
    address = proxied.facts.address
    const response = await signIn({
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-For': '203.0.113.66, 198.51.100.7',
    })
    address = server.facts.address
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-iam_session=.*; Secure/)
    expect(response.headers.get('strict-transport-security')).toContain('max-age=')
    await proxied.close()
    expect(readFileSync(join(folder, 'proxied.log'), 'utf8')).toContain('"ip":"198.51.100.7"')
  })

  it('without a seed holds nothing, and has a token for the first visitor', async () => {
    const bare = await start('--data', 'bare', '--log', 'bare.log', '--seed', 'none')
    expect(bare.facts).toMatchObject({ owner: undefined, signInToken: undefined })
    // 256 bits.
    expect(bare.facts.setupToken).toMatch(/^[\w-]{43}$/)
    expect(server.facts.setupToken).toBeUndefined()
    await bare.close()
    expect(readFileSync(join(folder, 'bare.log'), 'utf8')).not.toContain(bare.facts.setupToken)
  })
})
