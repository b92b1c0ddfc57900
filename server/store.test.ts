import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { tables } from '../backend/store/schema.ts'
import { createSqlStore } from '../backend/store/sql.ts'
import { StoreUnavailable } from '../backend/store/store.ts'
import { groupRow, organizationRow, userRow } from '../backend/store/test-rows.ts'
import { createSchema, describePostgres, runOnce } from './on-every-store.ts'
import { openPostgres } from './postgres.ts'
import { DatabaseInUse, openSqlite } from './sqlite.ts'
import { openStore } from './store.ts'

describe('a SQLite store', () => {
  let folder: string
  let dataDir: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iam-console-test-'))
    dataDir = join(folder, 'deep', 'data')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is still there after closing, and says where it is', async () => {
    const first = await openStore({ dataDir })
    await first.transaction((tx) => tx.insert('organizations', organizationRow()))
    await first.close()
    const second = await openStore({ dataDir })
    expect(await second.get('organizations', 'org')).toEqual(organizationRow())
    expect(second.describe).toBe(`SQLite, ${join(dataDir, 'iam-console.db')}`)
    await second.close()
    expect(readdirSync(dataDir)).toEqual(['iam-console.db'])
  })

  it('is readable by its owner only, its log too', async () => {
    const store = await openStore({ dataDir })
    await store.transaction((tx) => tx.insert('organizations', organizationRow()))
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    const files = readdirSync(dataDir)
    expect(files).toContain('iam-console.db-wal')
    for (const file of files) expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600)
    await store.close()
  })

  it('survives a process that is killed after a commit', async () => {
    const store = await openStore({ dataDir })
    await store.close()
    await inAnotherProcess(`
      const store = await openStore({ dataDir })
      await store.transaction((tx) => tx.insert('organizations', ${JSON.stringify(organizationRow())}))
      process.kill(process.pid, 'SIGKILL')
    `).catch(() => undefined)
    const after = await openStore({ dataDir })
    expect(await after.count('organizations')).toBe(1)
    await after.close()
  })

  it('belongs to one process at a time', async () => {
    const store = await openStore({ dataDir })
    await expect(openStore({ dataDir })).rejects.toThrow(DatabaseInUse)
    const refusal = await inAnotherProcess(`
      const began = Date.now()
      const error = await openStore({ dataDir }).catch((error) => error)
      console.log(JSON.stringify({ name: error.name, message: error.message, took: Date.now() - began }))
    `)
    expect(JSON.parse(refusal)).toMatchObject({
      name: 'DatabaseInUse',
      message: expect.stringContaining('Stop that process'),
    })
    expect(JSON.parse(refusal).took).toBeLessThan(1000)
    await store.transaction((tx) => tx.insert('organizations', organizationRow()))
    await store.close()
    await inAnotherProcess(`await (await openStore({ dataDir })).close()`)
  })

  it('refuses tables of a newer version', async () => {
    const { dialect, close } = openSqlite(join(folder, 'newer.db'))
    const store = createSqlStore(dialect, 'sqlite')
    await store.migrate()
    await sql`insert into schema_migrations values ('9999-of-the-future')`.execute(
      new Kysely({ dialect }),
    )
    await expect(store.migrate()).rejects.toThrow('newer version')
    close()
  })

  it('does not touch a file that is no database', async () => {
    const path = join(folder, 'letter.txt')
    const letter = 'Dear all, '.repeat(100)
    writeFileSync(path, letter)
    expect(() => openSqlite(path)).toThrow('file is not a database')
    expect(existsSync(`${path}-wal`)).toBe(false)
    expect(statSync(path).size).toBe(letter.length)
  })

  it('is unavailable, whole, and soon usable again when the disk is full', async () => {
    const { dialect, close } = openSqlite(join(folder, 'full.db'))
    const store = createSqlStore(dialect, 'sqlite')
    await store.migrate()
    const limit = (pages: string) =>
      sql.raw(`pragma max_page_count = ${pages}`).execute(new Kysely({ dialect }))
    await limit('1')
    await store.transaction((tx) => tx.insert('organizations', organizationRow()))
    const users = Array.from({ length: 1000 }, (_, i) => userRow(`u${i}`))
    const full = store.transaction((tx) => tx.insert('users', users))
    await expect(full).rejects.toThrow(StoreUnavailable)
    await expect(full).rejects.toThrow('full')
    expect(await store.count('users')).toBe(0)
    await limit('100000')
    await store.transaction((tx) => tx.insert('users', users))
    expect(await store.count('users')).toBe(1000)
    close()
  })

  it('goes on reading, far pages too, when its file was deleted', async () => {
    const store = await openStore({ dataDir })
    const groups = Array.from({ length: 300 }, (_, i) => groupRow(`g${i}`))
    await store.transaction(async (tx) => {
      await tx.insert('organizations', organizationRow())
      await tx.insert('groups', groups)
    })
    rmSync(join(dataDir, 'iam-console.db'))
    for (const offset of [0, 200, 290]) {
      expect(await store.find('groups', { limit: 10, offset })).toHaveLength(10)
    }
    const write = store.transaction((tx) => tx.delete('groups', {}))
    await expect(write).rejects.toThrow(StoreUnavailable)
    await store.close()
  })

  it('tells the error after which SQLite has rolled back by itself', async () => {
    const { dialect, close } = openSqlite(join(folder, 'rollback.db'))
    const store = createSqlStore(dialect, 'sqlite')
    await store.migrate()
    await sql`
      create trigger refuse before insert on organizations
      begin select raise(rollback, 'the first error'); end
    `.execute(new Kysely({ dialect }))
    const refused = store.transaction((tx) => tx.insert('organizations', organizationRow()))
    await expect(refused).rejects.toThrow('the first error')
    expect(await store.count('organizations')).toBe(0)
    close()
  })

  it('has the columns that the schema names', async () => {
    const { dialect, close } = openSqlite(join(folder, 'columns.db'))
    await createSqlStore(dialect, 'sqlite').migrate()
    const { rows } = await sql<Column>`
      select t.name as "table", c.name as "column", c.type, c."notnull" = 0 as nullable
      from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'
    `.execute(new Kysely({ dialect }))
    expectSchema(rows)
    close()
  })

  function inAnotherProcess(script: string): Promise<string> {
    const module = JSON.stringify(new URL('./store.ts', import.meta.url).href)
    const source = `
      import { openStore } from ${module}
      const dataDir = ${JSON.stringify(dataDir)}
      ${script}
    `
    return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source]).then(
      ({ stdout }) => stdout,
    )
  }
})

describePostgres((server) => {
  let schema: Awaited<ReturnType<typeof createSchema>>

  beforeEach(async () => {
    schema = await createSchema(server)
  })
  afterEach(() => schema.drop())

  const open = () => openStore({ databaseUrl: schema.databaseUrl, dataDir: '' })

  it('is migrated once by processes that start together', async () => {
    const stores = await Promise.all([open(), open(), open()])
    const [first] = stores
    await first.transaction((tx) => tx.insert('organizations', organizationRow()))
    for (const store of stores) expect(await store.count('organizations')).toBe(1)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('says where it is, without the password', async () => {
    const url = new URL(schema.databaseUrl)
    url.password = 'not-to-be-told'
    const store = await openStore({ databaseUrl: url.href, dataDir: '' })
    expect(store.describe).toMatch(/^PostgreSQL, /)
    expect(store.describe).not.toContain('not-to-be-told')
    await store.close()
  })

  it('has the columns that the schema names', async () => {
    const { dialect, close } = openPostgres(schema.databaseUrl)
    await createSqlStore(dialect, 'postgres').migrate()
    const { rows } = await sql<Column>`
      select table_name as "table", column_name as "column", data_type as type,
        is_nullable = 'YES' as nullable
      from information_schema.columns where table_schema = current_schema()
    `.execute(new Kysely({ dialect }))
    expectSchema(rows)
    await close()
  })

  it('is unavailable while its server is, and recovers', async () => {
    const store = await open()
    const cut = store.transaction(async (tx) => {
      await tx.insert('organizations', organizationRow())
      await runOnce(
        schema.databaseUrl,
        `select pg_terminate_backend(pid) from pg_locks
         where relation = 'organizations'::regclass and mode = 'RowExclusiveLock'`,
      )
      await tx.count('organizations')
    })
    await expect(cut).rejects.toThrow(StoreUnavailable)
    expect(await store.count('organizations')).toBe(0)
    await store.close()
  })
})

it('a PostgreSQL server that does not answer is unavailable', async () => {
  const databaseUrl = 'postgresql://nobody@127.0.0.1:1/none'
  await expect(openStore({ databaseUrl, dataDir: '' })).rejects.toThrow(StoreUnavailable)
})

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean | number
}

/** Tables that the store keeps for itself. */
const ofTheStore = new Set(['schema_migrations', 'tallies'])

/** Compares what the migrations made with what the code believes. */
function expectSchema(columns: Column[]): void {
  const made = Map.groupBy(
    columns.filter(({ table }) => !ofTheStore.has(table)),
    ({ table }) => table,
  )
  expect([...made.keys()].sort()).toEqual(Object.keys(tables).sort())
  for (const [table, { key, kinds }] of Object.entries(tables)) {
    const special = new Map(Object.entries<string>(kinds))
    const found = made.get(table) ?? []
    expect(found.map(({ column }) => column)).toEqual(
      expect.arrayContaining([key, ...special.keys()]),
    )
    for (const { column, type, nullable } of found) {
      const kind = special.get(column) ?? 'text'
      const isInteger = kind.startsWith('boolean') || kind.startsWith('integer')
      expect(Boolean(nullable), `${table}.${column} may be null`).toBe(kind.endsWith('?'))
      expect(type.toLowerCase(), `${table}.${column}`).toBe(isInteger ? 'integer' : 'text')
    }
  }
}
