import { type Dialect, Kysely } from 'kysely'

import { getLinkedBySteps, pageBySteps } from './composed-reads.ts'
import { type Database, migrate } from './migrate.ts'
import { decodeRow, encodeRow, type Row as AnyRow, type StoredRow } from './record.ts'
import { runTransaction } from './run-transaction.ts'
import { tables } from './schema.ts'
import { TransactionConflict, translateError } from './sql-errors.ts'
import { selectLinked, takeLinked } from './sql-links.ts'
import { fromTheEnd, isDeep, selectRows } from './sql-pages.ts'
import { PendingTallies, Shards, sqlTotal } from './sql-tallies.ts'
import { joined, name, type Run, runOn, type Sql, sql, type SqlKind } from './sql-text.ts'
import { sqlWhere } from './sql-where.ts'
import {
  type Find,
  OutcomeUnknown,
  type Reader,
  type Row,
  type Store,
  StoreFull,
  StoreUnavailable,
  type TableName,
  type Transaction,
} from './store.ts'
import { tallyColumns } from './tallies.ts'
import { type AnyWhere, type Filter, parseWhere } from './where.ts'

export interface SqlStore extends Store {
  /**
   * Brings the database to the tables of this version. Any number of processes may do so at once.
   *
   * @param pepperIds Of the server's peppers, newest first; only a database with secrets needs them.
   */
  migrate(pepperIds?: readonly string[]): Promise<void>
}

/** Rows that may be written to at once of one cell of a tally. */
const shardCount = 16

/** Below the number of parameters that a statement may have in either database (SQLite: 32,766). */
const parametersPerStatement = 10_000

/** Of the column that says, with each row of a page, how many rows match. */
const TOTAL = 'rows in all'

/** How often a transaction is run before the conflict with others is told to the caller. */
const attempts = 12

/** A store on SQLite or PostgreSQL, by way of a Kysely dialect that the caller opens. */
export function createSqlStore(dialect: Dialect, kind: SqlKind): SqlStore {
  const db = new Kysely<Database>({ dialect })
  const run = runOn(db, kind)
  const reader = statementsOn(run, kind)
  const { get, find, count, countBy } = reader

  /** What several statements read is of one moment. */
  const inSnapshot = async <R>(read: (reader: Reader) => Promise<R>): Promise<R> => {
    const readOn = (tx: Kysely<Database>) => read(statementsOn(runOn(tx, kind), kind))
    return translated(
      kind === 'sqlite'
        ? // Nobody comes between, as there is one connection; a transaction would ask to write.
          db.connection().execute(readOn)
        : db.transaction().setIsolationLevel('repeatable read').execute(readOn),
    )
  }
  const shards = new Shards(
    shardCount,
    kind === 'sqlite' ? 0 : Math.floor(Math.random() * shardCount),
  )

  const attempt = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    let complete = false
    try {
      return await shards.use((shard) =>
        db
          .transaction()
          .setIsolationLevel('serializable')
          .execute(async (tx) => {
            const pending = { tallies: new PendingTallies(), shard }
            const runInside = runOn(tx, kind)
            const value = await runTransaction(statementsOn(runInside, kind, pending), work)
            await translated(pending.tallies.flush(runInside, shard))
            complete = true
            return value
          }),
      )
    } catch (thrown) {
      const error = translateError(thrown)
      throw complete && isUndecided(error) ? new OutcomeUnknown({ cause: error }) : error
    }
  }

  return {
    get,
    find: (table, query) =>
      isDeep(query ?? {})
        ? inSnapshot((snapshot) => snapshot.find(table, query))
        : find(table, query),
    count,
    countBy,
    getLinked: async (table, where, links) => {
      if (kind === 'sqlite') return getLinkedBySteps(reader, table, where, links)
      const query = selectLinked(table, sqlWhere(kind, parseWhere(where)), links)
      const [row] = (await translated(run(query))).rows
      return row && takeLinked(table, links, row)
    },
    pick: async <T extends TableName, C extends keyof Row<T> & string>(
      table: T,
      columns: readonly C[],
      { where, order = [], limit }: Find<Row<T>>,
    ) => {
      const part = { filter: parseWhere(where), order, limit, offset: 0 }
      const { rows } = await translated(run(selectRows(kind, table, part, { columns })))
      return rows.map((row) => handOut(table, row) as Pick<Row<T>, C>)
    },
    page: async (table, query) => {
      const { where, order = [], limit, offset = 0 } = query
      const filter = parseWhere(where)
      const total = sqlTotal(kind, table, filter)
      if (isDeep(query)) {
        return inSnapshot((snapshot) => pageBySteps(snapshot, table, query))
      }
      if (total === undefined) {
        const [rows, counted] = await Promise.all([find(table, query), count(table, where)])
        return { rows, total: counted }
      }
      const part = { filter, order, limit, offset }
      const more = sql`${total} as ${name(TOTAL)}`
      const { rows } = await translated(run(selectRows(kind, table, part, { more })))
      const [first] = rows
      const counted = first === undefined ? await count(table, where) : Number(first[TOTAL])
      for (const row of rows) delete (row as Record<string, unknown>)[TOTAL]
      return { rows: rows.map((row) => handOut(table, row)), total: counted }
    },
    transaction: async (work) => {
      for (let tried = 1; ; tried += 1) {
        try {
          return await attempt(work)
        } catch (error) {
          if (!(error instanceof TransactionConflict) || tried === attempts) throw error
          await pause(tried)
        }
      }
    },
    migrate: (pepperIds) => migrate(db, kind, pepperIds),
    close: () => db.destroy(),
  }
}

/**
 * The statements of the port, run on a connection of its own each or in a transaction.
 *
 * @param pending what the transaction has changed in tallies; where there is none, nothing is written
 */
function statementsOn(
  run: Run,
  kind: SqlKind,
  pending?: { tallies: PendingTallies; shard: number },
): Transaction {
  const condition = (where: AnyWhere | undefined) => sqlWhere(kind, parseWhere(where))
  const rowsOf = async (statement: Sql, table?: TableName) =>
    (await translated(run(statement), table)).rows

  /** How many rows satisfy a filter, if a tally tells it. */
  const tallied = async (table: TableName, filter: Filter): Promise<number | undefined> => {
    const total = sqlTotal(kind, table, filter)
    if (total === undefined) return undefined
    if (pending) await translated(pending.tallies.flush(run, pending.shard))
    return numberIn(await rowsOf(sql`select ${total} as "rows"`))
  }

  return {
    get: async (table, key) => {
      const where = sql`${name(tables[table].key)} = ${key}`
      const [row] = await rowsOf(sql`select * from ${name(table)} where ${where}`)
      return row && handOut(table, row)
    },

    find: async <T extends TableName>(table: T, find: Find<Row<T>> = {}) => {
      const { where, order = [], limit, offset = 0 } = find
      const page = { filter: parseWhere(where), order, limit, offset }
      const total = isDeep(page) ? await tallied(table, page.filter) : undefined
      const mirrored = total === undefined ? undefined : fromTheEnd(table, page, total)
      if (mirrored) {
        const rows = await rowsOf(selectRows(kind, table, mirrored))
        return rows.toReversed().map((row) => handOut<T>(table, row))
      }
      const rows = await rowsOf(selectRows(kind, table, page))
      return rows.map((row) => handOut<T>(table, row))
    },

    count: async (table, where) => {
      const filter = parseWhere(where)
      const total = await tallied(table, filter)
      if (total !== undefined) return total
      const rows = sql`select count(*) as "rows" from ${name(table)} where ${sqlWhere(kind, filter)}`
      return numberIn(await rowsOf(rows))
    },

    countBy: async (table, column, where) => {
      const by = name(column)
      const groups = await rowsOf(
        sql`select ${by} as "value", count(*) as "rows" from ${name(table)} where ${condition(where)} group by ${by}`,
      )
      return new Map(
        groups.flatMap(({ value, rows }) =>
          typeof value === 'string' ? [[value, Number(rows)] as const] : [],
        ),
      )
    },

    insert: async (table, given) => {
      const rows = [given].flat().map((row) => encodeRow(row as unknown as AnyRow))
      const columns = Object.keys(rows[0] ?? {})
      const into = sql`${name(table)} (${joined(columns.map(name))})`
      const batch = Math.max(1, Math.floor(parametersPerStatement / columns.length))
      for (let start = 0; start < rows.length; start += batch) {
        const values = rows
          .slice(start, start + batch)
          .map((row) => sql`(${joined(columns.map((column) => row[column] ?? null))})`)
        await rowsOf(sql`insert into ${into} values ${joined(values)}`, table)
      }
      for (const row of rows) pending?.tallies.add(table, row, 1)
    },

    update: async (table, where, patch) => {
      const encoded = encodeRow(patch as unknown as AnyRow)
      const columns = tallyColumns(table)
      // The same rows as are updated: nobody else's change comes between in a serializable transaction.
      const before = columns.some((column) => column in encoded)
        ? await rowsOf(
            sql`select ${joined(columns.map(name))} from ${name(table)} where ${condition(where)}`,
          )
        : []
      for (const row of before) {
        pending?.tallies.add(table, row, -1)
        pending?.tallies.add(table, { ...row, ...encoded }, 1)
      }
      const set = Object.entries(encoded).map(([column, value]) => sql`${name(column)} = ${value}`)
      const key = name(tables[table].key)
      // A statement must set something, even where a patch has nothing to change.
      if (set.length === 0) set.push(sql`${key} = ${key}`)
      const update = sql`update ${name(table)} set ${joined(set)} where ${condition(where)}`
      const { numAffectedRows } = await translated(run(update), table)
      return Number(numAffectedRows ?? 0)
    },

    delete: async (table, where) => {
      const statement = sql`delete from ${name(table)} where ${condition(where)}`
      const columns = table === 'organizations' ? ['id'] : tallyColumns(table)
      if (columns.length === 0) {
        const { numAffectedRows } = await translated(run(statement), table)
        return Number(numAffectedRows ?? 0)
      }
      const returning = sql`${statement} returning ${joined(columns.map(name))}`
      const rows = await rowsOf(returning, table)
      for (const row of rows) {
        if (table === 'organizations') pending?.tallies.forget(String(row['id']))
        else pending?.tallies.add(table, row, -1)
      }
      return rows.length
    },
  }
}

/** What a statement gives that counts. */
function numberIn([row]: readonly StoredRow[]): number {
  if (row === undefined) throw new Error('a count without a row')
  return Number(row['rows'])
}

async function translated<T>(statement: Promise<T>, table?: TableName): Promise<T> {
  try {
    return await statement
  } catch (error) {
    throw translateError(error, table)
  }
}

function handOut<T extends TableName>(table: T, row: StoredRow): Row<T> {
  return decodeRow(table, row) as unknown as Row<T>
}

/** Whether a failure to commit leaves open what has become of the transaction. */
function isUndecided(error: unknown): boolean {
  return (
    error instanceof StoreUnavailable &&
    !(error instanceof TransactionConflict || error instanceof StoreFull)
  )
}

/** Waits longer after each attempt, and never as long as another that failed at the same moment. */
function pause(attempt: number): Promise<void> {
  const longest = Math.min(500, 5 * 2 ** attempt)
  return new Promise((resolve) => setTimeout(resolve, longest * Math.random()))
}
