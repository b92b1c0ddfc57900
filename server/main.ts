/**
 * The server process: `node server/main.ts --help`.
 *
 * Words for people go to standard output, the log to standard error or a file.
 */
import { once } from 'node:events'
import { resolve } from 'node:path'

import { banner } from './banner.ts'
import { FlagError, helpText, readFlags, type Flags } from './flags.ts'
import { startServer, type RunningServer } from './start-server.ts'

const root = resolve(import.meta.dirname, '..')

/** What went wrong on the way up, in a sentence rather than a stack where there is one. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program. Choose one with --port.'
  }
  const plain = [
    'DatabaseInUse',
    'DatabaseUnsuitable',
    'FlagError',
    'PepperError',
    'StoreUnavailable',
  ]
  if (plain.includes(error.name)) return error.message
  // A system or a database says enough with its code; a stack is for mistakes of the program.
  return isOutside(error)
    ? `The server cannot start: ${error.message}.`
    : (error.stack ?? error.message)
}

/** Whether the machine or a database is at fault: Node marks its complaints about code by `ERR_`. */
function isOutside(error: Error): boolean {
  if (!('code' in error) || typeof error.code !== 'string') return false
  return error.code === 'ERR_SQLITE_ERROR' || !error.code.startsWith('ERR_')
}

function parseFlags(): Flags {
  const flags = readFlags(process.argv.slice(2), process.env, root)
  if (!flags.help) return flags
  process.stdout.write(helpText())
  process.exit(0)
}

async function main(): Promise<void> {
  let running: RunningServer
  try {
    const stopAsked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    const flags = parseFlags()
    // Other users of the machine can list processes with their arguments, a password among them.
    process.title = 'iam-console'
    running = await startServer(flags, process.env['IAM_PEPPER'])
    process.stdout.write(banner(running.facts))
    await stopAsked
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(error instanceof FlagError ? 2 : 1)
  }
  // From here on further signals change nothing: closing takes some seconds at most.
  process.on('SIGTERM', () => {}).on('SIGINT', () => {})
  await running.close()
  process.exit(0)
}

await main()
