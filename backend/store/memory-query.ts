import type { MemoryTable } from './memory-table.ts'
import { encode, type Row, type Stored } from './record.ts'
import { sortable } from './sortable.ts'
import { type Order, type TableName, wordEnds } from './store.ts'
import type { Filter, Test } from './where.ts'

/** Any table's `Order`. */
type AnyOrder = Omit<Order<unknown>, 'column'> & { column: string }

export type MemoryTables = { readonly [T in TableName]: MemoryTable }

/** Which rows to find, in which order, and which part of them. */
export interface MemoryFind {
  filter: Filter
  order: readonly AnyOrder[]
  offset: number
  limit: number
}

/** From this share of a table's rows on, they are picked out of the sorted table. */
const largeShare = 1 / 8

/** The rows of a table that satisfy `filter`, in no particular order. */
export function select(all: MemoryTables, table: TableName, filter: Filter): Row[] {
  const candidates = all[table].candidates(resolve(all, filter))
  const matches = predicate(candidates.filter)
  const found: Row[] = []
  for (const rows of candidates.rows) for (const row of rows) if (matches(row)) found.push(row)
  return found
}

/** How many rows of a table satisfy `filter`. */
export function countRows(all: MemoryTables, table: TableName, filter: Filter): number {
  const { rows, size, filter: rest } = all[table].candidates(resolve(all, filter))
  if (rest.tests.length === 0 && !rest.or) return size
  const matches = predicate(rest)
  let count = 0
  for (const some of rows) for (const row of some) if (matches(row)) count += 1
  return count
}

/** How many rows that satisfy `filter` have each value of a text column. */
export function countRowsBy(
  all: MemoryTables,
  table: TableName,
  column: string,
  filter: Filter,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of select(all, table, filter)) {
    const value = cell(row, column)
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** A part of the sorted rows of a table that satisfy a filter; ties by key, as the port says. */
export function find(
  all: MemoryTables,
  name: TableName,
  { filter, order, offset, limit }: MemoryFind,
): Row[] {
  const table = all[name]
  const resolved = resolve(all, filter)
  const end = offset + limit
  if (table.candidates(resolved).size < table.rows.size * largeShare) {
    return sortRows(table, select(all, name, resolved), order).slice(offset, end)
  }
  const matches = predicate(resolved)
  const found: Row[] = []
  for (const row of table.inOrder(orderName(order), (rows) => sortRows(table, rows, order))) {
    if (found.length >= end) break
    if (matches(row)) found.push(row)
  }
  return found.slice(offset)
}

function orderName(order: readonly AnyOrder[]): string {
  return order.map(({ column, direction, nulls }) => `${column} ${direction} ${nulls}`).join()
}

function sortRows(table: MemoryTable, rows: Row[], order: readonly AnyOrder[]): Row[] {
  const byKey = { column: table.keyColumn, direction: order.at(-1)?.direction ?? 'asc' } as const
  const columns = [...order, byKey]
  const comparators = columns.map(comparator)
  // What decides is made ready once a row, not once a comparison.
  const entries = rows.map((row) => ({
    row,
    cells: columns.map(({ column }) => sortable(cell(row, column))),
  }))
  entries.sort((a, b) => {
    for (let i = 0; i < comparators.length; i += 1) {
      const result = comparators[i]?.(a.cells[i] ?? null, b.cells[i] ?? null) ?? 0
      if (result !== 0) return result
    }
    return 0
  })
  return entries.map(({ row }) => row)
}

function comparator({ direction, nulls = 'last' }: AnyOrder): (a: Stored, b: Stored) => number {
  const sign = direction === 'asc' ? 1 : -1
  const nullSign = nulls === 'last' ? 1 : -1
  return (a, b) => {
    if (a === b) return 0
    if (a === null) return nullSign
    if (b === null) return -nullSign
    return a < b ? -sign : sign
  }
}

/** Replaces every `inRows` by the values that it stands for, so that indexes serve it too. */
function resolve(all: MemoryTables, { tests, or }: Filter): Filter {
  return {
    tests: tests.map(({ column, test }) => {
      if (test.is !== 'inRows') return { column, test }
      const values = select(all, test.table, test.where).map((row) => cell(row, test.column))
      return { column, test: { is: 'in', values: values.filter((value) => value !== null) } }
    }),
    ...(or && { or: or.map((each) => resolve(all, each)) }),
  }
}

function predicate({ tests, or }: Filter): (row: Row) => boolean {
  const checks = tests.map(({ column, test }) => {
    const check = cellPredicate(test)
    return (row: Row) => check(cell(row, column))
  })
  if (or) {
    const alternatives = or.map(predicate)
    checks.push((row) => alternatives.some((matches) => matches(row)))
  }
  return (row) => checks.every((check) => check(row))
}

function cellPredicate(test: Test): (value: Stored) => boolean {
  switch (test.is) {
    case 'equal':
      return (value) => value === test.value
    case 'not':
      return (value) => value !== test.value
    case 'in': {
      const values = new Set(test.values)
      return (value) => value !== null && values.has(value)
    }
    case 'contains':
      return (value) => typeof value === 'string' && value.includes(test.text)
    case 'wordBegins': {
      const starts = wordEnds.map((end) => `${end}${test.text}`)
      return (value) =>
        typeof value === 'string' &&
        (value.startsWith(test.text) || starts.some((start) => value.includes(start)))
    }
    case 'atLeast':
      return comparison(test.value, (value, bound) => value >= bound)
    case 'atMost':
      return comparison(test.value, (value, bound) => value <= bound)
    case 'below':
      return comparison(test.value, (value, bound) => value < bound)
    case 'above':
      return comparison(test.value, (value, bound) => value > bound)
    case 'inRows':
      throw new Error('an inRows test was not resolved')
  }
}

function comparison(
  bound: string | number,
  holds: (value: string | number, bound: string | number) => boolean,
): (value: Stored) => boolean {
  const sortableBound = sortable(bound)
  return (value) => value !== null && holds(sortable(value), sortableBound)
}

function cell(row: Row, column: string): Stored {
  return encode(row[column], column)
}
