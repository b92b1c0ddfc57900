import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'

import { encodeRow, type Row } from '../../backend/store/record.ts'

/** A PostgreSQL server of this run alone, reached by a socket in its folder. */
export interface Cluster {
  /** Makes an empty database and gives its URL. */
  createDatabase(name: string): string
  /** Runs statements and gives what they print, a row a line. */
  query(name: string, statements: string): string
  /** Opens a bulk load of one table. */
  load(name: string, table: string): Load
  /** Process id of the server, whose children do its work. */
  stop(): void
}

/** A bulk load; `end` waits until all rows are in. */
export interface Load {
  write(rows: readonly object[]): Promise<void>
  end(): Promise<void>
}

/** Where Debian keeps the programs of PostgreSQL; elsewhere they are on the PATH. */
function programs(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root)
    ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a))
    : []
  return versions[0] === undefined ? '' : join(root, versions[0], 'bin')
}

/** PostgreSQL refuses to run as root, so root hands over to the user `postgres`. */
function unprivileged(program: string, args: readonly string[]): [string, string[]] {
  const path = join(programs(), program)
  return process.getuid?.() === 0
    ? ['runuser', ['-u', 'postgres', '--', path, ...args]]
    : [path, [...args]]
}

function run(program: string, args: readonly string[]): string {
  const [command, all] = unprivileged(program, args)
  return execFileSync(command, all, {
    cwd: '/',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  })
}

/**
 * Starts a PostgreSQL server with nearly its usual settings in a folder.
 *
 * @param folder must exist, and be one that the user `postgres` may enter
 * @throws when PostgreSQL is not installed
 */
export function startCluster(folder: string): Cluster {
  const home = join(folder, 'postgres')
  mkdirSync(home, { mode: 0o700 })
  if (process.getuid?.() === 0) {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
    chownSync(home, id('-u'), id('-g'))
  }
  const data = join(home, 'data')
  run('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ])
  const settings =
    `-k ${home} -c listen_addresses='' -c max_connections=60 ` +
    // Of all settings, what anybody with some memory and no turning disk should say.
    '-c shared_buffers=512MB -c random_page_cost=1.1'
  const [command, args] = unprivileged('pg_ctl', ['-D', data, '-w', '-t', '60', '-o', settings])
  execFileSync(command, [...args, '-l', join(home, 'log'), 'start'], { cwd: '/', stdio: 'ignore' })
  const psql = (name: string) => ['-X', '-q', '-At', '-h', home, '-U', 'postgres', '-d', name, '-v']
  return {
    createDatabase(name) {
      run('createdb', ['-h', home, '-U', 'postgres', name])
      return `postgresql://postgres@localhost/${name}?host=${home}`
    },
    query: (name, statements) => run('psql', [...psql(name), 'ON_ERROR_STOP=1', '-c', statements]),
    load: (name, table) =>
      startLoad(unprivileged('psql', [...psql(name), 'ON_ERROR_STOP=1']), table),
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
    },
  }
}

function startLoad([command, args]: [string, string[]], table: string): Load {
  let columns: readonly string[] | undefined
  const child = spawn(command, args, { cwd: '/', stdio: ['pipe', 'ignore', 'inherit'] })
  const exited = once(child, 'exit')
  const write = async (text: string) => {
    if (!child.stdin.write(text)) await once(child.stdin, 'drain')
  }
  return {
    async write(rows) {
      const encoded = rows.map((row) => encodeRow(row as Row))
      const [first] = encoded
      if (first === undefined) return
      if (columns === undefined) {
        columns = Object.keys(first)
        // Rows come in an order of their own: references are right by the way they are made.
        await write(
          `set session_replication_role = replica;\ncopy ${table} (${columns}) from stdin;\n`,
        )
      }
      const lines = encoded.map(
        (row) => `${columns?.map((column) => copyText(row[column] ?? null)).join('\t')}\n`,
      )
      await write(lines.join(''))
    },
    async end() {
      if (columns !== undefined) await write('\\.\n')
      child.stdin.end()
      await finished(child.stdin)
      const [code] = await exited
      if (code !== 0) throw new Error(`Loading ${table} failed.`)
    },
  }
}

/** A value in the text format of COPY. */
function copyText(value: string | number | null): string {
  if (value === null) return '\\N'
  const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' }
  return String(value).replaceAll(/[\\\n\t\r]/g, (letter) => escapes[letter] ?? letter)
}
