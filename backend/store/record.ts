import { tables } from './schema.ts'
import type { TableName } from './store.ts'

/** A column's value as resource code sees it. */
export type Value = string | number | boolean | null | readonly string[]

/** The same value as a database holds it and compares it. */
export type Stored = string | number | null

/** Any table's row. The stores work on these; only the port knows which table has which columns. */
export type Row = Readonly<Record<string, Value>>
export type StoredRow = Readonly<Record<string, Stored>>

/**
 * Gives the stored form of a value.
 * @throws TypeError for what no column can hold; `undefined` above all, which is a forgotten value.
 */
export function encode(value: unknown, column: string): Stored {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (Array.isArray(value)) return JSON.stringify(value)
  throw new TypeError(`column "${column}" cannot hold ${String(value)}`)
}

/** Gives the stored form of a row, or of some columns of one. */
export function encodeRow(row: Row): StoredRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, encode(value, column)]),
  )
}

/** Gives a row, or some columns of one, as it was before `encodeRow`; changes the given one. */
export function decodeRow(table: TableName, stored: StoredRow): Row {
  const row = stored as Record<string, Value>
  const { booleans, lists } = encodedColumns[table]
  for (const column of booleans) if (column in row) row[column] = row[column] === 1
  for (const column of lists) {
    const value = row[column]
    if (typeof value === 'string') row[column] = JSON.parse(value)
  }
  return row
}

/** The columns of each table that are held in another form. */
const encodedColumns = Object.fromEntries(
  Object.entries(tables).map(([table, { kinds }]) => {
    const columnsOf = (kind: string): string[] =>
      Object.entries<string>(kinds).flatMap(([column, is]) => (is.startsWith(kind) ? [column] : []))
    return [table, { booleans: columnsOf('boolean'), lists: columnsOf('json') }]
  }),
) as unknown as Record<TableName, { booleans: readonly string[]; lists: readonly string[] }>

/** Whether a column may be null. */
export function isNullable(table: TableName, column: string): boolean {
  const kinds: Readonly<Record<string, string>> = tables[table].kinds
  return kinds[column]?.endsWith('?') ?? false
}
