import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely'

import { decodeRow, type StoredRow } from './record.ts'
import { tables } from './schema.ts'
import type { Database } from './sql-pages.ts'
import type { Linked, Links, Row, TableName } from './store.ts'

/** The query of a row of PostgreSQL with each row that it leads to, as JSON in a column of its own. */
export function selectLinked<T extends TableName>(
  db: Kysely<Database>,
  table: T,
  condition: RawBuilder<SqlBool>,
  links: Links<Row<T>>,
) {
  return db
    .selectFrom<TableName>(table)
    .selectAll()
    .select(
      Object.entries(links).map(([name, link]) => {
        const key = sql`${sql.ref(`other.${tables[link.table].key}`)}`
        const by = sql.ref(`${table}.${link.by}`)
        return sql<StoredRow | null>`(select row_to_json(other) from ${sql.table(link.table)} other where ${key} = ${by})`.as(
          columnOf(name),
        )
      }),
    )
    .where(condition)
    .limit(1)
}

/** Parts what `selectLinked` has found. */
export function takeLinked<T extends TableName, L extends Links<Row<T>>>(
  table: T,
  links: L,
  found: Readonly<Record<string, unknown>>,
): Linked<T, L> {
  const row = { ...found } as Record<string, unknown>
  const others: Partial<Record<string, unknown>> = {}
  for (const [name, link] of Object.entries(links)) {
    const other = row[columnOf(name)] as StoredRow | null
    delete row[columnOf(name)]
    if (other !== null) others[name] = decodeRow(link.table, other)
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
