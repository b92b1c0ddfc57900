import {
  ReferenceViolation,
  StoreFull,
  StoreUnavailable,
  type TableName,
  UniqueViolation,
} from './store.ts'

/** Others changed the same rows at the same time: the transaction may be run again at once. */
export class TransactionConflict extends StoreUnavailable {
  constructor(options?: ErrorOptions) {
    super('too many changes of the same rows at once', options)
    this.name = 'TransactionConflict'
  }
}

/**
 * Gives a database's error as the port knows it, and everything else as it is.
 * @param table the table that the failed statement changed
 */
export function translateError(error: unknown, table?: TableName): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error
  const options = { cause: error }
  const failure = classify(error)
  switch (failure) {
    case 'unique':
      return table ? new UniqueViolation(table, options) : error
    case 'reference':
      return new ReferenceViolation('a row refers to a missing row', options)
    case 'conflict':
      return new TransactionConflict(options)
    case 'full':
      return new StoreFull(`the database has no room left: ${describe(error)}`, options)
    case 'unavailable':
      return new StoreUnavailable(`the database is unavailable: ${describe(error)}`, options)
    case undefined:
      return error
  }
}

type Failure = 'unique' | 'reference' | 'conflict' | 'full' | 'unavailable'

function classify(error: Error): Failure | undefined {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  if (code === 'ERR_SQLITE_ERROR') return sqliteFailures.get(errcode) ?? byPrimaryCode(errcode)
  if (typeof code !== 'string')
    return connectionLost.test(error.message) ? 'unavailable' : undefined
  if (sqlState.test(code)) {
    return postgresFailures.find(([states]) => states.test(code))?.[1]
  }
  return systemErrors.has(code) ? 'unavailable' : undefined
}

/** SQLite's extended result codes, https://www.sqlite.org/rescode.html */
const sqliteFailures = new Map<unknown, Failure>([
  [1555, 'unique'], // SQLITE_CONSTRAINT_PRIMARYKEY
  [2067, 'unique'], // SQLITE_CONSTRAINT_UNIQUE
  [787, 'reference'], // SQLITE_CONSTRAINT_FOREIGNKEY
  [13, 'full'], // SQLITE_FULL
])

/** READONLY, BUSY, LOCKED, NOMEM, IOERR, CANTOPEN: the state of the machine, not of the data. */
const sqliteUnavailable = new Set([5, 6, 7, 8, 10, 14])

function byPrimaryCode(errcode: unknown): Failure | undefined {
  return typeof errcode === 'number' && sqliteUnavailable.has(errcode & 0xff)
    ? 'unavailable'
    : undefined
}

const sqlState = /^[0-9A-Z]{5}$/

/** PostgreSQL's SQLSTATEs, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const postgresFailures: [RegExp, Failure][] = [
  [/^23505$/, 'unique'],
  [/^23503$/, 'reference'],
  // serialization_failure, deadlock_detected
  [/^40(001|P01)$/, 'conflict'],
  // disk_full
  [/^53100$/, 'full'],
  // connection exceptions; insufficient resources; shut down or starting; system errors; time-outs
  // of statement, lock and idle transaction; a server that has become a read-only standby
  [/^(08...|53...|57P0[1-5]|58...|57014|55P03|25P03|25006)$/, 'unavailable'],
]

const systemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT', // the socket file of a PostgreSQL that does not run
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_INVALID_STATE', // the SQLite file was closed
  'ERR_SQLITE_MISSING', // ours: the SQLite file was taken away
])

/** What node-postgres and Kysely say without a code. */
const connectionLost =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|driver has already been destroyed|Postgres connection has been discarded)/

/** An AggregateError, from a host with several addresses, has no message of its own. */
function describe(error: Error): string {
  if (error.message) return error.message
  return String((error as { code?: unknown }).code ?? error.name)
}
