import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { buildScenario } from '../backend/fixtures/scenarios.ts'
import { displayName } from '../backend/http/display-name.ts'
import type { Database } from '../backend/store/migrate.ts'
import { createTables } from '../backend/store/migrations/0001-create-tables.ts'
import { encodeRow, type Row } from '../backend/store/record.ts'
import type { SqlKind } from '../backend/store/sql-text.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { openStore, type OpenedStore } from './store.ts'

/** What a database of the first version holds: its tables, and of each the columns of that time. */
const FIRST = ['organizations', 'projects', 'users', 'applications', 'groups', 'policies', 'rules']
const LATER: Readonly<Record<string, RegExp>> = {
  organizations: /^(login|enforce|grace|max)_/,
  users: /^(password_chosen_by_other|totp_.*|failed_sign_ins|last_failed_sign_in_at)$/,
  logs: /^(bearer_type|bearer_name|resource_name|search_text)$/,
}
const PEPPER_ID = '0123abcd'
const { rows } = buildScenario('default', { now: new Date('2026-11-23T09:00:00Z'), salt: 'old' })

/** Makes the database of the first version, with the demo Organization in it. */
async function fillFirst(db: Kysely<Database>, kind: SqlKind): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await createTables(tx, kind, [])
    await tx.schema.createTable('schema_migrations').addColumn('name', 'text').execute()
    await tx.insertInto('schema_migrations').values({ name: '0001-create-tables' }).execute()
    for (const table of [...FIRST, 'api_keys', 'logs'] as (keyof typeof rows)[]) {
      for (const row of rows[table]) {
        const old = Object.entries(encodeRow(row as unknown as Row)).filter(
          ([column]) => LATER[table]?.test(column) !== true,
        )
        const into = tx as unknown as Kysely<Record<string, Row>>
        await into.insertInto(table).values(Object.fromEntries(old)).execute()
      }
    }
  })
  await db.destroy()
}

async function expectUpToDate(store: OpenedStore): Promise<void> {
  const [organization] = await store.find('organizations')
  expect(organization).toEqual(rows.organizations[0])
  expect(await store.count('users')).toBe(rows.users.length)
  // There was nothing yet to set it up with, so nobody could sign in with it.
  expect(await store.count('users', { mfa: true })).toBe(0)
  // Digests are marked with the pepper there was.
  for (const { access_key, secret_digest } of rows.api_keys) {
    const key = await store.get('api_keys', access_key)
    expect(key?.secret_digest).toBe(`${PEPPER_ID}.${secret_digest}`)
  }
  for (const row of rows.logs.filter((log) => log.bearer_type !== 'platform')) {
    const log = await store.get('logs', row.id)
    // Names are those of today, as far as what they name is still there.
    const user = rows.users.find(({ id }) => id === row.bearer_id)
    const group = rows.groups.find(({ id }) => id === row.resource_id)
    const key = rows.api_keys.find(({ access_key }) => access_key === row.resource_id)
    if (user) expect(log?.bearer_name).toBe(displayName(user))
    if (group) expect(log?.resource_name).toBe(group.name)
    if (key) expect(log?.resource_name).toBe(key.description)
    expect(log?.search_text).toContain(row.user_agent.toLowerCase().slice(0, 20))
    expect(log?.search_text.split('\n')).toContain(row.ip)
  }
}

describe('a database of the first version', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'iam-console-test-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  it('is not brought up to date while the pepper of its secrets is in doubt', async () => {
    const { dialect } = openSqlite(join(dataDir, 'iam-console.db'))
    await fillFirst(new Kysely<Database>({ dialect }), 'sqlite')
    const several = openStore({ dataDir, pepperIds: [PEPPER_ID, '4567cdef'] })
    await expect(several).rejects.toThrow('the one pepper it was used with')
  })

  it('is brought up to date with what it holds, once', async () => {
    const { dialect } = openSqlite(join(dataDir, 'iam-console.db'))
    await fillFirst(new Kysely<Database>({ dialect }), 'sqlite')
    for (let start = 0; start < 2; start += 1) {
      const store = await openStore({ dataDir, pepperIds: [PEPPER_ID] })
      await expectUpToDate(store)
      await store.close()
    }
  })
})

describePostgres((url) => {
  it('is brought up to date there too', async () => {
    const { databaseUrl, drop } = await createSchema(url)
    const { dialect } = openPostgres(databaseUrl)
    await fillFirst(new Kysely<Database>({ dialect }), 'postgres')
    const store = await openStore({ databaseUrl, dataDir: '', pepperIds: [PEPPER_ID] })
    await expectUpToDate(store)
    await store.close()
    await drop()
  })
})
