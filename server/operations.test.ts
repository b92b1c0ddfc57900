import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { backupCommand, restoreCommand } from './database-commands.ts'
import { readFlags } from './flags.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { startServer, type RunningServer } from './start-server.ts'

/** What an operator does with a server, in the order of the tests: each goes on from the one before. */

const OWNER = {
  username: 'ada.king',
  email: 'ada.king@fabrikam.example',
  password: 'a password of ours',
}

let folder: string
let server: RunningServer
/** Headers of the Owner's session, and of an API key. */
let session: Record<string, string>
let key: Record<string, string>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-operations-'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>')
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const start = async (args: readonly string[] = [], env: Record<string, string> = {}) => {
  const flags = ['--port', '0', '--seed', 'none', '--log', 'log', ...args]
  server = await startServer(readFlags(flags, env, folder))
}
const ask = (path: string, headers: Record<string, string> = {}, body?: object) =>
  fetch(server.facts.address + path, {
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
const statusOf = async (path: string, headers?: Record<string, string>) =>
  (await ask(path, headers)).status
const makeKey = async (description: string): Promise<{ secret_key: string }> => {
  const user_id = ((await (await ask('/console/v1/session', session)).json()) as Signed).user.id
  const made = await ask('/iam/v1alpha1/api-keys', session, { user_id, description })
  return (await made.json()) as { secret_key: string }
}
interface Signed {
  user: { id: string }
}
const setUp = () =>
  ask(
    '/console/v1/setup',
    {},
    {
      token: server.facts.setupToken,
      organization: { name: 'Fabrikam' },
      owner: OWNER,
    },
  )
const folders = () => ({ root: folder, working: folder })
const backup = (...args: string[]) => backupCommand(args, {}, folders())
const restore =
  (...args: string[]) =>
  () =>
    restoreCommand(args, {}, folders())
const metricsPort = () => {
  const line = readFileSync(join(folder, 'log'), 'utf8')
    .split('\n')
    .findLast((text) => text.includes('metrics are served'))
  return (JSON.parse(line ?? '{}') as { port: number }).port
}
const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort()}/metrics`)).text()

it('counts what it does by pattern, on a listener of its own', async () => {
  await start(['--metrics-port', '0'])
  const { headers, status } = await setUp()
  expect(status).toBe(200)
  session = { Cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
  key = { 'X-Auth-Token': (await makeKey('laptop')).secret_key }
  const wrong = { login: OWNER.username, password: 'wrong' }
  expect((await ask('/console/v1/session', {}, wrong)).status).toBe(401)
  const id = crypto.randomUUID()
  expect(await statusOf(`/iam/v1alpha1/users/${id}`, key)).toBe(404)
  expect(await statusOf(`/iam/v1alpha1/${id}`, key)).toBe(404)
  expect(await statusOf(`/some/page/${id}`)).toBe(200)
  expect(await statusOf('/metrics')).toBe(200)

  // A request counts when its connection is done with it, which may be a moment later.
  await expect
    .poll(metrics)
    .toContain('iam_http_requests_total{method="GET",route="files",status="200"} 2')
  const text = await metrics()
  for (const line of [
    'iam_info{version="0.1.0",database="sqlite"} 1',
    'iam_http_requests_total{method="GET",route="/iam/v1alpha1/users/{user_id}",status="404"} 1',
    'iam_http_requests_total{method="GET",route="unknown",status="404"} 1',
    'iam_http_request_duration_seconds_count{method="POST",route="/iam/v1alpha1/api-keys"} 1',
    'iam_http_requests_in_flight 0',
    'iam_sign_in_failures_total{reason="not_found"} 1',
    'iam_api_keys_created_total 1',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
  expect(text).toMatch(/iam_store_transaction_duration_seconds_count\{outcome="committed"\} \d/)
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toContain(id)
  // The console's own listener has a page of the console there, and no metrics.
  expect(await (await ask('/metrics')).text()).not.toContain('iam_')
  expect((await fetch(`http://127.0.0.1:${metricsPort()}/`)).status).toBe(404)
})

it('is backed up while it runs and is written to', async () => {
  let made = 0
  const enough = new AbortController()
  const writer = (async () => {
    while (!enough.signal.aborted) {
      await makeKey(`while backing up ${made}`)
      made += 1
    }
  })()
  await expect.poll(() => made).toBeGreaterThan(2)
  const said = await backup('--to', 'first.db')
  enough.abort()
  await writer
  expect(said).toContain('pepper')
  const file = join(folder, 'first.db')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const bytes = readFileSync(file)
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3')
  for (const [secret] of [[key['X-Auth-Token']], [session['Cookie']?.split('=')[1]]]) {
    expect(bytes.includes(secret ?? '')).toBe(false)
  }
  expect(bytes.includes(readFileSync(join(folder, 'data/pepper')))).toBe(false)
  await expect(backup('--to', 'first.db')).rejects.toThrow('exists already')
  expect(readdirSync(folder).toSorted()).toEqual(['data', 'dist', 'first.db', 'log'])
  expect(readdirSync(join(folder, 'data')).filter((name) => name.includes('backup'))).toEqual([])
})

it('is not restored while it runs', () => {
  const before = readFileSync(join(folder, 'first.db'))
  expect(restore('--from', 'first.db', '--force')).toThrow('in use by another process')
  expect(readFileSync(join(folder, 'first.db'))).toEqual(before)
})

it('says that it stops before it does', async () => {
  await server.close()
  await start(['--drain', '300'])
  // Waited for by a signal, as a second SIGTERM gives it, so that nothing here depends on time.
  const hurry = new AbortController()
  const closed = server.close(hurry.signal)
  expect([await statusOf('/readyz'), await statusOf('/healthz')]).toEqual([503, 200])
  expect(await statusOf('/iam/v1alpha1/users', key)).toBe(200)
  hurry.abort()
  await closed
  await expect(statusOf('/readyz')).rejects.toThrow('fetch failed')
})

it('is restored to what it was, with nobody signed in', async () => {
  expect(restore('--from', 'first.db')).toThrow('--force')
  expect(restore('--from', 'first.db', '--force')()).toContain('before-restore')
  const former = readdirSync(join(folder, 'data')).filter((name) => name.includes('before-'))
  expect(former).toHaveLength(1)
  await start()
  expect(server.facts.setupToken).toBeUndefined()
  expect(await statusOf('/console/v1/session', session)).toBe(401)
  expect(await statusOf('/iam/v1alpha1/users', key)).toBe(200)
  const { username: login, password } = OWNER
  expect((await ask('/console/v1/session', {}, { login, password })).status).toBe(200)
  await server.close()
  // What was there before is whole, and can be put back in its turn.
  expect(restore('--from', join('data', former[0] ?? ''), '--force')()).toContain('before-restore')
})

it('is backed up while it is stopped, and restored elsewhere', async () => {
  await backup('--to', 'second.db')
  mkdirSync(join(folder, 'elsewhere'))
  writeFileSync(join(folder, 'elsewhere/pepper'), readFileSync(join(folder, 'data/pepper')))
  const said = restore('--from', 'second.db', '--data', 'elsewhere')()
  expect(said).not.toContain('before-restore')
  await start(['--data', 'elsewhere'])
  expect(await statusOf('/iam/v1alpha1/users', key)).toBe(200)
})

it('is restored where the database was deleted and its log is left', async () => {
  for (const name of ['lost', 'copied']) mkdirSync(join(folder, name))
  // The changes of a database that is no more, which SQLite would put into whatever lies beside them.
  const log = join(folder, 'elsewhere/iam-console.db-wal')
  expect(statSync(log).size).toBeGreaterThan(0)
  copyFileSync(log, join(folder, 'lost/iam-console.db-wal'))
  restore('--from', 'second.db', '--data', 'lost')()
  const names = readdirSync(join(folder, 'lost'))
  expect(names).toHaveLength(2)
  expect(names).toContain('iam-console.db')
  expect(names).not.toContain('iam-console.db-wal')
  expect(readdirSync(folder).filter((name) => name.startsWith('second.db'))).toEqual(['second.db'])
})

it('is restored with what was in the log of a database that was not closed', async () => {
  const { username: login, password } = OWNER
  const signedIn = await ask('/console/v1/session', {}, { login, password })
  session = { Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
  const { secret_key } = await makeKey('the last one')
  for (const rest of ['', '-wal']) {
    copyFileSync(join(folder, `elsewhere/iam-console.db${rest}`), join(folder, `killed.db${rest}`))
  }
  copyFileSync(join(folder, 'data/pepper'), join(folder, 'copied/pepper'))
  restore('--from', 'killed.db', '--data', 'copied')()
  expect(readdirSync(join(folder, 'copied')).toSorted()).toEqual(['iam-console.db', 'pepper'])
  const before = server
  await start(['--data', 'copied'])
  const copied = server
  const status = await statusOf('/iam/v1alpha1/users', { 'X-Auth-Token': secret_key })
  server = before
  await copied.close()
  expect(status).toBe(200)
})

it('is saved by its server when the file was deleted', async () => {
  const { secret_key } = await makeKey('before the accident')
  rmSync(join(folder, 'elsewhere/iam-console.db'))
  await backup('--to', 'saved.db', '--data', 'elsewhere')
  await server.close()
  restore('--from', 'saved.db', '--data', 'elsewhere')()
  await start(['--data', 'elsewhere'])
  expect(await statusOf('/iam/v1alpha1/users', { 'X-Auth-Token': secret_key })).toBe(200)
})

it('takes nothing that is damaged, foreign or newer', async () => {
  const bytes = readFileSync(join(folder, 'second.db'))
  writeFileSync(join(folder, 'text.db'), 'not a database'.repeat(100))
  bytes.fill(0xff, 8192, 16_384)
  writeFileSync(join(folder, 'damaged.db'), bytes)
  expect(restore('--from', 'none.db')).toThrow('There is no file')
  expect(restore('--from', 'text.db', '--data', 'new')).toThrow('text.db cannot be read')
  expect(restore('--from', 'damaged.db', '--data', 'new')).toThrow(/damaged\.db (is|cannot)/)
  expect(existsSync(join(folder, 'new/iam-console.db'))).toBe(false)
  expect(readdirSync(join(folder, 'new'))).toEqual([])
  await expect(backup('--to', 'x.db', '--data', 'nowhere')).rejects.toThrow('no database in')
  await expect(backup('--to', 'nowhere/x.db')).rejects.toThrow('There is no folder')
  await expect(backup()).rejects.toThrow('--to')
  await expect(backup('--into', 'x.db')).rejects.toThrow('--help')
})

it('leaves PostgreSQL to its own tools', async () => {
  const env = { DATABASE_URL: 'postgres://localhost/iam' }
  await expect(backupCommand(['--to', 'x'], env, folders())).rejects.toThrow('pg_dump')
  expect(() => restoreCommand(['--from', 'x'], env, folders())).toThrow('pg_restore')
})

describePostgres((url) => {
  it('two empty servers agree on the token, and on who was first', async () => {
    const { databaseUrl, drop } = await createSchema(url)
    const env = { DATABASE_URL: databaseUrl }
    const { server: before } = { server }
    await start(['--data', 'shared'], env)
    const one = server
    await start(['--data', 'shared', '--metrics-port', '0'], env)
    const two = server
    server = one
    expect((await setUp()).status).toBe(401)
    // The one printed last counts, on both.
    const { setupToken } = two.facts
    Object.assign(one.facts, { setupToken })
    const first = setUp()
    server = two
    const answers = await Promise.all([first, setUp()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404])
    expect(await (await ask('/console/v1/setup')).json()).toEqual({ needed: false })
    expect(await metrics()).toMatch(/iam_database_connections\{state="idle"\} \d/)
    await Promise.all([one.close(), two.close()])
    server = before
    await drop()
  })
})
