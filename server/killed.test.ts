import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Store } from '../backend/store/store.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { openStore } from './store.ts'

/** Two processes start one after the other. */
vi.setConfig({ testTimeout: 60_000 })

/** Clients that write at the same time, and after how many answers the server is killed. */
const CLIENTS = 8
const ANSWERS = 60

interface Made {
  kind: 'application' | 'group' | 'api_key'
  id: string
  secret?: string
}

interface RunningProcess {
  child: ChildProcess
  address: string
}

let dataDir: string
let started: ChildProcess[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'iam-console-killed-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true })
})

async function start(databaseUrl = ''): Promise<RunningProcess> {
  const args = ['--port', '0', '--data', dataDir, '--seed', 'none', '--test-door']
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  for await (const line of createInterface({ input: child.stderr })) {
    const said = line.startsWith('{')
      ? (JSON.parse(line) as { msg: string; address?: string })
      : undefined
    if (said?.msg !== 'listening' || said.address === undefined) continue
    child.stderr.resume()
    return { child, address: said.address }
  }
  throw new Error('the server did not start')
}

/** Makes an Organization by the test door and gives the session of its Owner. */
async function newOrganization({ address }: RunningProcess) {
  const answer = await fetch(`${address}/test-door/organizations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ scenario: 'empty' }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { organization_id: id } = (await answer.json()) as { organization_id: string }
  return { id, cookie }
}

/** Writes with several clients at once, until the server is killed in the middle of it. */
async function writeUntilKilled(server: RunningProcess, cookie: string): Promise<Made[]> {
  const made: Made[] = []
  const post = async (path: string, body: object): Promise<Record<string, string> | undefined> => {
    const response = await fetch(`${server.address}/iam/v1alpha1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify(body),
    })
    // 503 is for too many at once; nothing was made then.
    return response.status === 200 ? ((await response.json()) as Record<string, string>) : undefined
  }
  const note = (kind: Made['kind'], id = '', secret?: string): void => {
    made.push({ kind, id, ...(secret === undefined ? {} : { secret }) })
    if (made.length === ANSWERS) server.child.kill('SIGKILL')
  }
  const client = async (number: number): Promise<void> => {
    for (let round = 0; ; round += 1) {
      const name = `killed-${number}-${round}`
      const application = await post('applications', { name, description: '' })
      if (application === undefined) continue
      note('application', application['id'])
      const owned = { application_id: application['id'], description: name }
      const key = await post('api-keys', owned)
      if (key !== undefined) note('api_key', key['access_key'], key['secret_key'])
      const group = await post('groups', { name, description: '' })
      if (group !== undefined) note('group', group['id'])
    }
  }
  await Promise.allSettled(Array.from({ length: CLIENTS }, (_, number) => client(number)))
  return made
}

/** What was answered is there, and what is there is whole. */
async function expectWhole(store: Store, organization_id: string, made: Made[]): Promise<void> {
  const logs = await store.find('logs', { where: { organization_id, action: 'created' } })
  const rows = {
    application: (await store.find('applications', { where: { organization_id } })).map(
      ({ id, name }) => ({ id, name }),
    ),
    group: (await store.find('groups', { where: { organization_id } })).map(({ id, name }) => ({
      id,
      name,
    })),
    api_key: (await store.find('api_keys', { where: { organization_id } })).map(
      ({ access_key: id, description: name }) => ({ id, name }),
    ),
  }
  for (const kind of ['application', 'group', 'api_key'] as const) {
    const there = rows[kind].filter(({ name }) => name.startsWith('killed-')).map(({ id }) => id)
    const logged = logs
      .filter(({ resource_type, resource_name }) => {
        return resource_type === kind && resource_name.startsWith('killed-')
      })
      .map(({ resource_id }) => resource_id)
    expect(there).toEqual(
      expect.arrayContaining(made.filter((each) => each.kind === kind).map(({ id }) => id)),
    )
    expect(logged.sort()).toEqual(there.sort())
  }
  // Totals that are kept beside the rows agree with them.
  expect(await store.count('applications', { organization_id })).toBe(rows.application.length)
  expect(await store.count('api_keys', { organization_id })).toBe(rows.api_key.length)
}

async function killAndLook(databaseUrl?: string): Promise<void> {
  const first = await start(databaseUrl)
  const ended = once(first.child, 'close')
  const { id, cookie } = await newOrganization(first)
  const made = await writeUntilKilled(first, cookie)
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(made.length).toBeGreaterThanOrEqual(ANSWERS)

  const second = await start(databaseUrl)
  // The session and every answered secret are good as before.
  const session = await fetch(`${second.address}/console/v1/session`, {
    headers: { Cookie: cookie },
  })
  expect(session.status).toBe(200)
  for (const { id: accessKey, secret } of made.filter(({ kind }) => kind === 'api_key')) {
    const answer = await fetch(`${second.address}/iam/v1alpha1/api-keys/${accessKey}`, {
      headers: { 'X-Auth-Token': secret ?? '' },
    })
    // Known, be it without a right to look.
    expect([200, 403]).toContain(answer.status)
  }
  second.child.kill('SIGTERM')
  await once(second.child, 'close')

  const store = await openStore({ databaseUrl, dataDir })
  await expectWhole(store, id, made)
  await store.close()
}

describe('on SQLite', () => {
  it('loses nothing that was answered and leaves nothing half-written when it is killed', async () => {
    await killAndLook()
    const database = new DatabaseSync(join(dataDir, 'iam-console.db'), { readOnly: true })
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
    database.close()
  })
})

describePostgres((url) => {
  it('loses nothing that was answered and leaves nothing half-written when it is killed', async () => {
    const schema = await createSchema(url)
    await killAndLook(schema.databaseUrl)
    await schema.drop()
  })
})
