import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createMemoryStore } from '../backend/store/memory.ts'
import { createTestBackend, TEST_PASSWORD, type TestBackend } from '../backend/testing/harness.ts'
import { closeHttpServer, createHttpServer, type HttpOptions } from './http.ts'
import { openLog } from './log.ts'
import { BodyRoom } from './request-body.ts'
import { createSite } from './site.ts'
import { createStaticFiles } from './static.ts'

/** Milliseconds; what a slow client is given here. */
const SHORT = 150
const MEBIBYTE = 1024 * 1024
const KEYS = '/iam/v1alpha1/api-keys'

let folder: string
let test: TestBackend
let secret: string
const servers: Server[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-attacks-'))
  mkdirSync(join(folder, 'dist/assets'), { recursive: true })
  writeFileSync(join(folder, 'outside.txt'), 'outside')
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>')
  // More than what the kernel keeps for a client that does not read.
  writeFileSync(join(folder, 'dist/assets/large.js'), Buffer.alloc(32 * MEBIBYTE, 'x'))
  test = await createTestBackend(async () => createMemoryStore())
  secret = (await test.keyFor('user', test.scenario.ownerId)).secret
})

afterAll(async () => {
  await Promise.all(servers.map(closeHttpServer))
  await test.close()
  rmSync(folder, { recursive: true })
})

interface Target {
  port: number
  url: string
  log: () => string
}

async function listen(options: Partial<HttpOptions> & { room?: BodyRoom } = {}): Promise<Target> {
  const { room, ...rest } = options
  const file = join(folder, `${servers.length}.log`)
  const site = createSite({
    backend: test.backend,
    files: createStaticFiles(join(folder, 'dist')),
    ...(room && { room }),
  })
  const server = createHttpServer({ site, log: openLog(file), trustProxy: false, ...rest })
  server.listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}`, log: () => readFileSync(file, 'utf8') }
}

/** Sends bytes as they are and gives all that comes back until the server closes. */
async function raw({ port }: Target, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return closed(socket)
}

/** Resolves when the connection is closed, with what the server said. */
async function closed(socket: Socket): Promise<string> {
  let said = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    said += text
  })
  // It may be reset while we still send.
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  return said
}

function statusesOf(answers: string): string[] {
  return [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status)
}

describe('slow clients', () => {
  it('that send nothing, half a request or half a body are closed; others are answered', async () => {
    const target = await listen({
      limits: { headersTimeout: SHORT, requestTimeout: 2 * SHORT, connectionsCheckingInterval: 20 },
    })
    const half = `POST /console/v1/session HTTP/1.1\r\nHost: here\r\n`
    const starts = [
      ...Array.from({ length: 60 }, () => ''),
      'G',
      half,
      `${half}Content-Length: 100\r\n\r\n{"login":`,
      `${half}Transfer-Encoding: chunked\r\n\r\n5\r\n{"log\r\n`,
    ]
    const ends = starts.map((start) => {
      const socket = connect(target.port, '127.0.0.1')
      socket.write(start)
      return closed(socket)
    })
    expect((await fetch(`${target.url}/iam/users`)).status).toBe(200)
    for (const [index, answer] of (await Promise.all(ends)).entries()) {
      expect(answer, starts[index]).toMatch(/^HTTP\/1\.1 408 .*Connection: close/is)
    }
  })

  it('that drip byte by byte win no time with it', async () => {
    const target = await listen({
      limits: { headersTimeout: SHORT, requestTimeout: 2 * SHORT, connectionsCheckingInterval: 20 },
    })
    const socket = connect(target.port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ')
    const drip = setInterval(() => socket.write('x'), 10)
    const answer = await closed(socket)
    clearInterval(drip)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('that do not read what they asked for are cut off', async () => {
    const target = await listen({ limits: { inactivityTimeout: SHORT } })
    const socket = connect(target.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.pause()
    socket.write('GET /assets/large.js HTTP/1.1\r\nHost: here\r\n\r\n')
    // Its line is written when the connection is over.
    await expect.poll(target.log, { timeout: 10_000 }).toContain('"aborted":true')
    socket.destroy()
  })
})

describe('large requests', () => {
  it('are refused while the client still sends, and the refusal arrives', async () => {
    const target = await listen()
    const head = `POST /console/v1/session HTTP/1.1\r\nHost: here\r\n`
    const declared = await raw(target, `${head}Content-Length: ${3 * MEBIBYTE}\r\n\r\n{`)
    expect(declared).toMatch(/^HTTP\/1\.1 413 /)
    const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`
    const sent = `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`
    expect(await raw(target, sent)).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('share a room in which small ones always fit', async () => {
    const room = new BodyRoom(MEBIBYTE)
    const target = await listen({ room })
    const head = 'POST /console/v1/session HTTP/1.1\r\nHost: here\r\nContent-Length: 900000\r\n\r\n'
    const holding = connect(target.port, '127.0.0.1')
    holding.on('error', () => undefined)
    holding.write(head + 'x'.repeat(800_000))
    const fits = (): boolean => {
      const free = room.take(500_000)
      if (free) room.give(500_000)
      return free
    }
    await expect.poll(fits, { timeout: 10_000 }).toBe(false)
    const send = (size: number) =>
      fetch(`${target.url}/console/v1/session`, { method: 'POST', body: 'x'.repeat(size) })
    // Hardly more than fits: a client that is still sending may lose the answer with the connection.
    const announced = await raw(target, head + 'x'.repeat(290_000))
    expect(announced).toMatch(/^HTTP\/1\.1 503 /)
    expect((await send(10_000)).status).toBe(400)
    holding.destroy()
    await expect.poll(fits, { timeout: 10_000 }).toBe(true)
    expect((await send(500_000)).status).toBe(400)
  })

  it('that would be large only when unpacked stay packed', async () => {
    const target = await listen()
    const response = await fetch(`${target.url}/console/v1/session`, {
      method: 'POST',
      headers: { 'Content-Encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(8 * MEBIBYTE, 'x')),
    })
    expect(response.status).toBe(400)
  })

  it('in the address or the headers are refused or harmless', async () => {
    const target = await listen()
    const get = (path: string, headers = '') =>
      raw(target, `GET ${path} HTTP/1.1\r\nHost: here\r\n${headers}Connection: close\r\n\r\n`)
    const list = '/iam/v1alpha1/users'
    expect(await get(`${list}?${'a&'.repeat(9000)}`)).toMatch(/^HTTP\/1\.1 431 /)
    // So much that the connection may be gone before the answer is read.
    expect(await get(`${list}?${'a&'.repeat(100_000)}`)).toMatch(/^(HTTP\/1\.1 431 |$)/)
    expect(await get(`${list}?${'a=1&'.repeat(3500)}`)).toMatch(/^HTTP\/1\.1 401 /)
    expect(await get(`${list}?${'user_ids=&'.repeat(1500)}`)).toMatch(/^HTTP\/1\.1 401 /)
    const cookies = Array.from({ length: 800 }, (_, index) => `iam_session${index}=x`)
    expect(await get(list, `Cookie: ${cookies.join('; ')}\r\n`)).toMatch(/^HTTP\/1\.1 401 /)
    const odd = 'Cookie: __proto__=x; iam_session=; =; ;; iam_session=%E0%A4%A; iam_session\r\n'
    expect(await get(list, odd)).toMatch(/^HTTP\/1\.1 401 /)
    expect(await get(list, 'X: y\r\n'.repeat(3000))).toMatch(/^HTTP\/1\.1 431 /)
  })
})

describe('requests that two servers could read differently', () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n'
  const post = 'POST /console/v1/session HTTP/1.1\r\nHost: here\r\n'

  it.each([
    [
      'a length and chunks',
      `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['two lengths', `${post}Content-Length: 0\r\nContent-Length: 44\r\n\r\n`],
    ['a length with a sign', `${post}Content-Length: +0\r\n\r\n`],
    ['a length in hexadecimal', `${post}Content-Length: 0x0\r\n\r\n`],
    ['a space before the colon', `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
    ['an unknown encoding', `${post}Transfer-Encoding: xchunked\r\n\r\n`],
    ['chunks and then more', `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a folded header', `${post}X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n`],
    ['a chunk of no size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['a bare CR in a header', `${post}X-A: b\rContent-Length: 9\r\n\r\n`],
    ['a NUL in a header', `${post}X-A: b\0c\r\n\r\n`],
    ['an escape in a header', `${post}X-A: \u001b[31m\r\n\r\n`],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n'],
  ])('are refused, with what follows them: %s', async (_, request) => {
    const target = await listen()
    const answer = await raw(target, request + smuggled)
    expect(statusesOf(answer)).toEqual(['400'])
    expect(target.log()).not.toContain('smuggled')
  })

  it('are no other protocol and no other method', async () => {
    const target = await listen()
    const upgrade =
      'Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'
    const answer = await raw(target, `GET ${KEYS} HTTP/1.1\r\nHost: here\r\n${upgrade}\r\n`)
    expect(statusesOf(answer)).toEqual(['401'])
    expect(statusesOf(await raw(target, 'CONNECT here:80 HTTP/1.1\r\nHost: here\r\n\r\n'))).toEqual(
      [],
    )
    expect(statusesOf(await raw(target, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'))).toEqual(['400'])

    const { accessKey } = await test.keyFor('user', test.scenario.ownerId)
    for (const [name, where] of [
      ['X-HTTP-Method-Override', ''],
      ['X-HTTP-Method', ''],
      ['X-Method-Override', '?_method=DELETE'],
    ] as const) {
      const headers = { 'X-Auth-Token': secret, [name]: 'DELETE' }
      const url = `${target.url}${KEYS}/${accessKey}${where}`
      expect((await fetch(url, { headers })).status).toBe(200)
      expect((await fetch(url, { headers, method: 'POST', body: '_method=DELETE' })).status).toBe(
        405,
      )
    }
    expect(await test.store.count('api_keys', { access_key: accessKey })).toBe(1)
  })
})

describe('what a client says', () => {
  it('about the host and the request comes back in no answer', async () => {
    const target = await listen()
    for (const path of [
      '/',
      '/iam/users',
      '/gone.js',
      '/console/v1/session',
      KEYS,
      '/openapi.json',
    ]) {
      const answer = await raw(
        target,
        `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n` +
          `X-Original-URL: /evil.example\r\nX-Request-Id: evil.example\r\nX-Auth-Token: ${secret}\r\n` +
          'Connection: close\r\n\r\n',
      )
      expect(answer).not.toContain('evil.example')
      expect(answer).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/i)
    }
  })

  it('in an address makes no header', async () => {
    const target = await listen()
    const path = `${KEYS}/%0d%0aSet-Cookie:%20iam_session=evil`
    const answer = await fetch(target.url + path, { headers: { 'X-Auth-Token': secret } })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.json()).toMatchObject({
      resource_id: '\r\nSet-Cookie: iam_session=evil',
    })
  })

  it('makes one line in the log and no other, whatever is in it', async () => {
    const target = await listen({ trustProxy: true })
    const forged = '{"level":"info","msg":"request","path":"/forged"}'
    const path = `/x%0a${encodeURIComponent(forged)}%1b%5b31m"/${'y'.repeat(400)}`
    const answer = await fetch(target.url + path, {
      headers: { 'X-Forwarded-For': `1.2.3.4, ${forged}`, 'User-Agent': forged },
    })
    const id = answer.headers.get('x-request-id') ?? ''
    await answer.text()
    await expect.poll(target.log).toContain(id)
    const lines = target.log().trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: id, ip: '127.0.0.1' })
    expect(lines[0]).not.toMatch(/\p{Cc}/u)
    expect(lines[0]?.length).toBeLessThan(700)
  })

  it('about where it comes from is believed of a proxy only', async () => {
    const direct = await listen()
    const proxied = await listen({ trustProxy: true })
    const ipOf = async (target: Target, forwarded: string): Promise<string | undefined> => {
      const before = target.log().length
      await (await fetch(target.url, { headers: { 'X-Forwarded-For': forwarded } })).text()
      await expect.poll(() => target.log().length).toBeGreaterThan(before)
      return (JSON.parse(target.log().slice(before).trim()) as { ip?: string }).ip
    }
    expect(await ipOf(direct, '198.51.100.7')).toBe('127.0.0.1')
    // Everything but the last entry is the client's own word.
    expect(await ipOf(proxied, '10.0.0.1, 198.51.100.7')).toBe('198.51.100.7')
    expect(await ipOf(proxied, '198.51.100.7:4711')).toBe('198.51.100.7')
    expect(await ipOf(proxied, '[2001:db8::9]:4711')).toBe('2001:db8::9')
    expect(await ipOf(proxied, '2001:db8::9')).toBe('2001:db8::9')
    expect(await ipOf(proxied, 'unknown')).toBe('127.0.0.1')
  })
})

it('no path leads out of the folder of the console', async () => {
  const target = await listen()
  for (const path of [
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/..%5coutside.txt',
    '/..\\outside.txt',
    '/%252e%252e/outside.txt',
    '/%c0%ae%c0%ae/outside.txt',
    '//outside.txt',
    '/assets/large.js%00.txt',
    '/./../outside.txt',
    '/file:///etc/passwd.txt',
    `http://here/../outside.txt`,
  ]) {
    const answer = await raw(
      target,
      `GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`,
    )
    expect(answer, path).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(answer, path).not.toMatch(/^outside/m)
  }
})

it('a session that was planted is not the one that signing in opens', async () => {
  const target = await listen()
  const session = `${target.url}/console/v1/session`
  const signIn = (cookie: string) =>
    fetch(session, {
      method: 'POST',
      headers: { Cookie: cookie },
      body: JSON.stringify({ login: 'elena.varga', password: TEST_PASSWORD }),
    })
  const cookieOf = (answer: Response): string =>
    answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const attacker = await test.signedIn(test.scenario.memberId)
  const planted = `iam_session=${attacker.token ?? ''}`
  const own = cookieOf(await signIn(planted))
  const made = cookieOf(await signIn('iam_session=made-up'))
  expect(new Set([planted, own, made, 'iam_session=made-up']).size).toBe(4)
  const status = async (cookie: string) =>
    (await fetch(session, { headers: { Cookie: cookie } })).status
  expect(await status(planted)).toBe(401)
  expect(await status('iam_session=made-up')).toBe(401)
  expect(await status(own)).toBe(200)
})
