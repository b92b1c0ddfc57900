import { isNullable } from './record.ts'
import { tables } from './schema.ts'
import { joined, literal, name, sql, type Sql, type SqlKind } from './sql-text.ts'
import { sqlWhere } from './sql-where.ts'
import type { Order, TableName } from './store.ts'
import type { Filter } from './where.ts'

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
 * @param more what else to tell with each row
 */
export function selectRows(
  kind: SqlKind,
  table: TableName,
  find: SqlFind,
  { columns, more }: { columns?: readonly string[]; more?: Sql } = {},
): Sql {
  const { filter, limit, offset } = find
  const wanted = columns === undefined ? sql`*` : names(columns)
  const selected = more === undefined ? wanted : sql`${wanted}, ${more}`
  const from = name(table)
  const condition = sqlWhere(kind, filter)
  const order = sql`order by ${orderBy(table, find.order)}`
  const narrow = isDeep({ limit, offset }) || isNarrow(filter)
  if (columns !== undefined || limit === undefined || !narrow) {
    return sql`select ${selected} from ${from} where ${condition} ${order}${part(kind, find)}`
  }
  const key = name(tables[table].key)
  const apart = kind === 'postgres' && isDeep({ limit, offset }) && searches(filter)
  const needed = [...new Set([tables[table].key, ...find.order.map(({ column }) => column)])]
  const matching = apart
    ? // An offset keeps the steps apart: all that match are found, by their words, and then sorted.
      sql`(select ${names(needed)} from ${from} where ${condition} offset 0) as matching`
    : sql`${from} where ${condition}`
  const keys = sql`select ${key} from ${matching} ${order}${part(kind, find)}`
  return sql`select ${selected} from ${from} where ${key} in (${keys}) ${order}`
}

function names(columns: readonly string[]): Sql {
  return joined(columns.map(name))
}

function part(kind: SqlKind, { filter, limit, offset }: SqlFind): Sql {
  const skipped = offset > 0 ? sql` offset ${offset}` : sql``
  if (limit !== undefined) {
    const most = usualLimits.has(limit) && !isNarrow(filter) ? literal(limit) : limit
    return sql` limit ${most}${skipped}`
  }
  // SQLite has no offset without a limit; a negative one is none.
  return offset > 0 && kind === 'sqlite' ? sql` limit -1${skipped}` : skipped
}

/**
 * Limits that stand in the statement itself where no row is passed over: PostgreSQL takes a parameter for
 * a tenth of all rows, and plans each time anew to be on the safe side. That is as well where rows are
 * passed over: how many are is nothing to be guessed once for all values.
 */
const usualLimits = new Set([1, 20, 50, 100])

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

function orderBy(table: TableName, order: readonly AnyOrder[]): Sql {
  return joined(
    completeOrder(table, order).map(({ column, direction, nulls = 'last' }) => {
      const directed = sql`${name(column)} ${direction === 'asc' ? sql`asc` : sql`desc`}`
      // Said only where it matters: an index serves the order of a column that is never null.
      if (!isNullable(table, column)) return directed
      return nulls === 'first' ? sql`${directed} nulls first` : sql`${directed} nulls last`
    }),
  )
}
