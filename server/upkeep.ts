import { createPeppers, type Peppers } from '../backend/http/peppers.ts'
import type { Store } from '../backend/store/store.ts'
import type { Log } from './log.ts'
import { adoptPeppers, formerUse, missingPepper, sealAnew } from './pepper-use.ts'
import { loadPeppers, type PepperEnvironment } from './pepper.ts'
import type { SteadyClock } from './steady-clock.ts'

/** What a server does beside answering. */
export interface Upkeep {
  /** Goes on with the peppers that the file has now; with those from before if they cannot be used. */
  reloadPeppers(): Promise<void>
  /** Ends it, with the time kept once more. */
  stop(): Promise<void>
}

interface UpkeepParts {
  readonly store: Store
  readonly peppers: Peppers
  readonly clock: SteadyClock
  readonly environment: PepperEnvironment
  /** The folder of the file with the peppers. */
  readonly dataDir: string
  readonly log: Log
}

/** Milliseconds between two exchanges of the time, and of peppers, with the database. */
const CLOCK_INTERVAL = 15_000

/** Milliseconds between two looks at what still hangs on a former pepper. */
const PEPPER_INTERVAL = 10 * 60_000

/** The clock is told to be behind from this many milliseconds on. */
const NOTABLE_LAG = 60_000

/**
 * Keeps the time in the database and moves secrets under the newest pepper. A database that is away is
 * no failure here: the next turn tries again.
 */
export function startUpkeep(parts: UpkeepParts): Upkeep {
  const { store, peppers, clock, log } = parts
  const failed = (what: string) => (error: unknown) => log.warn({ error }, `${what}: put off`)

  const keepTime = (): Promise<void> => clock.sync().catch(failed('keeping the time'))
  const lookForPepper = async (): Promise<void> => {
    const pepper = await missingPepper(store, peppers)
    if (pepper === undefined) return
    log.error({ pepper }, 'another server keeps secrets under a pepper that this one was not given')
  }
  const movePeppers = (): Promise<void> =>
    moveToNewest(store, peppers, clock.now(), log).catch(failed('moving to the newest pepper'))

  if (clock.behind() > NOTABLE_LAG) {
    const seconds = Math.round(clock.behind() / 1000)
    log.warn(
      { seconds },
      'the clock is behind the latest time seen, which is used until it is there',
    )
  }
  let last = movePeppers()
  const timers = [
    setInterval(() => {
      last = keepTime().then(lookForPepper).catch(failed('looking for peppers'))
    }, CLOCK_INTERVAL),
    setInterval(() => (last = movePeppers()), PEPPER_INTERVAL),
  ]
  for (const timer of timers) timer.unref()

  return {
    async reloadPeppers() {
      try {
        const keys = loadPeppers(parts.dataDir, parts.environment)
        // Judged before any request meets them: one under way must not fail for want of a former one.
        await adoptPeppers(store, createPeppers(keys), clock.now())
        peppers.replace(keys)
        log.info({ peppers: await peppers.ids() }, 'peppers taken up')
      } catch (error) {
        log.error({ error }, 'the peppers cannot be used: those from before still are')
        return
      }
      await movePeppers()
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await last
      await keepTime()
    },
  }
}

async function moveToNewest(store: Store, peppers: Peppers, now: Date, log: Log): Promise<void> {
  const sealed = await sealAnew(store, peppers)
  if (sealed > 0) log.info({ sealed }, 'sealed under the newest pepper')
  for (const { pepper, use } of await formerUse(store, peppers, now)) {
    log.info({ pepper, use }, 'kept under a former pepper')
  }
}
