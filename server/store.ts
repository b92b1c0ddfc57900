import { join } from 'node:path'

import type { SqlKind } from '../backend/store/sql-text.ts'
import { createSqlStore, type SqlStore } from '../backend/store/sql.ts'
import type { Store } from '../backend/store/store.ts'
import type { PoolState } from './metrics.ts'
import { forMigrations, openPostgres } from './postgres.ts'
import { type OpenSqlite, openSqlite } from './sqlite.ts'

export interface OpenStoreOptions {
  /** A PostgreSQL server; without it, a SQLite file in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** Ids of the server's peppers, newest first; only a database with secrets needs them. */
  pepperIds?: readonly string[]
}

/** A store, and what is to be known of the database it is in. */
export type OpenedStore = Store & {
  kind: SqlKind
  /** Which one, for the log: never with a password. */
  describe: string
  /** Copies the SQLite file; absent on PostgreSQL, which has tools of its own. */
  backUp?: OpenSqlite['backUp']
  /** The connections to PostgreSQL. */
  pool?: () => PoolState
}

/**
 * Opens the store that the options name and brings its tables up to date.
 * @throws DatabaseInUse when another process has the SQLite file open.
 * @throws StoreUnavailable when the PostgreSQL server cannot be reached.
 */
export async function openStore({
  databaseUrl,
  dataDir,
  pepperIds,
}: OpenStoreOptions): Promise<OpenedStore> {
  const path = join(dataDir, 'iam-console.db')
  const { store, ...facts } = databaseUrl ? onPostgres(databaseUrl) : onSqlite(path)
  try {
    await (databaseUrl ? migratePostgres(databaseUrl, pepperIds) : store.migrate(pepperIds))
  } catch (error) {
    await store.close()
    throw error
  }
  return { ...store, ...facts }
}

/** A store, its tables not up to date yet, with what goes with it. */
type Opened = Omit<OpenedStore, keyof Store> & { store: SqlStore }

function onSqlite(path: string): Opened {
  const { dialect, backUp } = openSqlite(path)
  return {
    store: createSqlStore(dialect, 'sqlite'),
    kind: 'sqlite',
    describe: `SQLite, ${path}`,
    backUp,
  }
}

function onPostgres(databaseUrl: string): Opened {
  const { dialect, pool, close } = openPostgres(databaseUrl)
  return {
    // Not through Kysely, which closes nothing that it has not used.
    store: { ...createSqlStore(dialect, 'postgres'), close },
    kind: 'postgres',
    describe: describePostgres(databaseUrl),
    pool,
  }
}

/** On connections of its own, which wait as long as it takes. */
async function migratePostgres(databaseUrl: string, pepperIds?: readonly string[]): Promise<void> {
  const store = createSqlStore(openPostgres(databaseUrl, forMigrations).dialect, 'postgres')
  try {
    await store.migrate(pepperIds)
  } finally {
    await store.close()
  }
}

function describePostgres(databaseUrl: string): string {
  const { host, pathname, searchParams } = new URL(databaseUrl)
  return `PostgreSQL, ${searchParams.get('host') ?? (host || 'localhost')}${pathname}`
}
