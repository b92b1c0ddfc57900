import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A backup cannot be made or put back; the message is for people. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** The database of a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'iam-console.db')
}

/**
 * Passes when a file is a database of this program and whole; leaves all of it in the one file.
 *
 * @param called what people know the file as
 * @param change runs on the open database once it is known to be whole
 * @throws BackupError
 */
export function checkDatabaseFile(
  file: string,
  called: string,
  change?: (database: DatabaseSync, tables: ReadonlySet<string>) => void,
): void {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    // Exclusive, so that opening it needs no second file; without a log, so that none is left behind.
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = delete')
    const [first] = database.prepare('pragma integrity_check(1)').all()
    if (first?.['integrity_check'] !== 'ok') throw new BackupError(`${called} is damaged.`)
    if (database.prepare('pragma foreign_key_check').all().length > 0) {
      throw new BackupError(`${called} is damaged: rows in it refer to rows that are missing.`)
    }
    const rows = database.prepare("select name from sqlite_schema where type = 'table'").all()
    const tables = new Set(rows.map(({ name }) => String(name)))
    if (!tables.has('schema_migrations') || !tables.has('organizations')) {
      throw new BackupError(`${called} is not a database of this program.`)
    }
    change?.(database, tables)
  } catch (error) {
    if (error instanceof BackupError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new BackupError(`${called} cannot be read as a database: ${reason}.`, { cause: error })
  } finally {
    database?.close()
  }
}

/** Makes what was written to a file, or the names in a folder, outlast the loss of power. */
export function flush(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
