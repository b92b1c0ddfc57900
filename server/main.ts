/**
 * The server process and its commands: `node server/main.ts --help`.
 *
 * Words for people go to standard output, the log to standard error or a file.
 */
import { once } from 'node:events'
import { resolve } from 'node:path'

import { banner } from './banner.ts'
import { explain } from './explain.ts'
import { FlagError, helpText, readFlags, type Flags } from './flags.ts'
import { startServer, type RunningServer } from './start-server.ts'
import { isUpkeepCommand, runUpkeepCommand } from './upkeep-commands.ts'

const root = resolve(import.meta.dirname, '..')

function parseFlags(): Flags {
  const args = process.argv.slice(2)
  // Above all for whoever has set something wrong.
  if (args.includes('--help')) {
    process.stdout.write(helpText())
    process.exit(0)
  }
  return readFlags(args, process.env, root)
}

async function main(): Promise<void> {
  let running: RunningServer
  try {
    const stopAsked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    const flags = parseFlags()
    // Other users of the machine can list processes with their arguments, a password among them.
    process.title = 'iam-console'
    let reload = async (): Promise<void> => {}
    // In a terminal the signal says that the terminal is closed, and ends the process.
    if (!process.stdin.isTTY) process.on('SIGHUP', () => void reload())
    running = await startServer(flags, process.env)
    process.stdout.write(banner(running.facts))
    reload = running.reloadPeppers
    await stopAsked
  } catch (error) {
    fail(error, 'The server cannot start')
  }
  // A second signal ends the waiting for a balancer; others change nothing: the rest takes seconds.
  const hurry = new AbortController()
  process.on('SIGTERM', () => hurry.abort()).on('SIGINT', () => hurry.abort())
  await running
    .close(hurry.signal)
    .catch((error: unknown) => fail(error, 'The server did not stop cleanly'))
  process.exit(0)
}

/** The commands, which need no server. Gives whether it was one of them. */
async function runCommand(): Promise<boolean> {
  const [name, ...args] = process.argv.slice(2)
  if (!isUpkeepCommand(name) && name !== 'backup' && name !== 'restore') return false
  if (args.includes('--help')) return tell(helpText())
  if (isUpkeepCommand(name)) {
    return runUpkeepCommand(name, args, process.env, root).then(tell, (error: unknown) =>
      fail(error, `${name} failed`),
    )
  }
  const { backupCommand, restoreCommand } = await import('./database-commands.ts')
  const folders = { root, working: process.env['INIT_CWD'] ?? process.cwd() }
  try {
    return name === 'backup'
      ? tell(await backupCommand(args, process.env, folders))
      : tell(restoreCommand(args, process.env, folders))
  } catch (error) {
    return fail(error, `The ${name} failed`)
  }
}

function tell(text: string): true {
  process.stdout.write(text)
  return true
}

function fail(error: unknown, lead: string): never {
  process.stderr.write(`${explain(error, lead)}\n`)
  process.exit(error instanceof FlagError ? 2 : 1)
}

if (!(await runCommand())) await main()
