import {
  constants,
  copyFileSync,
  createWriteStream,
  existsSync,
  linkSync,
  rmSync,
  statSync,
} from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

import { controlPath, mayHaveSocket } from './control-socket.ts'
import { BackupError, checkDatabaseFile, databasePath, flush } from './database-file.ts'
import { openSqlite } from './sqlite.ts'

/**
 * Copies the SQLite database of a data folder to a new file that only its owner may read. A server that
 * runs on the folder goes on meanwhile; the copy is the database as it was between two transactions.
 *
 * @returns the size of the copy in bytes
 * @throws BackupError, or DatabaseInUse when a process has the database open that does not answer
 */
export async function backUp(dataDir: string, to: string): Promise<number> {
  refuseExisting(to)
  const partial = `${to}.${crypto.randomUUID()}.partial`
  try {
    const answer = await askServer(controlPath(dataDir))
    // Asked first: a server still has a database whose file was deleted.
    if (answer === undefined) await copyDirectly(dataDir, partial)
    else await pipeline(answer, createWriteStream(partial, { flags: 'wx', mode: 0o600 }))
    checkDatabaseFile(partial, 'The copy')
    flush(partial)
    const { size } = statSync(partial)
    moveIntoPlace(partial, to)
    return size
  } finally {
    for (const rest of ['', '-journal']) rmSync(partial + rest, { force: true })
  }
}

function refuseExisting(to: string): void {
  if (existsSync(to)) {
    throw new BackupError(`${to} exists already: a backup never takes the place of another.`)
  }
  if (!existsSync(dirname(to))) throw new BackupError(`There is no folder ${dirname(to)}.`)
}

/** Undefined when no server listens. */
async function askServer(socketPath: string): Promise<IncomingMessage | undefined> {
  if (!mayHaveSocket(socketPath)) return undefined
  const answer = await new Promise<IncomingMessage | undefined>((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST', path: '/backup' }, resolve)
    asked.once('error', (error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(error.code ?? '')) resolve(undefined)
      else reject(error)
    })
    asked.end()
  })
  if (answer === undefined || answer.statusCode === 200) return answer
  throw new BackupError(`The server could not make the backup: ${await text(answer)}.`)
}

async function copyDirectly(dataDir: string, to: string): Promise<void> {
  const database = databasePath(dataDir)
  if (!existsSync(database)) throw new BackupError(`There is no database in ${dataDir}.`)
  const { backUp: copy, close } = openSqlite(database)
  try {
    await copy(to)
  } finally {
    close()
  }
}

/** A link fails where a file has appeared meanwhile; a rename would replace it. */
function moveIntoPlace(partial: string, to: string): void {
  try {
    linkSync(partial, to)
  } catch (error) {
    refuseExisting(to)
    // Not every file system has links.
    if (!(error instanceof Error && 'code' in error)) throw error
    copyFileSync(partial, to, constants.COPYFILE_EXCL)
    flush(to)
  }
  flush(dirname(to))
}
