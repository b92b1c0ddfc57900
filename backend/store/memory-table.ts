import { encode, type Row, type Stored } from './record.ts'
import { tables } from './schema.ts'
import { type TableName, UniqueViolation } from './store.ts'
import type { Filter } from './where.ts'

type Bucket = Map<string, Row>

/** Rows among which are all that satisfy a filter. */
export interface Candidates {
  rows: readonly Iterable<Row>[]
  size: number
  /** What of the filter is left to be checked. */
  filter: Filter
}

/**
 * The rows of one table in memory, with an index of every column that rows are looked up by. A row
 * is never changed in place, only replaced, so whoever holds one holds a snapshot.
 */
export class MemoryTable {
  readonly name: TableName
  readonly keyColumn: string
  readonly rows = new Map<string, Row>()
  readonly #indexes = new Map<string, Map<Stored, Bucket>>()
  readonly #orders = new Map<string, readonly Row[]>()
  readonly #unique: { columns: readonly string[]; keys: Map<string, string> }[]

  constructor(name: TableName) {
    const { key, unique = [], references = {}, lookups = [] } = tables[name]
    this.name = name
    this.keyColumn = key
    for (const column of [...Object.keys(references), ...lookups]) {
      this.#indexes.set(column, new Map())
    }
    this.#unique = unique.map((columns) => ({ columns, keys: new Map() }))
  }

  /** @throws UniqueViolation when the key or a unique index is taken; nothing is changed then. */
  insert(row: Row): void {
    if (this.rows.has(this.keyOf(row))) throw new UniqueViolation(this.name)
    this.#add(row)
  }

  /** @throws UniqueViolation likewise. */
  replace(before: Row, after: Row): void {
    this.remove(before)
    try {
      this.insert(after)
    } catch (error) {
      this.#add(before)
      throw error
    }
  }

  remove(row: Row): void {
    const key = this.keyOf(row)
    this.rows.delete(key)
    this.#orders.clear()
    for (const [column, index] of this.#indexes) {
      const value = stored(row, column)
      const bucket = index.get(value)
      bucket?.delete(key)
      if (bucket?.size === 0) index.delete(value)
    }
    for (const { columns, keys } of this.#unique) keys.delete(uniqueValue(row, columns))
  }

  keyOf(row: Row): string {
    return String(row[this.keyColumn])
  }

  /** Whether any row has this value in an indexed column. */
  refersTo(column: string, value: string): boolean {
    return this.#indexes.get(column)?.has(value) ?? false
  }

  /** Where to look for the rows that satisfy `filter`: in as few as the indexes can tell. */
  candidates(filter: Filter): Candidates {
    let best: Candidates = { rows: [this.rows.values()], size: this.rows.size, filter }
    for (const satisfied of filter.tests) {
      const { column, test } = satisfied
      const values = test.is === 'equal' ? [test.value] : test.is === 'in' ? test.values : undefined
      const buckets = values && this.#buckets(column, new Set(values))
      if (!buckets) continue
      const size = buckets.reduce((sum, bucket) => sum + bucket.size, 0)
      if (size > best.size) continue
      const tests = filter.tests.filter((each) => each !== satisfied)
      best = { rows: buckets.map((bucket) => bucket.values()), size, filter: { ...filter, tests } }
    }
    return best
  }

  /**
   * All rows in an order, which is remembered until a row changes: the pages of a list ask for the same
   * one again and again.
   *
   * @param name names the order
   */
  inOrder(name: string, sort: (rows: Row[]) => Row[]): readonly Row[] {
    const known = this.#orders.get(name)
    if (known) return known
    const rows = sort([...this.rows.values()])
    this.#orders.set(name, rows)
    return rows
  }

  #buckets(column: string, values: Set<Stored>): Bucket[] | undefined {
    const index = this.#indexes.get(column)
    if (!index && column !== this.keyColumn) return undefined
    return [...values].flatMap((value) => {
      const bucket = index ? index.get(value) : this.#single(value)
      return bucket ?? []
    })
  }

  #single(key: Stored): Bucket | undefined {
    const row = typeof key === 'string' ? this.rows.get(key) : undefined
    return row && new Map([[this.keyOf(row), row]])
  }

  #add(row: Row): void {
    const key = this.keyOf(row)
    for (const { columns, keys } of this.#unique) {
      if (keys.has(uniqueValue(row, columns))) throw new UniqueViolation(this.name)
    }
    for (const { columns, keys } of this.#unique) keys.set(uniqueValue(row, columns), key)
    this.rows.set(key, row)
    this.#orders.clear()
    for (const [column, index] of this.#indexes) {
      const value = stored(row, column)
      const bucket = index.get(value)
      if (bucket) bucket.set(key, row)
      else index.set(value, new Map([[key, row]]))
    }
  }
}

function stored(row: Row, column: string): Stored {
  return encode(row[column], column)
}

function uniqueValue(row: Row, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => row[column]))
}
