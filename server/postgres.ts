import { type Dialect, PostgresDialect } from 'kysely'
import { Pool } from 'pg'

const seconds = 1000

/**
 * Opens a pool of connections to a PostgreSQL server, none of them yet. No request waits for ever:
 * not for a connection, a lock, or the answer of a server that has gone silent.
 * @param url `postgresql://user:password@host:port/database`, with libpq's parameters
 */
export function openPostgres(url: string): { dialect: Dialect; close: () => Promise<void> } {
  const pool = new Pool({
    connectionString: url,
    application_name: 'iam-console',
    max: 10,
    connectionTimeoutMillis: 5 * seconds,
    idleTimeoutMillis: 60 * seconds,
    statement_timeout: 30 * seconds,
    idle_in_transaction_session_timeout: 30 * seconds,
    query_timeout: 40 * seconds,
    keepAlive: true,
  })
  // A connection that breaks fails the statement that it runs, leaves the pool, and is replaced when the
  // next one is needed. The event says nothing more; but without a listener, on the pool for idle
  // connections and on each for those in use, it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    dialect: new PostgresDialect({ pool }),
    close: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}
