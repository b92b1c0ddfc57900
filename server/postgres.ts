import { type Dialect, PostgresDialect } from 'kysely'
import { Client, type ClientConfig, Pool } from 'pg'

import type { PoolState } from './metrics.ts'

const seconds = 1000

/** How long things may take, in milliseconds. */
export interface PostgresLimits {
  /** To get a connection, a new one or one of the pool. */
  connect: number
  /** For the server to run a statement before it gives it up; 0 for as long as it takes. */
  statement: number
  /** For its answer to come; a little longer, so that the server can say so itself. */
  answer: number
}

/**
 * For requests. Nobody waits longer for an answer than about the sum, so that a server that has gone
 * silent is told as one that is away.
 */
const forRequests: PostgresLimits = {
  connect: 4 * seconds,
  statement: 10 * seconds,
  answer: 12 * seconds,
}

/** For changes of the schema, which may have to read whole tables. */
export const forMigrations: PostgresLimits = { connect: 4 * seconds, statement: 0, answer: 0 }

/**
 * Opens a pool of connections to a PostgreSQL server, none of them yet. No request waits for ever:
 * not for a connection, a lock, or the answer of a server that has gone silent.
 * @param url `postgresql://user:password@host:port/database`, with libpq's parameters
 */
export function openPostgres(
  url: string,
  { connect, statement, answer }: PostgresLimits = forRequests,
): { dialect: Dialect; pool: () => PoolState; close: () => Promise<void> } {
  const pool = new Pool({
    connectionString: url,
    application_name: 'iam-console',
    max: 10,
    connectionTimeoutMillis: connect,
    idleTimeoutMillis: 60 * seconds,
    idle_in_transaction_session_timeout: 30 * seconds,
    ...(statement > 0 && { statement_timeout: statement }),
    ...(answer > 0 && { query_timeout: answer }),
    keepAlive: true,
    Client: ImpatientClient,
  })
  // A connection that breaks fails the statement that it runs, leaves the pool, and is replaced when the
  // next one is needed. The event says nothing more; but without a listener, on the pool for idle
  // connections and on each for those in use, it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    dialect: new PostgresDialect({ pool }),
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

/**
 * Drops its connection when a statement is not answered in time. Otherwise the connection would go back
 * to the pool, where each statement to come would wait in vain behind the one that never ends.
 */
class ImpatientClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config)
    const send = this.query.bind(this) as (...given: unknown[]) => unknown
    const query = (...given: unknown[]): unknown => {
      const sent = send(...given)
      if (sent instanceof Promise) sent.catch((error: unknown) => this.#dropIfLate(error))
      return sent
    }
    this.query = query as typeof this.query
  }

  #dropIfLate(error: unknown): void {
    if (!(error instanceof Error) || error.message !== 'Query read timeout') return
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } }
    connection.stream.destroy()
  }
}
