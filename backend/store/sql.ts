import { type Dialect, Kysely } from 'kysely'

import { type Database as MigratedDatabase, migrate } from './migrate.ts'
import {
  decodeRow,
  encodeRow,
  isNullable,
  type Row as AnyRow,
  type Stored,
  type StoredRow,
} from './record.ts'
import { runTransaction } from './run-transaction.ts'
import { tables } from './schema.ts'
import { TransactionConflict, translateError } from './sql-errors.ts'
import { type SqlKind, sqlWhere } from './sql-where.ts'
import type { Find, Row, Store, TableName, Transaction } from './store.ts'
import { type AnyWhere, parseWhere } from './where.ts'

export interface SqlStore extends Store {
  /** Brings the database to the tables of this version. Any number of processes may do so at once. */
  migrate(): Promise<void>
}

type Database = Record<TableName, Record<string, Stored>> & MigratedDatabase

/** Below the number of parameters that a statement may have in either database (SQLite: 32,766). */
const parametersPerStatement = 10_000

/** How often a transaction is run before the conflict with others is told to the caller. */
const attempts = 12

/** A store on SQLite or PostgreSQL, by way of a Kysely dialect that the caller opens. */
export function createSqlStore(dialect: Dialect, kind: SqlKind): SqlStore {
  const db = new Kysely<Database>({ dialect })
  const { get, find, count } = statementsOn(db, kind)

  return {
    get,
    find,
    count,
    transaction: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db
            .transaction()
            .setIsolationLevel('serializable')
            .execute((tx) => runTransaction(statementsOn(tx, kind), work))
        } catch (thrown) {
          const error = translateError(thrown)
          if (!(error instanceof TransactionConflict) || attempt === attempts) throw error
          await pause(attempt)
        }
      }
    },
    migrate: () => migrate(db, kind),
    close: () => db.destroy(),
  }
}

/** The statements of the port, run on a connection of its own each or in a transaction. */
function statementsOn(db: Kysely<Database>, kind: SqlKind): Transaction {
  const condition = (where: AnyWhere | undefined) => sqlWhere(kind, parseWhere(where))

  return {
    get: async (table, key) => {
      const query = db
        .selectFrom<TableName>(table)
        .selectAll()
        .where(condition({ [tables[table].key]: key }))
      const row = await translated(query.executeTakeFirst())
      return row && handOut(table, row)
    },

    find: async <T extends TableName>(table: T, find: Find<Row<T>> = {}) => {
      const { where, order = [], limit, offset } = find
      let query = db.selectFrom<TableName>(table).selectAll().where(condition(where))
      for (const { column, direction, nulls = 'last' } of order) {
        query = query.orderBy(column, (by) => {
          const directed = direction === 'asc' ? by.asc() : by.desc()
          // Said only where it matters: an index serves the order of a column that is never null.
          if (!isNullable(table, column)) return directed
          return nulls === 'last' ? directed.nullsLast() : directed.nullsFirst()
        })
      }
      query = query.orderBy(tables[table].key, order.at(-1)?.direction ?? 'asc')
      if (limit !== undefined) query = query.limit(limit)
      // SQLite has no offset without a limit; a negative one is none.
      else if (offset !== undefined && kind === 'sqlite') query = query.limit(-1)
      if (offset !== undefined) query = query.offset(offset)
      const rows = await translated(query.execute())
      return rows.map((row) => handOut<T>(table, row))
    },

    count: async (table, where) => {
      const query = db
        .selectFrom<TableName>(table)
        .select((of) => of.fn.countAll().as('rows'))
        .where(condition(where))
      const { rows } = await translated(query.executeTakeFirstOrThrow())
      return Number(rows)
    },

    insert: async (table, given) => {
      const rows = [given].flat().map((row) => encodeRow(row as unknown as AnyRow))
      const columns = Object.keys(rows[0] ?? {}).length
      const batch = Math.max(1, Math.floor(parametersPerStatement / columns))
      for (let start = 0; start < rows.length; start += batch) {
        const query = db.insertInto<TableName>(table).values(rows.slice(start, start + batch))
        await translated(query.execute(), table)
      }
    },

    update: async (table, where, patch) => {
      const query = db
        .updateTable<TableName>(table)
        .set(encodeRow(patch as unknown as AnyRow))
        .where(condition(where))
      const { numUpdatedRows } = await translated(query.executeTakeFirstOrThrow(), table)
      return Number(numUpdatedRows)
    },

    delete: async (table, where) => {
      const query = db.deleteFrom<TableName>(table).where(condition(where))
      const { numDeletedRows } = await translated(query.executeTakeFirstOrThrow(), table)
      return Number(numDeletedRows)
    },
  }
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

/** Waits longer after each attempt, and never as long as another that failed at the same moment. */
function pause(attempt: number): Promise<void> {
  const longest = Math.min(500, 5 * 2 ** attempt)
  return new Promise((resolve) => setTimeout(resolve, longest * Math.random()))
}
