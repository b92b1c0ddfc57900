import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as send, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { readFlags } from './flags.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { type RunningServer, startServer } from './start-server.ts'

const password = 'a password for tests'
const json = { 'Content-Type': 'application/json' }

/** A balancer that hands each request to the other server than the last one, whoever sends it. */
async function startBalancer(addresses: readonly string[]): Promise<Server> {
  let turn = 0
  const balancer = createServer((incoming, outgoing) => {
    const target = new URL(incoming.url ?? '/', addresses[turn % addresses.length])
    turn += 1
    const headers = {
      ...incoming.headers,
      'x-forwarded-for': '198.51.100.7',
      'x-forwarded-proto': 'https',
    }
    const onward = send(target, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        'x-server': String(turn % 2),
      })
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  balancer.listen(0, '127.0.0.1')
  await once(balancer, 'listening')
  return balancer
}

describePostgres((url) => {
  it('serves from two servers behind a balancer as from one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iam-console-balancer-'))
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>')
    const schema = await createSchema(url)
    const environment = { SECRET_PEPPER: Buffer.alloc(32, 7).toString('base64') }
    const start = (name: string): Promise<RunningServer> =>
      startServer(
        readFlags(
          `--port 0 --data ${name} --log ${name}.log --console dist --trust-proxy`
            .split(' ')
            .concat('--owner-password', password),
          { DATABASE_URL: schema.databaseUrl },
          folder,
        ),
        environment,
      )
    // At once, on an empty database: one makes the tables and the demo, the other waits for it.
    const servers = await Promise.all([start('a'), start('b')])
    const balancer = await startBalancer(servers.map(({ facts }) => facts.address))
    const { port } = balancer.address() as AddressInfo
    const seen = new Set<string | null>()
    const call = async (method: string, path: string, headers: object, body?: unknown) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { ...json, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      seen.add(response.headers.get('x-server'))
      return response
    }

    const credentials = { login: 'elena.varga@northwind.example', password }
    const signedIn = await call('POST', '/console/v1/session', {}, credentials)
    expect(signedIn.status).toBe(200)
    const { user } = (await signedIn.json()) as { user: { id: string } }
    const session = { Cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] }
    const made = await call('POST', '/iam/v1alpha1/api-keys', session, { user_id: user.id })
    expect(made.status).toBe(200)
    const key = (await made.json()) as { access_key: string; secret_key: string }
    const holder = { 'X-Auth-Token': key.secret_key }
    for (let n = 1; n <= 3; n += 1) {
      const created = await call('POST', '/iam/v1alpha1/groups', holder, { name: `Group ${n}` })
      expect(created.status).toBe(200)
      const { id } = (await created.json()) as { id: string }
      expect((await call('GET', `/iam/v1alpha1/groups/${id}`, session)).status).toBe(200)
      const list = await call('GET', '/iam/v1alpha1/groups?page_size=100', holder)
      const { groups, total_count } = (await list.json()) as {
        groups: object[]
        total_count: number
      }
      expect(groups).toContainEqual(expect.objectContaining({ id }))
      expect(groups).toHaveLength(total_count)
    }
    for (const status of [204, 404]) {
      const path = `/iam/v1alpha1/api-keys/${key.access_key}`
      expect((await call('DELETE', path, session)).status).toBe(status)
      expect((await call('GET', '/iam/v1alpha1/groups', holder)).status).toBe(401)
    }
    expect((await call('DELETE', '/console/v1/session', session)).status).toBe(204)
    for (let n = 0; n < 2; n += 1) {
      expect((await call('GET', '/console/v1/session', session)).status).toBe(401)
    }
    expect(seen).toEqual(new Set(['0', '1']))

    balancer.closeAllConnections()
    balancer.close()
    await Promise.all(servers.map((server) => server.close()))
    await schema.drop()
    rmSync(folder, { recursive: true })
  })
})
