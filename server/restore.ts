import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'

import { isKnownMigration } from '../backend/store/migrate.ts'
import { BackupError, checkDatabaseFile, databasePath, flush } from './database-file.ts'
import { makeFolder } from './make-folder.ts'
import { DatabaseInUse, openSqlite } from './sqlite.ts'

/**
 * What must not come back with an older state: sessions that have been ended since, and links, codes
 * and challenges that have been used since. Older versions do not have all of these tables.
 */
const PASSING_TABLES = [
  'jwts',
  'sign_in_links',
  'sign_in_codes',
  'setup_tokens',
  'webauthn_ceremonies',
  'connection_tokens',
  'gateway_sessions',
]

/** What SQLite keeps beside a database that was not closed, and would apply to any that it finds there. */
const BESIDE = ['-wal', '-journal']

/**
 * Puts a backup in the place of the SQLite database of a data folder, which is kept beside it. Nobody is
 * signed in afterwards. The next start brings an older one up to date.
 *
 * @param force whether to replace a database that holds something
 * @returns what the former database is called now, if there was one
 * @throws BackupError, or DatabaseInUse while a server runs on the folder
 */
export function restore(
  dataDir: string,
  from: string,
  { force }: { force: boolean },
): string | undefined {
  if (!existsSync(from)) throw new BackupError(`There is no file ${from}.`)
  makeFolder(dataDir, 0o700)
  const database = databasePath(dataDir)
  const draft = join(dataDir, `restore-${crypto.randomUUID()}.tmp`)
  try {
    // What SQLite keeps beside a database that was not closed is part of it.
    for (const rest of ['', ...BESIDE].filter((each) => existsSync(from + each))) {
      // Made before it is filled, so that it is nobody else's at any moment.
      closeSync(openSync(draft + rest, 'wx', 0o600))
      copyFileSync(from + rest, draft + rest)
      chmodSync(draft + rest, 0o600)
    }
    checkDatabaseFile(draft, from, (copy, tables) => {
      const migrations = copy.prepare('select name from schema_migrations').all()
      const newer = migrations
        .map(({ name }) => String(name))
        .filter((name) => !isKnownMigration(name))
      if (newer.length > 0) {
        throw new BackupError(
          `${from} is of a newer version of this program (${newer.join(', ')}).`,
        )
      }
      for (const table of PASSING_TABLES) if (tables.has(table)) copy.exec(`delete from ${table}`)
    })
    flush(draft)
    const former = setAside(database, force)
    renameSync(draft, database)
    flush(dataDir)
    return former
  } finally {
    for (const rest of ['', '-shm', ...BESIDE]) rmSync(draft + rest, { force: true })
  }
}

/**
 * Renames the present database with all that belongs to it. Of one that was deleted the log may be left,
 * whose changes SQLite would put into the backup.
 *
 * @returns what it is called now; undefined when there was none
 * @throws when that must not be done
 */
function setAside(database: string, force: boolean): string | undefined {
  const present = existsSync(database)
  if (present && holdsSomething(database) && !force) {
    throw new BackupError(
      `${database} holds data already. Add --force to put the backup in its place; it is kept beside it.`,
    )
  }
  const moment = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 17)
  const aside = `${database}.before-restore-${moment}`
  rmSync(`${database}-shm`, { force: true })
  for (const rest of ['', ...BESIDE]) {
    if (existsSync(database + rest)) renameSync(database + rest, aside + rest)
  }
  return present ? aside : undefined
}

/** Also true of what cannot be read. @throws DatabaseInUse while a process has it open */
function holdsSomething(database: string): boolean {
  try {
    // Takes the lock, and writes what is still in the log into the file.
    openSqlite(database).close()
    let filled = false
    checkDatabaseFile(database, database, (opened) => {
      filled = opened.prepare('select 1 from organizations limit 1').all().length > 0
    })
    return filled
  } catch (error) {
    if (error instanceof DatabaseInUse) throw error
    return true
  }
}
