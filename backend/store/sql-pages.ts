import { type Kysely, type OrderByItemBuilder, type RawBuilder, sql } from 'kysely'

import type { Database as MigratedDatabase } from './migrate.ts'
import { isNullable, type Stored } from './record.ts'
import { tables } from './schema.ts'
import { type SqlKind, sqlWhere } from './sql-where.ts'
import type { Order, TableName } from './store.ts'
import type { Filter } from './where.ts'

/** The tables as Kysely is to know them. */
export type Database = Record<TableName, Record<string, Stored>> & MigratedDatabase

/** Any table's `Order`. */
type AnyOrder = Omit<Order<unknown>, 'column'> & { column: string }

/** Which rows to read, in which order, and which part of them. */
export interface SqlFind {
  filter: Filter
  order: readonly AnyOrder[]
  limit: number | undefined
  offset: number
}

/** From this offset on, a page is worth a look at the total, to read it from the nearer end. */
const deepOffset = 200

/** Whether a page is so far from the first row that looking at all rows before it takes time. */
export function isDeep(find: {
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}): boolean {
  const { limit, offset = 0 } = find
  return limit !== undefined && offset >= deepOffset
}

/**
 * A page beyond the middle, seen from the end: in the opposite order, as many rows before it as there
 * were behind. Undefined for any other page.
 *
 * @param total how many rows there are, at the moment at which the page is read
 */
export function fromTheEnd(table: TableName, find: SqlFind, total: number): SqlFind | undefined {
  const { filter, limit, offset } = find
  if (limit === undefined || offset <= total / 2) return undefined
  return {
    filter,
    order: completeOrder(table, find.order).map(opposite),
    limit: Math.max(0, Math.min(limit, total - offset)),
    offset: Math.max(0, total - offset - limit),
  }
}

/**
 * The query of a part of the sorted rows of a table; ties by key, as the port says.
 *
 * @param columns those that are wanted; all of them by default
 */
export function selectRows(
  db: Kysely<Database>,
  kind: SqlKind,
  table: TableName,
  find: SqlFind,
  columns?: readonly string[],
) {
  const { filter, limit, offset } = find
  const { key } = tables[table]
  const sorted = <Q extends Ordering>(query: Q): Q => ordered(query, table, find.order)
  const all = db.selectFrom<TableName>(table)
  const matching = all.where(sqlWhere(kind, filter))
  const narrow = isDeep({ limit, offset }) || isNarrow(filter)
  if (columns !== undefined) return part(sorted(matching.select(columns)), kind, find)
  if (limit === undefined || !narrow) return part(sorted(matching.selectAll()), kind, find)
  const needed = [...new Set([key, ...find.order.map(({ column }) => column)])]
  const apart = kind === 'postgres' && isDeep({ limit, offset }) && searches(filter)
  const keys = apart
    ? // An offset keeps the steps apart: all that match are found, by their words, and then sorted.
      db.selectFrom(matching.select(needed).offset(0).as('matching')).select(key)
    : matching.select(key)
  return sorted(
    all.selectAll().where(sql<boolean>`${sql.ref(key)} in (${part(sorted(keys), kind, find)})`),
  )
}

/** What `part` asks of a query, whatever it selects. */
interface Parting {
  limit(limit: RawBuilder<number> | number): Parting
  offset(offset: number): Parting
}

function part<Q extends Parting>(query: Q, kind: SqlKind, { limit, offset }: SqlFind): Q {
  let parted: Parting = query
  if (limit !== undefined) parted = parted.limit(writtenLimits.has(limit) ? sql.lit(limit) : limit)
  // SQLite has no offset without a limit; a negative one is none.
  else if (offset > 0 && kind === 'sqlite') parted = parted.limit(-1)
  return (offset > 0 ? parted.offset(offset) : parted) as Q
}

/**
 * Limits that stand in the statement itself, as they come again and again: PostgreSQL takes a parameter
 * for a tenth of all rows, and then plans each time anew to be on the safe side.
 */
const writtenLimits = new Set([1, 20, 50, 100])

/**
 * Whether rows are passed over for their values. Then, as before a deep page, the keys alone are found
 * first, in an index that may hold all that is asked for, and only the rows of the page are read.
 */
function isNarrow({ tests, or }: Filter): boolean {
  return or !== undefined || tests.length > 1
}

/**
 * Whether a filter looks into texts. How many rows match is then a guess of PostgreSQL's, and where it
 * guesses too many it walks through all rows in their order, to stop early, and never does.
 */
function searches({ tests, or = [] }: Filter): boolean {
  return (
    tests.some(({ test }) => test.is === 'contains' || test.is === 'wordBegins') ||
    or.some(searches)
  )
}

/** Ties go by the key, in the direction of the last order. */
function completeOrder(table: TableName, order: readonly AnyOrder[]): readonly AnyOrder[] {
  const direction = order.at(-1)?.direction ?? 'asc'
  return [...order, { column: tables[table].key, direction }]
}

function opposite({ column, direction, nulls = 'last' }: AnyOrder): AnyOrder {
  return {
    column,
    direction: direction === 'asc' ? 'desc' : 'asc',
    nulls: nulls === 'first' ? 'last' : 'first',
  }
}

/** What `ordered` asks of a query, whatever it selects. */
interface Ordering {
  orderBy(column: string, modifiers: (by: OrderByItemBuilder) => OrderByItemBuilder): Ordering
}

function ordered<Q extends Ordering>(query: Q, table: TableName, order: readonly AnyOrder[]): Q {
  let sorted = query
  for (const { column, direction, nulls = 'last' } of completeOrder(table, order)) {
    sorted = sorted.orderBy(column, (by) => {
      const directed = direction === 'asc' ? by.asc() : by.desc()
      // Said only where it matters: an index serves the order of a column that is never null.
      if (!isNullable(table, column)) return directed
      return nulls === 'first' ? directed.nullsFirst() : directed.nullsLast()
    }) as Q
  }
  return sorted
}
