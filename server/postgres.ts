import { type Dialect, PostgresDialect } from 'kysely'
import { Client, type ClientConfig, Pool } from 'pg'

import type { PoolState } from './metrics.ts'
import { createStatementNames, isForgotten, type NameStatement } from './prepared-statements.ts'

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
    Client: storeClient(createStatementNames()),
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

type Send = (...given: unknown[]) => unknown

/**
 * Connections as the store wants them.
 *
 * One is dropped when a statement is not answered in time. Otherwise it would go back to the pool, where
 * each statement to come would wait in vain behind the one that never ends.
 *
 * Statements that come again are prepared by the server under a name, which saves it more than half of
 * its work on a short one. Where it has lost the statement, or a table has changed under it, the
 * connection goes on without names: the statement runs again, or with all of its transaction.
 */
function storeClient(nameStatement: NameStatement): typeof Client {
  return class extends Client {
    #prepares = true

    constructor(config?: string | ClientConfig) {
      super(config)
      const send = this.query.bind(this) as Send
      const query: Send = (...given) => {
        const [text, values] = given
        const name =
          this.#prepares && typeof text === 'string' && Array.isArray(values)
            ? nameStatement(text)
            : undefined
        const sent = name === undefined ? send(...given) : this.#sendNamed(send, name, text, values)
        if (sent instanceof Promise) sent.catch((error: unknown) => this.#dropIfLate(error))
        return sent
      }
      this.query = query as typeof this.query
    }

    async #sendNamed(send: Send, name: string, text: unknown, values: unknown): Promise<unknown> {
      try {
        return await send({ name, text, values })
      } catch (cause) {
        if (!isForgotten(cause)) throw cause
        this.#prepares = false
        try {
          return await send(text, values)
        } catch (error) {
          // in_failed_sql_transaction; serialization_failure has the store run all of it anew.
          if ((error as { code?: unknown }).code !== '25P02') throw error
          const code = '40001'
          throw Object.assign(new Error('a prepared statement is gone', { cause }), { code })
        }
      }
    }

    #dropIfLate(error: unknown): void {
      if (!(error instanceof Error) || error.message !== 'Query read timeout') return
      const { connection } = this as unknown as { connection: { stream: { destroy(): void } } }
      connection.stream.destroy()
    }
  }
}
