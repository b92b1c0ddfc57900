import { join } from 'node:path'

import { createSqlStore } from '../backend/store/sql.ts'
import type { Store } from '../backend/store/store.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export interface OpenStoreOptions {
  /** A PostgreSQL server; without it, a SQLite file in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
}

/** A store, and which database it is in, for the log: never with a password. */
export type OpenedStore = Store & { describe: string }

/**
 * Opens the store that the options name and brings its tables up to date.
 * @throws DatabaseInUse when another process has the SQLite file open.
 * @throws StoreUnavailable when the PostgreSQL server cannot be reached.
 */
export async function openStore({ databaseUrl, dataDir }: OpenStoreOptions): Promise<OpenedStore> {
  const path = join(dataDir, 'iam-console.db')
  const store = databaseUrl
    ? createSqlStore(openPostgres(databaseUrl).dialect, 'postgres')
    : createSqlStore(openSqlite(path).dialect, 'sqlite')
  try {
    await store.migrate()
  } catch (error) {
    await store.close()
    throw error
  }
  const describe = databaseUrl ? describePostgres(databaseUrl) : `SQLite, ${path}`
  return { ...store, describe }
}

function describePostgres(databaseUrl: string): string {
  const { host, pathname, searchParams } = new URL(databaseUrl)
  return `PostgreSQL, ${searchParams.get('host') ?? (host || 'localhost')}${pathname}`
}
