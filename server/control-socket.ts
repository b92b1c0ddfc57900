import { once } from 'node:events'
import { chmodSync, createReadStream, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { closeHttpServer } from './http.ts'
import type { Log } from './log.ts'
import type { OpenSqlite } from './sqlite.ts'

/** The most bytes that every system takes for the path of a socket. */
const LONGEST_PATH = 100
/** What a backup is called on its way through the data folder. */
const PASSING = /^backup-[0-9a-f-]{36}\.tmp(-journal)?$/

/** Where commands on this machine reach the server that has a data folder's database open. */
export function controlPath(dataDir: string): string {
  return join(dataDir, 'control.sock')
}

/** Whether a socket of this path can be. */
export function mayHaveSocket(path: string): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(path) <= LONGEST_PATH
}

/**
 * Lets commands on this machine ask the running server for what only it can do: `POST /backup` answers a
 * copy of the database, which no other process can open meanwhile. Whoever may connect to the socket may
 * read the database file as well: both are the owner's alone.
 *
 * @returns ends it; where sockets have no place in the file system, there is none to begin with
 */
export async function openControlSocket(
  dataDir: string,
  { backUp, log }: { backUp: OpenSqlite['backUp']; log: Log },
): Promise<() => Promise<void>> {
  const path = controlPath(dataDir)
  const none = (error?: unknown) => {
    log.warn({ path, error }, 'no control socket: a backup needs the server to be stopped')
    return async () => undefined
  }
  if (!mayHaveSocket(path)) return none()
  // The database's lock is ours, so what is there is what a killed process left.
  rmSync(path, { force: true })
  for (const name of readdirSync(dataDir)) if (PASSING.test(name)) rmSync(join(dataDir, name))

  const server = createServer((request, response) => {
    request.resume()
    if (request.method !== 'POST' || request.url !== '/backup') {
      response.writeHead(404).end()
      return
    }
    sendBackup(join(dataDir, `backup-${crypto.randomUUID()}.tmp`), backUp, response).then(
      (bytes) => log.info({ bytes }, 'backed up'),
      (error: unknown) => {
        log.error({ error }, 'the backup failed')
        if (response.headersSent) response.destroy()
        else response.writeHead(500).end(error instanceof Error ? error.message : '')
      },
    )
  })
  try {
    server.listen(path)
    await once(server, 'listening')
  } catch (error) {
    return none(error)
  }
  chmodSync(path, 0o600)
  // A command that has stopped reading must not keep the server from ending.
  return () => closeHttpServer(server)
}

/** Sends a copy of the database, by way of a file that is gone afterwards; gives its size in bytes. */
async function sendBackup(
  file: string,
  backUp: OpenSqlite['backUp'],
  response: ServerResponse,
): Promise<number> {
  try {
    await backUp(file)
    const { size } = statSync(file)
    response.writeHead(200, {
      'Content-Type': 'application/vnd.sqlite3',
      'Content-Length': size,
      Connection: 'close',
    })
    await pipeline(createReadStream(file), response)
    return size
  } finally {
    rmSync(file, { force: true })
    rmSync(`${file}-journal`, { force: true })
  }
}
