import { encode, type Row, type Stored, type StoredRow } from './record.ts'
import type { TableName } from './store.ts'
import type { Filter, Test } from './where.ts'

/**
 * A running count of a table's rows, kept by the SQL store beside the rows: the totals of lists, which
 * are exact, must not cost a look at every row. A cell of it is the number of rows that agree in the
 * Organization, in the columns of `by`, and in the day (UTC) of one time.
 *
 * A change to this list needs a migration that counts anew (`recountStatements`).
 */
export interface Tally {
  readonly name: string
  readonly table: TableName
  /** Two columns at most: they are `a` and `b` of the cells. */
  readonly by: readonly string[]
  readonly day?: string
}

/** Of one table, the one with fewer cells first. */
export const TALLIES: readonly Tally[] = [
  { name: 'projects', table: 'projects', by: [] },
  { name: 'users', table: 'users', by: ['type', 'mfa'] },
  { name: 'applications', table: 'applications', by: ['editable'] },
  { name: 'groups', table: 'groups', by: [] },
  { name: 'policies', table: 'policies', by: ['principal_type', 'editable'] },
  { name: 'ssh_keys', table: 'ssh_keys', by: ['disabled'] },
  { name: 'api_keys', table: 'api_keys', by: ['bearer_type', 'editable'] },
  {
    name: 'api_keys by expiry',
    table: 'api_keys',
    by: ['bearer_type', 'editable'],
    day: 'expires_at',
  },
  { name: 'logs', table: 'logs', by: ['resource_type', 'action'] },
  { name: 'logs by day', table: 'logs', by: ['resource_type', 'action'], day: 'created_at' },
]

/** How the rows that satisfy a filter are counted with the help of a tally. */
export interface TallyReading {
  readonly tally: Tally
  /** What cells must satisfy, on the columns of cells. */
  readonly cells: Filter
  /** Days on which the filter divides a cell: their rows are to be counted one by one. */
  readonly divided: readonly string[]
}

/** Letters of a stored time that tell its day. */
export const DAY_LENGTH = 10
const storedTime = /^\d{4}-\d{2}-\d{2}T/

/** The tallies that a table has. */
export function talliesOf(table: TableName): readonly Tally[] {
  return TALLIES.filter((tally) => tally.table === table)
}

/** Every column that decides in which cells a row counts. */
export function tallyColumns(table: TableName): readonly string[] {
  const columns = new Set<string>()
  for (const { by, day } of talliesOf(table)) {
    columns.add('organization_id')
    for (const column of by) columns.add(column)
    if (day !== undefined) columns.add(day)
  }
  return [...columns]
}

/** The cell of a tally in which a row counts. */
export function cellOf(tally: Tally, row: Row | StoredRow) {
  const [a, b] = tally.by
  return {
    tally: tally.name,
    organization_id: cellValue(stored(row, 'organization_id')),
    day: tally.day === undefined ? '' : cellValue(stored(row, tally.day)).slice(0, DAY_LENGTH),
    a: a === undefined ? '' : cellValue(stored(row, a)),
    b: b === undefined ? '' : cellValue(stored(row, b)),
  }
}

/** Undefined when no tally of the table tells how many rows satisfy the filter. */
export function readTally(table: TableName, filter: Filter): TallyReading | undefined {
  for (const tally of talliesOf(table)) {
    const divided = new Set<string>()
    const cells = cellFilter(tally, filter, divided)
    if (cells) return { tally, cells, divided: [...divided] }
  }
  return undefined
}

function cellFilter(tally: Tally, { tests, or }: Filter, divided: Set<string>): Filter | undefined {
  const all: { column: string; test: Test }[] = []
  for (const { column, test } of tests) {
    const translated =
      column === tally.day ? dayTests(test, divided) : cellTests(cellColumn(tally, column), test)
    if (translated === undefined) return undefined
    all.push(...translated)
  }
  if (or === undefined) return { tests: all }
  const alternatives = or.map((each) => cellFilter(tally, each, divided))
  if (!alternatives.every((each) => each !== undefined)) return undefined
  return { tests: all, or: alternatives }
}

function cellColumn(tally: Tally, column: string): string | undefined {
  if (column === 'organization_id') return column
  const index = tally.by.indexOf(column)
  return index === -1 ? undefined : ['a', 'b'][index]
}

function cellTests(column: string | undefined, test: Test) {
  if (column === undefined) return undefined
  if (test.is === 'equal' || test.is === 'not') {
    return [{ column, test: { is: test.is, value: cellValue(test.value) } as const }]
  }
  if (test.is !== 'in') return undefined
  const values = test.values.filter((value) => value !== null).map(cellValue)
  return [{ column, test: { is: 'in', values } as const }]
}

/**
 * A bound lies within a day: cells before and after that day are on one side of it as a whole, and the
 * day itself is divided.
 */
function dayTests(test: Test, divided: Set<string>) {
  const column = 'day'
  switch (test.is) {
    case 'equal':
    case 'not':
      return test.value === null
        ? [{ column, test: { is: test.is, value: '' } as const }]
        : undefined
    case 'atLeast':
    case 'atMost':
    case 'below':
    case 'above': {
      if (typeof test.value !== 'string' || !storedTime.test(test.value)) return undefined
      const value = test.value.slice(0, DAY_LENGTH)
      divided.add(value)
      // A row without a time is on no side of a bound.
      return [
        { column, test: { is: test.is, value } as const },
        { column, test: { is: 'not', value: '' } as const },
      ]
    }
    default:
      return undefined
  }
}

function stored(row: Row | StoredRow, column: string): Stored {
  return encode(row[column], column)
}

/** No column that is counted by holds an empty text, so that it can stand for no value. */
function cellValue(value: Stored): string {
  return value === null ? '' : String(value)
}
