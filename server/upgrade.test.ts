import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Database } from '../backend/store/migrate.ts'
import { createTables } from '../backend/store/migrations/0001-create-tables.ts'
import type { Stored } from '../backend/store/record.ts'
import type { SqlKind } from '../backend/store/sql-text.ts'
import { readFlags } from './flags.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { startServer } from './start-server.ts'
import { openStore } from './store.ts'

/** What the program of the first version wrote and answered, and what it gave people to sign in with. */
interface FirstVersion {
  /** The pepper's file, base64. */
  pepper: string
  owner: { login: string; password: string }
  cookie: string
  owner_secret: string
  application_secret: string
  tables: Record<string, Record<string, Stored>[]>
  /** By path. */
  answers: Record<string, object>
}

const first = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/version-1.json'), 'utf8'),
) as FirstVersion
/** Some minutes after the first version was stopped. */
const NOW = new Date('2026-11-23T14:00:00Z')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-upgrade-'))
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'data/pepper'), Buffer.from(first.pepper, 'base64'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Puts the rows of the first version into its tables. */
async function fill(db: Kysely<Database>, kind: SqlKind): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await createTables(tx, kind, [])
    await tx.schema
      .createTable('schema_migrations')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .execute()
    const into = tx as unknown as Kysely<Record<string, Record<string, Stored>>>
    for (const [table, rows] of Object.entries(first.tables)) {
      await into.insertInto(table).values(rows).execute()
    }
  })
  await db.destroy()
}

const fillSqlite = (): Promise<void> => {
  const { dialect } = openSqlite(join(folder, 'data/iam-console.db'))
  return fill(new Kysely<Database>({ dialect }), 'sqlite')
}

/** Starts the program of today on it, and asks what was asked then. */
async function expectSameAnswers(env: Record<string, string> = {}): Promise<void> {
  const args = ['--port', '0', '--seed', 'none', '--data', 'data', '--log', 'log']
  const server = await startServer(readFlags(args, env, folder), {}, () => NOW)
  try {
    const ask = (path: string, headers: Record<string, string>, body?: object) =>
      fetch(server.facts.address + path, {
        headers: { 'Content-Type': 'application/json', ...headers },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      })
    expect(server.facts.setupToken).toBeUndefined()
    for (const [path, answer] of Object.entries(first.answers)) {
      const now = await ask(path, { 'X-Auth-Token': first.owner_secret })
      expect(await now.json(), path).toMatchObject(answer)
    }
    const users = '/iam/v1alpha1/users'
    const session = '/console/v1/session'
    const withKey = await ask(users, { 'X-Auth-Token': first.application_secret })
    expect([withKey.status, (await ask(session, { Cookie: first.cookie })).status]).toEqual([
      200, 200,
    ])
    const signedIn = await ask(session, {}, first.owner)
    expect(signedIn.status).toBe(200)
    expect(await signedIn.json()).toMatchObject({
      user: { username: first.owner.login },
      requirements: [],
    })
    const logs = await ask('/iam/v1alpha1/logs', { 'X-Auth-Token': first.owner_secret })
    expect(await logs.json()).toMatchObject({ total_count: first.tables['logs']?.length })
  } finally {
    await server.close()
  }
}

describe('a database of the first version', () => {
  it('gives the same answers, and takes the same keys, sessions and passwords', async () => {
    await fillSqlite()
    await expectSameAnswers()
  })
})

describe('a database of a version to come', () => {
  it('is refused as it is', async () => {
    await fillSqlite()
    const path = join(folder, 'data/iam-console.db')
    const db = new Kysely<Database>({ dialect: openSqlite(path).dialect })
    await db.insertInto('schema_migrations').values({ name: '9999-to-come' }).execute()
    await db.destroy()
    await expect(openStore({ dataDir: join(folder, 'data') })).rejects.toThrow(
      /made by a newer version of this program \(9999-to-come\)/,
    )
    const after = new Kysely<Database>({ dialect: openSqlite(path).dialect })
    const applied = await after.selectFrom('schema_migrations').select('name').execute()
    await after.destroy()
    expect(applied.map(({ name }) => name)).toEqual(['0001-create-tables', '9999-to-come'])
  })
})

describePostgres((url) => {
  it('the first version’s gives the same answers there', async () => {
    const { databaseUrl, drop } = await createSchema(url)
    await fill(new Kysely<Database>({ dialect: openPostgres(databaseUrl).dialect }), 'postgres')
    await expectSameAnswers({ DATABASE_URL: databaseUrl })
    await drop()
  })

  it('one of a version to come is refused', async () => {
    const { databaseUrl, drop } = await createSchema(url)
    await (await openStore({ databaseUrl, dataDir: '' })).close()
    const db = new Kysely<Database>({ dialect: openPostgres(databaseUrl).dialect })
    await db.insertInto('schema_migrations').values({ name: '9999-to-come' }).execute()
    await db.destroy()
    await expect(openStore({ databaseUrl, dataDir: '' })).rejects.toThrow('newer version')
    await drop()
  })
})
