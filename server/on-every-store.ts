import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Pool } from 'pg'
import { afterAll, describe, it } from 'vitest'

import { createMemoryStore } from '../backend/store/memory.ts'
import type { Store } from '../backend/store/store.ts'
import { openStore } from './store.ts'

/** Opens an empty store. Closing it removes all trace of it. */
export type OpenEmptyStore = () => Promise<Store>

/**
 * Registers a suite of tests once for each store there is: memory, SQLite, and PostgreSQL where
 * `TEST_DATABASE_URL` names a server. Without one, a skipped test says so.
 */
export function onEveryStore(suite: (open: OpenEmptyStore) => void): void {
  describe('in memory', () => suite(async () => createMemoryStore()))
  onSqlStores(suite)
}

/** As `onEveryStore`, without memory. */
export function onSqlStores(suite: (open: OpenEmptyStore) => void): void {
  describe('on SQLite', () => suite(openEmptySqlite))
  describePostgres((databaseUrl) => suite(() => openEmptyPostgres(databaseUrl)))
}

/** Registers tests that need a PostgreSQL server of their own accord. */
export function describePostgres(suite: (databaseUrl: string) => void): void {
  const databaseUrl = process.env['TEST_DATABASE_URL']
  describe('on PostgreSQL', () => {
    if (databaseUrl) {
      suite(databaseUrl)
      afterAll(dropSchemas)
    } else it.skip('is not tested: TEST_DATABASE_URL names no server', () => undefined)
  })
}

async function openEmptySqlite(): Promise<Store> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iam-console-test-'))
  const store = await openStore({ dataDir })
  return closing(store, async () => rmSync(dataDir, { recursive: true }))
}

type Schema = Awaited<ReturnType<typeof createSchema>>

/** Schemas whose tables are up to date and empty again: making the tables takes longer than most tests. */
const emptySchemas: Schema[] = []

async function openEmptyPostgres(databaseUrl: string): Promise<Store> {
  const schema = emptySchemas.pop() ?? (await createSchema(databaseUrl))
  const store = await openStore({ databaseUrl: schema.databaseUrl, dataDir: '' })
  return closing(store, async () => {
    await runOnce(schema.databaseUrl, emptyTables)
    emptySchemas.push(schema)
  })
}

/** One statement, so that references are checked when everything is gone. Truncating takes ten times as long. */
const emptyTables = `do $$
  declare name text;
  begin
    for name in select tablename from pg_tables
      where schemaname = current_schema() and tablename <> 'schema_migrations'
    loop execute format('delete from %I', name); end loop;
  end $$`

async function dropSchemas(): Promise<void> {
  await Promise.all(emptySchemas.splice(0).map(({ drop }) => drop()))
}

/** Makes a schema of its own, so that runs side by side do not meet; its URL leads there. */
export async function createSchema(
  databaseUrl: string,
): Promise<{ databaseUrl: string; drop: () => Promise<void> }> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await runOnce(databaseUrl, `create schema ${name}`)
  const url = new URL(databaseUrl)
  url.searchParams.set('options', `-c search_path=${name}`)
  return {
    databaseUrl: url.href,
    drop: () => runOnce(databaseUrl, `drop schema ${name} cascade`),
  }
}

/** Runs a statement on a connection of its own. */
export async function runOnce(databaseUrl: string, statement: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  try {
    await pool.query(statement)
  } finally {
    await pool.end()
  }
}

function closing(store: Store, cleanUp: () => Promise<void>): Store {
  return {
    ...store,
    close: async () => {
      await store.close()
      await cleanUp()
    },
  }
}
