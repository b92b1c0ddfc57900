import { Client } from './client.ts'
import type { Known } from './organization.ts'
import type { ScaleServer } from './servers.ts'

/** How requests that come at a fixed rate were answered. */
export interface LoadResult {
  /** Answered requests. */
  requests: number
  /** What went wrong, by status or error, and how often. */
  errors: ReadonlyMap<string, number>
  /** Milliseconds from the moment a request was due, sorted, by kind. */
  times: ReadonlyMap<string, readonly number[]>
  /** Memory of the server in MB by second. */
  memory: ReadonlyMap<number, number>
}

/** What a request needs to know of the others. */
interface Made {
  keys: string[]
}

interface Call {
  method: string
  path: string
  body?: unknown
  /** Notes what was made. */
  done?: (answer: Record<string, unknown>) => void
}

/** Of a hundred requests this many are of each kind; a fifth of all writes. */
const mix: readonly [number, string, (known: Known, made: Made, n: number) => Call][] = [
  [25, 'get a key', ({ accessKey }) => get(`/iam/v1alpha1/api-keys/${accessKey}`)],
  [15, 'list keys', () => get('/iam/v1alpha1/api-keys?page_size=20&order_by=created_at_desc')],
  [10, 'list applications', () => get('/iam/v1alpha1/applications?page_size=20')],
  [10, 'list users', () => get('/iam/v1alpha1/users?page_size=20')],
  [
    10,
    'get an application',
    ({ applicationId }) => get(`/iam/v1alpha1/applications/${applicationId}`),
  ],
  [5, 'list the log', () => get('/iam/v1alpha1/logs?page_size=20&order_by=created_at_desc')],
  [
    5,
    'search',
    (_, __, n) => get(`/console/v1/search?${new URLSearchParams({ q: some(words, n) })}`),
  ],
  [
    6,
    'create an application',
    (_, __, n) => ({
      method: 'POST',
      path: '/iam/v1alpha1/applications',
      body: { name: `load ${n}`, description: 'made by a bench' },
    }),
  ],
  [
    6,
    'create a key',
    (known, made, n) => ({
      method: 'POST',
      path: '/iam/v1alpha1/api-keys',
      body: {
        application_id: some(known.someApplicationIds, n),
        description: 'load',
      },
      done: ({ access_key }) => made.keys.push(String(access_key)),
    }),
  ],
  [
    4,
    'update an application',
    (known, _, n) => ({
      method: 'PATCH',
      path: `/iam/v1alpha1/applications/${some(known.someApplicationIds, n)}`,
      body: { description: `changed by request ${n}` },
    }),
  ],
  [
    4,
    'delete a key',
    (known, made) => {
      const key = made.keys.length > 50 ? made.keys.shift() : undefined
      return key === undefined
        ? get(`/iam/v1alpha1/api-keys/${known.accessKey}`)
        : { method: 'DELETE', path: `/iam/v1alpha1/api-keys/${key}` }
    },
  ],
]

const words = ['elena.varga', 'ledger-agent-7', 'nosuchword', 'ticket 5001', 'yuki sato', 'kaito']

/** One of the ids or words, each in turn. */
function some(of: readonly string[], n: number): string {
  return of[n % of.length] ?? ''
}

function get(path: string): Call {
  return { method: 'GET', path }
}

/**
 * Sends requests at a fixed rate, whether the ones before are answered or not, as many clients would;
 * a server that is too slow gets a queue, and the times show it.
 *
 * @param rate requests a second
 * @param seconds how long
 */
export async function measureLoadOf(
  servers: readonly ScaleServer[],
  known: Known,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<LoadResult> {
  const clients = servers.map((server) => ({ server, client: new Client(server.origin, 200) }))
  const deck = mix.flatMap(([share, kind, make]) =>
    Array.from({ length: share }, () => ({ kind, make })),
  )
  const made: Made = { keys: [] }
  const errors = new Map<string, number>()
  const times = new Map<string, number[]>()
  const memory = new Map<number, number>()
  const running = new Set<Promise<void>>()
  const began = performance.now()

  const one = async (n: number): Promise<void> => {
    // 37 and 100 have no divisor in common: every hundred requests are the whole mix.
    const { kind, make } = deck[(n * 37) % deck.length] ?? {}
    const to = clients[n % clients.length]
    if (kind === undefined || make === undefined || to === undefined) return
    const call = make(known, made, n)
    const failure = await answer(to.client, to.server, call)
    if (failure !== undefined) errors.set(failure, (errors.get(failure) ?? 0) + 1)
    const list = times.get(kind) ?? []
    times.set(kind, list)
    list.push(performance.now() - began - (n * 1000) / rate)
  }

  for (let n = 0; n < rate * seconds; n += 1) {
    const due = (n * 1000) / rate
    const wait = due - (performance.now() - began)
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    const task = one(n).finally(() => running.delete(task))
    running.add(task)
    const second = Math.floor(due / 1000)
    if (!memory.has(second)) memory.set(second, servers[0]?.memory() ?? 0)
  }
  await Promise.all(running)
  memory.set(seconds, servers[0]?.memory() ?? 0)
  for (const { client } of clients) client.close()
  for (const list of times.values()) list.sort((a, b) => a - b)
  const requests = [...times.values()].reduce((sum, list) => sum + list.length, 0)
  return { requests, errors, times, memory }
}

/** What went wrong, if anything did. */
async function answer(
  client: Client,
  { as }: ScaleServer,
  { method, path, body, done }: Call,
): Promise<string | undefined> {
  try {
    const headers = {
      ...as.owner,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    }
    const text = body === undefined ? undefined : JSON.stringify(body)
    const { status, body: answered } = await client.send(method, path, headers, text)
    if (status >= 300) return `${status} to ${method} ${path.split('?')[0]}`
    if (done) done(JSON.parse(answered.toString()) as Record<string, unknown>)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
