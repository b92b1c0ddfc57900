import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely'

import { makeFolder } from './make-folder.ts'

/** Pages that a backup copies before statements get their turn again: some four megabytes. */
const pagesAtOnce = 1000

/** Another process has the database file open. */
export class DatabaseInUse extends Error {
  constructor(path: string, options?: ErrorOptions) {
    super(
      `The database ${path} is in use by another process. ` +
        'Stop that process, or start this one on another data folder.',
      options,
    )
    this.name = 'DatabaseInUse'
  }
}

/** A SQLite database that this process has open, alone. */
export interface OpenSqlite {
  dialect: Dialect
  close: () => void
  /**
   * Copies the database as it is between two transactions, while it is in use.
   * @param to a file that does not exist
   */
  backUp: (to: string) => Promise<void>
}

/**
 * Opens a SQLite file for this process alone, and makes it and its folder, readable by their owner
 * only, if there are none. A committed transaction survives the loss of power.
 * @throws DatabaseInUse at once when another process has it open.
 */
export function openSqlite(path: string): OpenSqlite {
  makePrivateFile(path)
  const database = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true })
  try {
    // The lock must be asked for before the log is: then SQLite keeps the log's index in memory, and
    // reading the log takes the lock for good.
    database.exec(`
      pragma locking_mode = exclusive;
      pragma journal_mode = wal;
      pragma synchronous = full;
      begin immediate;
      commit;
    `)
  } catch (error) {
    database.close()
    throw isBusy(error) ? new DatabaseInUse(path, { cause: error }) : error
  }
  const close = () => {
    if (database.isOpen) database.close()
  }
  return {
    dialect: new NodeSqliteDialect(database, close, watchFile(path)),
    close,
    async backUp(to) {
      makePrivateFile(to)
      await backup(database, to, { rate: pagesAtOnce })
    },
  }
}

/**
 * SQLite's log files take their mode from the database file. A file that exists must not be opened
 * here: closing it again would drop the locks that this process may hold on it already.
 */
function makePrivateFile(path: string): void {
  makeFolder(dirname(path), 0o700)
  if (existsSync(path)) chmodSync(path, 0o600)
  else closeSync(openSync(path, 'wx', 0o600))
}

/**
 * A function that throws once the file is no longer where it was opened. SQLite does not mind: it would
 * go on writing to a file without a name, which is gone when the process ends.
 */
function watchFile(path: string): () => void {
  const { dev, ino } = statSync(path)
  return () => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.dev === dev && found.ino === ino) return
    throw Object.assign(new Error(`${path} has been deleted or replaced while it was in use`), {
      code: 'ERR_SQLITE_MISSING',
    })
  }
}

function isBusy(error: unknown): boolean {
  const busy = 5
  return ((error as { errcode?: number }).errcode ?? 0) % 256 === busy
}

/** Kysely's own dialect, with what Node's SQLite does differently from the one it was written for. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync
  readonly #kyselyDatabase: SqliteDatabase

  readonly #requireFile: () => void

  constructor(database: DatabaseSync, close: () => void, requireFile: () => void) {
    const kyselyDatabase = { prepare: statementCache(database), close }
    super({ database: kyselyDatabase })
    this.#database = database
    this.#kyselyDatabase = kyselyDatabase
    this.#requireFile = requireFile
  }

  override createDriver(): Driver {
    return new NodeSqliteDriver(this.#database, this.#kyselyDatabase, this.#requireFile)
  }
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  readonly #requireFile: () => void

  constructor(database: DatabaseSync, kyselyDatabase: SqliteDatabase, requireFile: () => void) {
    super({ database: kyselyDatabase })
    this.#database = database
    this.#requireFile = requireFile
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#requireFile()
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite roll back by itself; a second rollback would hide that error.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** Statements are prepared once; beyond this number, the one unused for longest goes. */
const cachedStatements = 200

/** Longer statements are bulk inserts: large, and seldom of the same length twice. */
const cachedLength = 8_000

function statementCache(database: DatabaseSync): (text: string) => SqliteStatement {
  const cache = new Map<string, SqliteStatement>()

  return (text) => {
    const statement = cache.get(text) ?? adapt(database.prepare(text))
    if (text.length > cachedLength) return statement
    cache.delete(text)
    cache.set(text, statement)
    const [oldest] = cache.keys()
    if (cache.size > cachedStatements && oldest !== undefined) cache.delete(oldest)
    return statement
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  }
}
