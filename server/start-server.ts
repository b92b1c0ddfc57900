import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { createBackend, type BackendOptions } from '../backend/app.ts'
import { storeSetupToken } from '../backend/console/setup-token.ts'
import { createSignInLink } from '../backend/console/sign-in-links.ts'
import { createPeppers, type Peppers } from '../backend/http/peppers.ts'
import type { BannerFacts } from './banner.ts'
import { createNodeDigest } from './digests.ts'
import { FlagError, isLoopback, type Flags } from './flags.ts'
import { createGateway } from './gateway/gateway.ts'
import { createUpstream } from './gateway/upstream.ts'
import { newAccessKey, newId, newSecret, newSetupToken } from './generators.ts'
import { closeHttpServer, createHttpServer } from './http.ts'
import { openLog } from './log.ts'
import { createMailer } from './mailer.ts'
import type { Metrics } from './metrics.ts'
import { startPasswordThread, type PasswordThread } from './passwords.ts'
import { adoptPeppers } from './pepper-use.ts'
import { loadPeppers, type PepperEnvironment } from './pepper.ts'
import { createReadinessCheck } from './readiness.ts'
import { type DemoOwner, holdsDemo, seedDemo } from './seed.ts'
import { metricsOf, openSideDoors } from './side-doors.ts'
import { createSite } from './site.ts'
import { createStaticFiles } from './static.ts'
import { openSteadyClock, type SteadyClock } from './steady-clock.ts'
import { openStore, type OpenedStore } from './store.ts'
import { createTestDoor } from './test-door.ts'
import { startUpkeep } from './upkeep.ts'

export interface RunningServer {
  facts: BannerFacts
  /** Goes on with the peppers that the file has now; with those from before if they cannot be used. */
  reloadPeppers(): Promise<void>
  /**
   * Says that it stops for as long as `--drain` has it, finishes what runs, then closes the store.
   *
   * @param hurry ends the first of it
   */
  close(hurry?: AbortSignal): Promise<void>
}

/**
 * Opens the store, seeds it when it is empty, and listens.
 *
 * @param environment may hold the peppers; without them those in the data folder are used.
 * @param machineClock the time as this machine has it
 * @throws what stands in the way; nothing is left open then.
 */
export async function startServer(
  flags: Flags,
  environment: PepperEnvironment = {},
  machineClock: () => Date = () => new Date(),
): Promise<RunningServer> {
  const peppers = createPeppers(loadPeppers(flags.data, environment), createNodeDigest)
  const opened = await openStore({
    databaseUrl: flags.databaseUrl,
    dataDir: flags.data,
    pepperIds: await peppers.ids(),
  })
  const passwords = startPasswordThread()
  try {
    const metrics = flags.metrics && (await metricsOf(opened))
    // Measured from here on: what keeps the time shows a database that is away without any request.
    const store = metrics?.measured(opened) ?? opened
    const clock = await openSteadyClock(store, machineClock)
    await adoptPeppers(store, peppers, clock.now())
    const parts = { flags, environment, machineClock, peppers, store, metrics, passwords, clock }
    return await serve(parts)
  } catch (error) {
    await passwords.close()
    await opened.close()
    throw error
  }
}

interface Parts {
  flags: Flags
  environment: PepperEnvironment
  machineClock: () => Date
  peppers: Peppers
  /** Measured, where there are metrics. */
  store: OpenedStore
  metrics: Metrics | undefined
  passwords: PasswordThread
  clock: SteadyClock
}

/** The flags alone do not tell: a database that was tried out with the demo keeps it. */
async function refuseExposedDemo(flags: Flags, store: OpenedStore): Promise<void> {
  if (flags.force || flags.upstream !== undefined || isLoopback(flags.host)) return
  if (!(await holdsDemo(store))) return
  throw new FlagError(
    `--host ${flags.host} would show the demo Organization, which this database holds, to others. ` +
      'Take another --data folder or DATABASE_URL for your own data, or add --force if that is what you want.',
  )
}

async function serve(parts: Parts): Promise<RunningServer> {
  const { flags, peppers, store, metrics, passwords, clock } = parts
  await refuseExposedDemo(flags, store)
  const log = openLog(flags.log)
  const upstream = flags.upstream === undefined ? undefined : createUpstream(flags.upstream)
  const owner =
    upstream === undefined && flags.seed === 'demo'
      ? await seedDemo(store, passwords, flags.ownerPassword)
      : undefined
  const mailer = flags.smtpUrl && createMailer(flags.smtpUrl, senderOf(flags))
  const options: BackendOptions = {
    store,
    peppers,
    passwords,
    clock: clock.now,
    // Authenticator apps go by the time as it is.
    authenticatorClock: parts.machineClock,
    expired: (at) =>
      clock.expired(at).catch((error: unknown) => log.warn({ error }, 'the time was not kept')),
    ids: newId,
    accessKeys: newAccessKey,
    secrets: newSecret,
    mode: 'local',
    report: (error, requestId) => log.error({ requestId, error }, 'unexpected failure'),
    address: () => flags.publicUrl?.origin ?? addressOf(flags.host, server.address()),
    ...(mailer && { mailer }),
  }
  const testDoor = flags.testDoor ? createTestDoor(options) : undefined
  const backend =
    upstream === undefined
      ? createBackend({ ...options, ...(testDoor && { faults: testDoor.faults }) })
      : createGateway(options, upstream)
  const readiness = createReadinessCheck(store)
  const site = createSite({
    backend,
    files: createStaticFiles(flags.console),
    readiness,
    ...(testDoor && { testDoor: testDoor.door }),
  })
  const server = createHttpServer({ site, log, trustProxy: flags.trustProxy, metrics })
  server.listen(flags.port, flags.host)
  await once(server, 'listening')
  const address = options.address?.() ?? ''
  log.info({ address, database: store.describe }, 'listening')
  const closeSideDoors = await openSideDoors(flags, { metrics, store, log }).catch(
    async (error: unknown) => {
      await closeHttpServer(server)
      throw error
    },
  )
  const upkeep = startUpkeep({ ...parts, dataDir: flags.data, log })
  const stop = async (): Promise<void> => {
    await Promise.all([closeHttpServer(server), closeSideDoors()])
    await upkeep.stop()
    mailer?.close()
  }
  // Once it listens: a start that fails must not take the place of a link that was printed.
  const tokens = await firstTokens(options, owner, upstream === undefined).catch(
    async (error: unknown) => {
      await stop()
      throw error
    },
  )
  return {
    facts: {
      address,
      database: store.describe,
      owner,
      exposed: !isLoopback(flags.host) && flags.publicUrl?.protocol !== 'https:',
      upstream: flags.upstream,
      ...tokens,
    },
    reloadPeppers: upkeep.reloadPeppers,
    async close(hurry) {
      readiness.stop()
      await drain(flags.drain, hurry)
      await stop()
      await passwords.close()
      await store.close()
      log.info('stopped')
    },
  }
}

function senderOf({ mailFrom, publicUrl }: Flags): string {
  return mailFrom ?? `IAM Console <iam-console@${publicUrl?.hostname ?? 'localhost'}>`
}

/** What opens the console for whoever started the server. */
async function firstTokens(
  options: BackendOptions,
  owner: DemoOwner | undefined,
  maySetUp: boolean,
): Promise<Pick<BannerFacts, 'signInToken' | 'setupToken'>> {
  return {
    signInToken: owner && (await createSignInLink(options, owner.id)),
    setupToken: maySetUp ? await newSetup(options) : undefined,
  }
}

/** A token for the first visitor, where the store is empty. */
async function newSetup(options: BackendOptions): Promise<string | undefined> {
  if ((await options.store.count('organizations')) > 0) return undefined
  const token = newSetupToken()
  return (await storeSetupToken(options, token)) ? token : undefined
}

/** Lets a balancer see that the server stops before it does. */
async function drain(seconds: number, signal?: AbortSignal): Promise<void> {
  if (seconds === 0) return
  await setTimeout(seconds * 1000, undefined, { ...(signal && { signal }) }).catch(() => undefined)
}

/** The address to open: a wildcard is reached by the name of this machine itself. */
function addressOf(host: string, bound: ReturnType<Server['address']>): string {
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
