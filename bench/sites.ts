import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import type { Backend } from '../backend/app.ts'
import { readFlags } from '../server/flags.ts'
import { closeHttpServer, createHttpServer } from '../server/http.ts'
import { openLog } from '../server/log.ts'
import { createSite } from '../server/site.ts'
import { startServer } from '../server/start-server.ts'
import { createStaticFiles } from '../server/static.ts'
import type { Apps } from './build-apps.ts'
import { lists } from './floor/lists.ts'

/** A site that answers at an address of this machine. */
export interface RunningSite {
  origin: string
  /** The session cookie of a person who is signed in; the floor and the mock need none. */
  cookie?: { name: string; value: string }
  stop: () => Promise<void>
}

export interface Sites {
  floor: RunningSite
  local: RunningSite
  mock: RunningSite
}

const owner = { login: 'elena.varga', password: 'measured, not asserted' }

/**
 * Starts the floor app, the console on a SQLite database in `folder`, and the console's mock build,
 * all in this process and through the server's own handlers.
 */
export async function startSites(apps: Apps, folder: string): Promise<Sites> {
  const local = await serveConsole(apps.local, folder)
  const mock = await serveFiles(apps.mock, folder)
  const floor = await serveFiles(apps.floor, folder, playBack(await recordLists(local)))
  return { floor, local, mock }
}

async function serveConsole(built: string, folder: string): Promise<RunningSite> {
  const flags = {
    port: '0',
    data: join(folder, 'data'),
    log: join(folder, 'server.log'),
    console: built,
    'owner-password': owner.password,
  }
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const root = join(import.meta.dirname, '..')
  const { facts, close } = await startServer(readFlags(args, {}, root))
  const origin = facts.address
  return { origin, cookie: await signIn(origin), stop: close }
}

async function signIn(origin: string): Promise<{ name: string; value: string }> {
  const response = await fetch(`${origin}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(owner),
  })
  const [name, value] = response.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? []
  if (name === undefined || value === undefined) {
    throw new Error(`Signing in answered ${response.status} without a cookie.`)
  }
  return { name, value }
}

/** What the server answers to the floor's requests, by path. */
async function recordLists({ origin, cookie }: RunningSite): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const { request } of Object.values(lists)) {
    const url = new URL(request, origin)
    const response = await fetch(url, { headers: { Cookie: `${cookie?.name}=${cookie?.value}` } })
    if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}.`)
    answers.set(url.pathname, await response.text())
  }
  return answers
}

function playBack(answers: ReadonlyMap<string, string>): Backend {
  const headers = { 'Content-Type': 'application/json' }
  return {
    fetch: async (request) => new Response(answers.get(new URL(request.url).pathname), { headers }),
  }
}

async function serveFiles(built: string, folder: string, backend?: Backend): Promise<RunningSite> {
  const server = createHttpServer({
    site: createSite({ files: createStaticFiles(built), ...(backend && { backend }) }),
    log: openLog(join(folder, 'files.log')),
    trustProxy: false,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, stop: () => closeHttpServer(server) }
}
