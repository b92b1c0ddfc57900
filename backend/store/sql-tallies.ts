import type { StoredRow } from './record.ts'
import { joined, literal, name, type Run, sql, type Sql, type SqlKind } from './sql-text.ts'
import { sqlWhere } from './sql-where.ts'
import type { TableName } from './store.ts'
import { cellOf, DAY_LENGTH, readTally, TALLIES, talliesOf, type Tally } from './tallies.ts'
import type { Filter } from './where.ts'

type Cell = ReturnType<typeof cellOf>

/**
 * The number of rows that satisfy a filter as an expression, which a statement of any form may hold.
 * Undefined when no tally tells it.
 */
export function sqlTotal(kind: SqlKind, table: TableName, filter: Filter): Sql | undefined {
  const reading = readTally(table, filter)
  if (reading === undefined) return undefined
  const { tally, cells, divided } = reading
  const whole = sqlWhere(kind, {
    tests: divided.map((value) => ({ column: 'day', test: { is: 'not', value } as const })),
    or: [cells],
  })
  // The name stands in the statement: PostgreSQL takes a parameter for a name of average size, and then
  // plans each time anew to be on the safe side.
  const named = sql`tally = ${literal(tally.name)}`
  const sum = sql`(select coalesce(sum(amount), 0) from tallies where ${named} and ${whole})`
  const { day } = tally
  if (divided.length === 0 || day === undefined) return sum
  const one = sqlWhere(kind, {
    tests: [],
    or: divided.map((value) => ({
      tests: [
        { column: day, test: { is: 'atLeast', value } },
        // The highest letter of ASCII, which no time holds.
        { column: day, test: { is: 'below', value: `${value}~` } },
      ],
      or: [filter],
    })),
  })
  return sql`(${sum} + (select count(*) from ${name(table)} where ${one}))`
}

/**
 * What a transaction changes in tallies, gathered until they are needed or the transaction ends.
 * Several rows of the table `tallies` are one cell: they add up, and may be below nought singly.
 */
export class PendingTallies {
  readonly #cells = new Map<string, { cell: Cell; amount: number }>()
  readonly #gone: string[] = []

  /** Counts a row in, or out with the weight -1. */
  add(table: TableName, row: StoredRow, weight: 1 | -1): void {
    for (const tally of talliesOf(table)) {
      const cell = cellOf(tally, row)
      const key = Object.values(cell).join('\n')
      const amount = (this.#cells.get(key)?.amount ?? 0) + weight
      this.#cells.set(key, { cell, amount })
    }
  }

  /** An Organization is deleted, and nothing is left to be counted for it. */
  forget(organizationId: string): void {
    this.#gone.push(organizationId)
  }

  /**
   * Writes what is pending.
   *
   * @param shard transactions that run at once and write different ones do not wait for each other
   */
  async flush(run: Run, shard: number): Promise<void> {
    const changed = [...this.#cells].filter(([, { amount }]) => amount !== 0)
    this.#cells.clear()
    if (changed.length > 0) {
      // All transactions take the cells in one order, so that none wait for each other in a circle.
      changed.sort(([a], [b]) => (a < b ? -1 : 1))
      const rows = changed.map(
        ([, { cell, amount }]) =>
          sql`(${joined([cell.tally, cell.organization_id, cell.day, cell.a, cell.b, shard, amount])})`,
      )
      const batch = 1000
      for (let start = 0; start < rows.length; start += batch) {
        await run(sql`
          insert into tallies (tally, organization_id, day, a, b, shard, amount)
          values ${joined(rows.slice(start, start + batch))}
          on conflict (tally, organization_id, day, a, b, shard)
          do update set amount = tallies.amount + excluded.amount
        `)
      }
    }
    for (const organizationId of this.#gone.splice(0)) {
      await run(sql`delete from tallies where organization_id = ${organizationId}`)
    }
  }
}

/** The statements that count everything anew, for a migration and after rows came in another way. */
export function recountStatements(tallies: readonly Tally[] = TALLIES): string[] {
  const value = (column: string | undefined) =>
    column === undefined ? "''" : `coalesce(cast(${column} as text), '')`
  return [
    'delete from tallies',
    ...tallies.map(({ name, table, by: [a, b], day }) => {
      const dayOf = day === undefined ? "''" : `substr(${value(day)}, 1, ${DAY_LENGTH})`
      return `insert into tallies (tally, organization_id, day, a, b, shard, amount)
        select '${name}', organization_id, ${dayOf}, ${value(a)}, ${value(b)}, 0, count(*)
        from ${table} group by 2, 3, 4, 5`
    }),
  ]
}

/** Hands out the lowest number that nobody holds, so that a quiet server writes to one shard only. */
export class Shards {
  readonly #taken = new Set<number>()
  readonly #first: number
  readonly #count: number

  /** @param first where this process begins, so that servers side by side seldom meet */
  constructor(count: number, first: number) {
    this.#count = count
    this.#first = first
  }

  async use<T>(work: (shard: number) => Promise<T>): Promise<T> {
    let free = 0
    while (this.#taken.has(free)) free += 1
    this.#taken.add(free)
    try {
      return await work((this.#first + free) % this.#count)
    } finally {
      this.#taken.delete(free)
    }
  }
}
