import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { backUp } from './backup.ts'
import { BackupError, databasePath } from './database-file.ts'
import { FlagError } from './flags.ts'
import { restore } from './restore.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where relative paths begin: those of the data folder as for the server, files as for the shell. */
interface Folders {
  readonly root: string
  readonly working: string
}

/**
 * `backup --to <file>`: copies the SQLite database.
 *
 * @returns what there is to tell
 * @throws FlagError, BackupError
 */
export async function backupCommand(
  args: readonly string[],
  env: Environment,
  { root, working }: Folders,
): Promise<string> {
  const given = parse(args, { to: { type: 'string' }, data: { type: 'string' } })
  refusePostgres(env, 'pg_dump')
  if (typeof given['to'] !== 'string') throw new FlagError('Say by --to <file> where to.')
  const dataDir = dataFolder(given['data'], env, root)
  const to = resolve(working, given['to'])
  const bytes = await backUp(dataDir, to)
  return [
    `Copied ${databasePath(dataDir)} to ${to} (${Math.ceil(bytes / 1024)} KiB).`,
    'Secrets in it are kept under the pepper, which is not in it: keep a copy of',
    `${resolve(dataDir, 'pepper')}, or of SECRET_PEPPER where that is set, in another place.`,
    'A server without it refuses the backup: no API key or authenticator app of it would work.',
    '',
  ].join('\n')
}

/**
 * `restore --from <file>`: puts a backup in the place of the SQLite database.
 *
 * @returns what there is to tell
 * @throws FlagError, BackupError, DatabaseInUse
 */
export function restoreCommand(
  args: readonly string[],
  env: Environment,
  { root, working }: Folders,
): string {
  const given = parse(args, {
    from: { type: 'string' },
    data: { type: 'string' },
    force: { type: 'boolean' },
  })
  refusePostgres(env, 'pg_restore')
  if (typeof given['from'] !== 'string')
    throw new FlagError('Say by --from <file> what to restore.')
  const dataDir = dataFolder(given['data'], env, root)
  const former = restore(dataDir, resolve(working, given['from']), {
    force: given['force'] === true,
  })
  return [
    `${databasePath(dataDir)} is the backup now. Everybody has to sign in again.`,
    ...(former === undefined ? [] : [`The former database is ${former}.`]),
    'The pepper must be the one of that time: see its place in the data folder, or SECRET_PEPPER.',
    'API keys that were deleted since the backup work again: delete them anew.',
    '',
  ].join('\n')
}

function parse(
  args: readonly string[],
  options: Readonly<Record<string, { type: 'string' | 'boolean' }>>,
): Readonly<Record<string, string | boolean | undefined>> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
      .values as Record<string, string | boolean | undefined>
  } catch (error) {
    const sentence = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new FlagError(`${sentence.replace(/\.$/, '')}. --help says how it is called.`, {
      cause: error,
    })
  }
}

function dataFolder(given: string | boolean | undefined, env: Environment, root: string): string {
  return resolve(root, typeof given === 'string' ? given : env['IAM_DATA'] || 'data')
}

function refusePostgres(env: Environment, tool: string): void {
  if (!env['DATABASE_URL']) return
  throw new BackupError(
    `DATABASE_URL names a PostgreSQL server: use its own ${tool}. docs/operations.md says how.`,
  )
}
