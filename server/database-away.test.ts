import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createSqlStore, type SqlStore } from '../backend/store/sql.ts'
import { createTestBackend, type Answer, type TestBackend } from '../backend/testing/harness.ts'
import { openDatabaseProxy, type DatabaseProxy } from './database-proxy.ts'
import { createSchema, describePostgres, runOnce } from './on-every-store.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

const applications = '/iam/v1alpha1/applications'

let test: TestBackend
let secret: string
let names: number

async function start(open: () => Promise<SqlStore>): Promise<void> {
  test = await createTestBackend(open, { scenario: 'empty' })
  secret = (await test.keyFor('user', test.scenario.ownerId)).secret
  names = 0
}

const list = (): Promise<Answer> => test.request(applications, { as: secret })
const create = (name = `app-${(names += 1)}`): Promise<Answer> =>
  test.request(applications, { as: secret, body: { name, description: '' } })
const total = async (): Promise<number> =>
  ((await list()).body as { total_count: number }).total_count

function expectAway(answer: Answer): void {
  expect(answer.status).toBe(503)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answer.body).toEqual({ message: expect.stringContaining('please retry later') })
}

function expectFull(answer: Answer): void {
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('60')
  expect(answer.body).toEqual({ message: expect.stringContaining('make room on the disk') })
  // The operator finds what the database said.
  expect(test.reports.at(-1)).toMatchObject({ name: 'StoreFull' })
}

describe('on SQLite', () => {
  let folder: string
  let database: Kysely<unknown>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iam-console-away-'))
    const { dialect } = openSqlite(join(folder, 'iam-console.db'))
    database = new Kysely({ dialect })
    const store = createSqlStore(dialect, 'sqlite')
    await store.migrate()
    await start(async () => store)
  })
  afterEach(async () => {
    await test.close()
    rmSync(folder, { recursive: true })
  })

  it('reports a full disk, goes on reading, and writes again once there is room', async () => {
    await sql.raw('pragma max_page_count = 1').execute(database)
    // What fits into the pages there are is still taken.
    const long = { description: 'x'.repeat(200), tags: ['a'.repeat(50), 'b'.repeat(50)] }
    let answer: Answer
    let made = 0
    do {
      const name = `${made}`.padStart(60, 'long name ')
      answer = await test.request(applications, { as: secret, body: { name, ...long } })
      if (answer.status === 200) made += 1
    } while (answer.status === 200 && made < 500)
    expectFull(answer)
    expect(await total()).toBe(made)

    await sql.raw('pragma max_page_count = 100000').execute(database)
    expect((await create()).status).toBe(200)
    expect(await total()).toBe(made + 1)
  })

  it('keeps nothing in a file that was taken away, and goes on when it is back', async () => {
    const path = join(folder, 'iam-console.db')
    renameSync(path, `${path}.moved`)
    expectAway(await create())
    expect(test.reports.at(-1)).toMatchObject({ message: expect.stringContaining('deleted') })
    expect((await list()).status).toBe(200)
    renameSync(`${path}.moved`, path)
    expect((await create()).status).toBe(200)
    expect(await total()).toBe(1)
  })
})

describePostgres((server) => {
  let schema: Awaited<ReturnType<typeof createSchema>>
  let proxy: DatabaseProxy

  beforeAll(async () => {
    schema = await createSchema(server)
    proxy = await openDatabaseProxy(schema.databaseUrl)
    // Short, as some tests wait for them.
    const limits = { connect: 1000, statement: 1000, answer: 1000 }
    const { dialect } = openPostgres(proxy.databaseUrl, limits)
    const store = createSqlStore(dialect, 'postgres')
    await store.migrate()
    await start(async () => store)
  })
  afterAll(async () => {
    await test.close()
    await proxy.close()
    await schema.drop()
  })

  it('answers 503 while the database is away, and recovers by itself', async () => {
    expect((await create()).status).toBe(200)
    const before = await total()
    // The connections of the pool are idle as they break.
    proxy.become('refuse')
    const during = await Promise.all([list(), create(), list(), create()])
    for (const answer of during) expectAway(answer)
    proxy.become('pass')
    expect((await create()).status).toBe(200)
    expect(await total()).toBe(before + 1)
  })

  it('answers 503 while the database is silent, and does not use those connections again', async () => {
    await Promise.all(Array.from({ length: 12 }, list))
    proxy.become('hang')
    const during = await Promise.all(Array.from({ length: 12 }, list))
    for (const answer of during) expectAway(answer)
    expectAway(await create())
    proxy.become('pass')
    const after = await Promise.all(Array.from({ length: 12 }, list))
    expect(after.map(({ status }) => status)).toEqual(after.map(() => 200))
  })

  it('says that it does not know when the database goes away during a commit', async () => {
    const before = await total()
    proxy.become('break before commit')
    const lost = await create('lost')
    proxy.become('break after commit')
    const kept = await create('kept')
    proxy.become('pass')
    for (const { status, headers, body } of [lost, kept]) {
      expect(status).toBe(503)
      // Nobody is asked to repeat what may have been done.
      expect(headers.has('retry-after')).toBe(false)
      expect(body).toEqual({ message: expect.stringContaining('look whether it was made') })
    }
    const found = async (name: string): Promise<unknown> =>
      (await test.request(`${applications}?name=${name}`, { as: secret })).body
    expect(await found('lost')).toMatchObject({ total_count: 0 })
    expect(await found('kept')).toMatchObject({ total_count: 1 })
    expect(await total()).toBe(before + 1)
  })

  it('reports a full disk, goes on reading, and writes again once there is room', async () => {
    await runOnce(
      schema.databaseUrl,
      `create function no_room() returns trigger language plpgsql as $$ begin
         raise exception 'could not extend file: No space left on device' using errcode = '53100';
       end $$;
       create trigger no_room before insert on logs execute function no_room()`,
    )
    const before = await total()
    expectFull(await create())
    expect(await total()).toBe(before)
    await runOnce(schema.databaseUrl, 'drop trigger no_room on logs')
    expect((await create()).status).toBe(200)
    expect(await total()).toBe(before + 1)
  })
})
