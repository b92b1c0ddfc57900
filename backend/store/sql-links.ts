import { decodeRow, type StoredRow } from './record.ts'
import { tables } from './schema.ts'
import { joined, name, sql, type Sql } from './sql-text.ts'
import type { Linked, Links, Row, TableName } from './store.ts'

/** The query of a row of PostgreSQL with each row that it leads to, as JSON in a column of its own. */
export function selectLinked<T extends TableName>(
  table: T,
  condition: Sql,
  links: Links<Row<T>>,
): Sql {
  const others = Object.entries(links).map(([link, other]) => {
    const key = name(tables[other.table].key)
    const by = sql`${name(table)}.${name(other.by)}`
    return sql`(select row_to_json(other) from ${name(other.table)} other where other.${key} = ${by}) as ${name(columnOf(link))}`
  })
  return sql`select ${joined([sql`*`, ...others])} from ${name(table)} where ${condition} limit 1`
}

/** Parts what `selectLinked` has found. */
export function takeLinked<T extends TableName, L extends Links<Row<T>>>(
  table: T,
  links: L,
  found: Readonly<Record<string, unknown>>,
): Linked<T, L> {
  const row = found as Record<string, unknown>
  const others: Partial<Record<string, unknown>> = {}
  // The last column first: an object that loses another one than its last becomes slow.
  for (const [link, { table: other }] of Object.entries(links).toReversed()) {
    const otherRow = row[columnOf(link)] as StoredRow | null
    delete row[columnOf(link)]
    if (otherRow !== null) others[link] = decodeRow(other, otherRow)
  }
  return {
    row: decodeRow(table, row as StoredRow) as unknown as Row<T>,
    links: others as Linked<T, L>['links'],
  }
}

/** No column of a table has a space in its name. */
function columnOf(link: string): string {
  return `link ${link}`
}
