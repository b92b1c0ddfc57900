import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { createPeppers } from '../backend/http/peppers.ts'
import { FlagError } from './flags.ts'
import { describeUse, forgetPepper } from './pepper-use.ts'
import { addPepper, loadPeppers, PepperError } from './pepper.ts'
import { resetSteadyClock } from './steady-clock.ts'
import { openStore, type OpenedStore } from './store.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface Given {
  readonly dataDir: string
  readonly env: Environment
  /** What is neither a flag nor the command's name. */
  readonly rest: readonly string[]
}

/** Commands that keep a server's secrets and its time in order. Each gives what there is to tell. */
export const upkeepCommands = {
  'rotate-pepper': rotate,
  'forget-pepper': forget,
  'reset-clock': resetClock,
} as const satisfies Record<string, (given: Given) => string | Promise<string>>

/** Whether the first word of the command line is one of these commands. */
export function isUpkeepCommand(name: string | undefined): name is keyof typeof upkeepCommands {
  return name !== undefined && Object.hasOwn(upkeepCommands, name)
}

/**
 * Runs one of the commands.
 *
 * @param root where a relative data folder begins
 * @throws FlagError, PepperError, DatabaseInUse, StoreUnavailable
 */
export async function runUpkeepCommand(
  name: keyof typeof upkeepCommands,
  args: readonly string[],
  env: Environment,
  root: string,
): Promise<string> {
  const { data, rest } = parse(args)
  return upkeepCommands[name]({
    dataDir: resolve(root, data ?? (env['IAM_DATA'] || 'data')),
    env,
    rest,
  })
}

function rotate({ dataDir, env }: Given): string {
  if (env['SECRET_PEPPER']) {
    throw new PepperError('SECRET_PEPPER is set: put a new key before the one that is there.')
  }
  addPepper(dataDir)
  return [
    `${resolve(dataDir, 'pepper')} begins with a new pepper. A running server takes it up on SIGHUP,`,
    'others at their next start. docs/operations.md says when the former one can go.',
    '',
  ].join('\n')
}

async function forget(given: Given): Promise<string> {
  const [pepper, ...more] = given.rest
  if (pepper === undefined || more.length > 0) {
    throw new FlagError('Say which: the log of the server names peppers by their ids.')
  }
  const use = await withStore(given, (store) => forgetPepper(store, pepper, new Date()))
  const left = Object.keys(use).length === 0 ? 'nothing' : describeUse(use)
  return `Servers start without the pepper ${pepper} now. What hung on it: ${left}.\n`
}

async function resetClock(given: Given): Promise<string> {
  await withStore(given, (store) => resetSteadyClock(store, new Date()))
  return [
    'The latest time seen is forgotten: the clock of the machine counts again. Sessions that were',
    'opened in what is the future now have ended.',
    '',
  ].join('\n')
}

async function withStore<T>(
  { dataDir, env }: Given,
  work: (store: OpenedStore) => Promise<T>,
): Promise<T> {
  const peppers = createPeppers(loadPeppers(dataDir, env))
  const databaseUrl = env['DATABASE_URL'] || undefined
  const store = await openStore({ databaseUrl, dataDir, pepperIds: await peppers.ids() })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function parse(args: readonly string[]): { data: string | undefined; rest: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' } },
      allowPositionals: true,
    })
    return { data: values.data, rest: positionals }
  } catch (error) {
    throw new FlagError('--data <folder> is the only flag of this command.', { cause: error })
  }
}
