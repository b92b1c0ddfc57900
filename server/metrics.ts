import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { Outcome } from '../backend/http/options.ts'
import { StoreUnavailable, type Store } from '../backend/store/store.ts'

/** A request that has been answered, or whose client has gone. */
export interface MeasuredRequest {
  method: string
  /** What was called, as far as it is known. */
  outcome: Outcome | undefined
  /** Undefined when the client went before there was one. */
  status: number | undefined
  seconds: number
}

/** Connections of a database pool. */
export interface PoolState {
  total: number
  idle: number
  /** Requests for a connection that wait for one. */
  waiting: number
}

/** What the server counts about itself, for Prometheus. No label is a text that a client chose. */
export interface Metrics {
  readonly contentType: string
  /** The metrics in Prometheus's text format. */
  text(): Promise<string>
  requestBegan(): void
  requestEnded(request: MeasuredRequest): void
  /** The same store, its transactions measured. */
  measured<S extends Store>(store: S): S
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** Answers of the sign-in that refuse somebody, rather than a malformed request. */
const REFUSALS = new Set([401, 403, 412, 429])
/** Not a failure: the password was good, and the second factor comes next. */
const NEXT_STEP = 'one_time_password_required'

/**
 * Starts to measure.
 *
 * @param facts.pool the state of the pool of connections, where the database has one
 */
export function createMetrics(facts: {
  version: string
  database: 'sqlite' | 'postgres'
  pool?: (() => PoolState) | undefined
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'iam_info',
    help: 'Version of the server and kind of its database; always 1',
    labelNames: ['version', 'database'],
    registers,
  }).set({ version: facts.version, database: facts.database }, 1)
  if (facts.pool !== undefined) measurePool(facts.pool, registry)

  const requests = new Counter({
    name: 'iam_http_requests_total',
    help: 'Requests by method, pattern of the path and status; "aborted" when the client went first',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'iam_http_request_duration_seconds',
    help: 'Time from the headers of a request to the last byte of its answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const running = new Gauge({
    name: 'iam_http_requests_in_flight',
    help: 'Requests that are being answered',
    registers,
  })
  const signInFailures = new Counter({
    name: 'iam_sign_in_failures_total',
    help: 'Refused attempts to sign in to the console, by reason',
    labelNames: ['reason'],
    registers,
  })
  const keys = new Counter({
    name: 'iam_api_keys_created_total',
    help: 'API keys made',
    registers,
  })
  const transactions = new Histogram({
    name: 'iam_store_transaction_duration_seconds',
    help: 'Time of a transaction with its repeats: committed, refused by a rule, or lost with the database',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    requestBegan: () => running.inc(),
    requestEnded({ method: given, outcome, status, seconds }) {
      const method = METHODS.has(given) ? given : 'other'
      const route = outcome?.route ?? 'unknown'
      running.dec()
      requests.inc({ method, route, status: status ?? 'aborted' })
      durations.observe({ method, route }, seconds)
      const { operation, error } = outcome ?? {}
      if (operation === 'createAPIKey' && status === 200) keys.inc()
      if (operation === 'signIn' && REFUSALS.has(status ?? 0) && error !== NEXT_STEP) {
        signInFailures.inc({ reason: error ?? 'unknown' })
      }
    },
    measured: (store) => ({
      ...store,
      async transaction(work) {
        const end = transactions.startTimer()
        try {
          const result = await store.transaction(work)
          end({ outcome: 'committed' })
          return result
        } catch (error) {
          end({ outcome: error instanceof StoreUnavailable ? 'unavailable' : 'refused' })
          throw error
        }
      },
    }),
  }
}

function measurePool(pool: () => PoolState, registry: Registry): void {
  const connections = new Gauge({
    name: 'iam_database_connections',
    help: 'Connections to the database, by state',
    labelNames: ['state'],
    registers: [],
    collect() {
      const { total, idle } = pool()
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'busy' }, total - idle)
    },
  })
  const waiting = new Gauge({
    name: 'iam_database_connections_waited_for',
    help: 'Requests for a connection to the database that wait for one',
    registers: [],
    collect() {
      this.set(pool().waiting)
    },
  })
  registry.registerMetric(connections)
  registry.registerMetric(waiting)
}
