import { once } from 'node:events'
import type { Server } from 'node:http'

import { createBackend, type BackendOptions } from '../backend/app.ts'
import { createSignInLink } from '../backend/console/sign-in-links.ts'
import type { Store } from '../backend/store/store.ts'
import type { BannerFacts } from './banner.ts'
import { isLoopback, type Flags } from './flags.ts'
import { newAccessKey, newId, newSecret } from './generators.ts'
import { closeHttpServer, createHttpServer } from './http.ts'
import { openLog } from './log.ts'
import { createMailer } from './mailer.ts'
import { startPasswordThread, type PasswordThread } from './passwords.ts'
import { loadPepper } from './pepper.ts'
import { seedDemo } from './seed.ts'
import { createSite } from './site.ts'
import { createStaticFiles } from './static.ts'
import { openStore, type OpenedStore } from './store.ts'
import { createTestDoor } from './test-door.ts'

export interface RunningServer {
  facts: BannerFacts
  /** Finishes what runs, then closes the store. */
  close(): Promise<void>
}

/** Milliseconds within which a healthy store answers. */
const healthLimit = 2000

/**
 * Opens the store, seeds it when it is empty, and listens.
 *
 * @param pepper base64, from the environment; without it the one in the data folder is used.
 * @throws what stands in the way; nothing is left open then.
 */
export async function startServer(flags: Flags, pepper?: string): Promise<RunningServer> {
  const secret = loadPepper(flags.data, pepper)
  const store = await openStore({ databaseUrl: flags.databaseUrl, dataDir: flags.data })
  const passwords = startPasswordThread()
  try {
    return await serve(flags, secret, store, passwords)
  } catch (error) {
    await passwords.close()
    await store.close()
    throw error
  }
}

async function serve(
  flags: Flags,
  pepper: Uint8Array,
  store: OpenedStore,
  passwords: PasswordThread,
): Promise<RunningServer> {
  const log = openLog(flags.log)
  const owner =
    flags.seed === 'demo' ? await seedDemo(store, passwords, flags.ownerPassword) : undefined
  const mailer = flags.smtpUrl && createMailer(flags.smtpUrl, senderOf(flags))
  const options: BackendOptions = {
    store,
    pepper,
    passwords,
    clock: () => new Date(),
    ids: newId,
    accessKeys: newAccessKey,
    secrets: newSecret,
    mode: 'local',
    report: (error, requestId) => log.error({ requestId, error }, 'unexpected failure'),
    address: () => flags.publicUrl?.origin ?? addressOf(flags.host, server.address()),
    ...(mailer && { mailer }),
  }
  const testDoor = flags.testDoor ? createTestDoor(options) : undefined
  const backend = createBackend({ ...options, ...(testDoor && { faults: testDoor.faults }) })
  const site = createSite({
    backend,
    files: createStaticFiles(flags.console),
    checkHealth: () => checkStore(store),
    ...(testDoor && { testDoor: testDoor.door }),
  })
  const server = createHttpServer({ site, log, trustProxy: flags.trustProxy })
  server.listen(flags.port, flags.host)
  await once(server, 'listening')
  const address = options.address?.() ?? ''
  log.info({ address, database: store.describe }, 'listening')
  return {
    facts: {
      address,
      database: store.describe,
      owner,
      signInToken: owner && (await createSignInLink(options, owner.id)),
      exposed: !isLoopback(flags.host) && flags.publicUrl?.protocol !== 'https:',
      empty: (await store.count('organizations')) === 0,
    },
    async close() {
      await closeHttpServer(server)
      mailer?.close()
      await passwords.close()
      await store.close()
      log.info('stopped')
    },
  }
}

function senderOf({ mailFrom, publicUrl }: Flags): string {
  return mailFrom ?? `IAM Console <iam-console@${publicUrl?.hostname ?? 'localhost'}>`
}

async function checkStore(store: Store): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('the store is too slow')), healthLimit)
  try {
    await Promise.race([store.count('organizations'), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** The address to open: a wildcard is reached by the name of this machine itself. */
function addressOf(host: string, bound: ReturnType<Server['address']>): string {
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
