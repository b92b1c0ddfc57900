import { getLinkedBySteps, pageBySteps, pickFromRows } from './composed-reads.ts'
import { countRows, countRowsBy, find, type MemoryTables, select } from './memory-query.ts'
import { MemoryTable } from './memory-table.ts'
import { type Row as AnyRow, encodeRow, type Value } from './record.ts'
import { runTransaction } from './run-transaction.ts'
import { tables } from './schema.ts'
import {
  type Find,
  ReferenceViolation,
  type Row,
  type Store,
  StoreUnavailable,
  type TableName,
  type Transaction,
} from './store.ts'
import { parseWhere } from './where.ts'

/** What a transaction did to one row, seen from its end. */
export interface Change {
  table: TableName
  key: string
  /** The row as it is now; null when it is gone. */
  row: Row<TableName> | null
}

export interface MemoryStoreOptions {
  /** What the store holds at first. References in it are not checked. */
  rows?: Partial<{ [T in TableName]: readonly Row<T>[] }>
  /** Told of every transaction that changed something, once it cannot be undone any more. */
  onCommit?: (changes: Change[]) => void
}

interface Undo {
  table: MemoryTable
  key: string
  before: AnyRow | undefined
}

/**
 * A store that holds its rows in memory: for the mock, and for tests. Transactions run one after
 * another, and readers outside wait for the one that runs, so nobody sees what may yet be undone.
 */
export function createMemoryStore({ rows = {}, onCommit }: MemoryStoreOptions = {}): Store {
  const names = Object.keys(tables) as TableName[]
  const data = Object.fromEntries(
    names.map((name) => [name, new MemoryTable(name)]),
  ) as MemoryTables
  for (const name of names) {
    for (const row of rows[name] ?? []) data[name].insert(takeIn(row))
  }

  let undo: Undo[] = []
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const statements: Transaction = {
    get: async (table, key) => {
      const row = data[table].rows.get(key)
      return row && handOut(row)
    },
    find: async <T extends TableName>(table: T, query: Find<Row<T>> = {}) => {
      const { where, order = [], offset = 0, limit = Infinity } = query
      const found = find(data, table, { filter: parseWhere(where), order, offset, limit })
      return found.map((row) => handOut<T>(row))
    },
    count: async (table, where) => countRows(data, table, parseWhere(where)),
    countBy: async (table, column, where) => countRowsBy(data, table, column, parseWhere(where)),
    insert: async (table, given) => {
      for (const row of [given].flat()) change(data[table], undefined, takeIn(row))
    },
    update: async (table, where, patch) => {
      const found = select(data, table, parseWhere(where))
      for (const row of found) change(data[table], row, takeIn({ ...row, ...patch }))
      return found.length
    },
    delete: async (table, where) => {
      const found = select(data, table, parseWhere(where))
      for (const row of found) change(data[table], row, undefined)
      return found.length
    },
  }

  function change(table: MemoryTable, before: AnyRow | undefined, after: AnyRow | undefined): void {
    if (before && after) table.replace(before, after)
    else if (after) table.insert(after)
    else if (before) table.remove(before)
    const key = before && table.keyOf(before)
    const newKey = after && table.keyOf(after)
    if (key !== undefined) undo.push({ table, key, before })
    if (newKey !== undefined && newKey !== key) undo.push({ table, key: newKey, before: undefined })
  }

  function rollback(): void {
    for (const { table, key, before } of undo.toReversed()) {
      const now = table.rows.get(key)
      if (now) table.remove(now)
      if (before) table.insert(before)
    }
    undo = []
  }

  function commit(): void {
    const touched = new Map(undo.map(({ table, key }) => [`${table.name}/${key}`, { table, key }]))
    const changes = [...touched.values()].map(({ table, key }) => {
      const row = table.rows.get(key)
      return { table: table.name, key, row: row ? handOut(row) : null }
    })
    for (const each of changes) checkReferences(data, each)
    undo = []
    if (changes.length > 0) onCommit?.(changes)
  }

  function afterTransactions<T>(run: () => Promise<T>): Promise<T> {
    return last.then(() => {
      if (closed) throw new StoreUnavailable('the store is closed')
      return run()
    })
  }

  return {
    get: (table, key) => afterTransactions(() => statements.get(table, key)),
    find: (table, query) => afterTransactions(() => statements.find(table, query)),
    count: (table, where) => afterTransactions(() => statements.count(table, where)),
    countBy: (table, column, where) =>
      afterTransactions(() => statements.countBy(table, column, where)),
    getLinked: (table, where, links) =>
      afterTransactions(() => getLinkedBySteps(statements, table, where, links)),
    pick: (table, columns, query) =>
      afterTransactions(() => pickFromRows(statements, table, columns, query)),
    page: (table, query) => afterTransactions(() => pageBySteps(statements, table, query)),
    transaction: (work) => {
      const result = afterTransactions(async () => {
        try {
          const value = await runTransaction(statements, work)
          commit()
          return value
        } catch (error) {
          rollback()
          throw error
        }
      })
      last = result.catch(() => undefined)
      return result
    },
    close: async () => {
      await last
      closed = true
    },
  }
}

/** As foreign keys do it: what the row refers to exists, and nothing refers to a row that is gone. */
function checkReferences(data: MemoryTables, { table, key, row }: Change): void {
  if (row) {
    for (const [column, target] of Object.entries(tables[table].references ?? {})) {
      const value = (row as unknown as AnyRow)[column]
      if (typeof value === 'string' && !data[target].rows.has(value)) {
        throw new ReferenceViolation(`"${table}" ${key} refers to a missing row of "${target}"`)
      }
    }
    return
  }
  for (const other of Object.values(data)) {
    for (const [column, target] of Object.entries(tables[other.name].references ?? {})) {
      if (target === table && other.refersTo(column, key)) {
        throw new ReferenceViolation(`"${other.name}" refers to the missing "${table}" ${key}`)
      }
    }
  }
}

/**
 * A row for the store to keep, sharing nothing with the caller's.
 * @throws TypeError when a column holds what a database could not.
 */
function takeIn(row: object): AnyRow {
  const own = copy(row)
  encodeRow(own)
  return own
}

function handOut<T extends TableName>(row: AnyRow): Row<T> {
  return copy(row) as unknown as Row<T>
}

function copy(row: object): AnyRow {
  const own: Record<string, Value> = { ...row }
  for (const column in own) {
    const value = own[column]
    if (Array.isArray(value)) own[column] = [...value]
  }
  return own
}
