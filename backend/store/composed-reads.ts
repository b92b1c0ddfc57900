import type { Find, Linked, Links, Reader, Row, TableName, Where } from './store.ts'

/** `Store.getLinked` where a question costs nothing: one after another. */
export async function getLinkedBySteps<T extends TableName, const L extends Links<Row<T>>>(
  reader: Reader,
  table: T,
  where: Where<Row<T>>,
  links: L,
): Promise<Linked<T, L> | undefined> {
  const [row] = await reader.find(table, { where, limit: 1 })
  if (row === undefined) return undefined
  const found: Partial<Record<string, Row<TableName>>> = {}
  for (const [name, link] of Object.entries(links)) {
    const other = await reader.get(link.table, String(row[link.by as keyof Row<T>]))
    if (other !== undefined) found[name] = other
  }
  return { row, links: found as Linked<T, L>['links'] }
}

/** `Store.pick` where whole rows cost nothing. */
export async function pickFromRows<T extends TableName, C extends keyof Row<T> & string>(
  reader: Reader,
  table: T,
  columns: readonly C[],
  find: Find<Row<T>>,
): Promise<Pick<Row<T>, C>[]> {
  const rows = await reader.find(table, find)
  return rows.map(
    (row) => Object.fromEntries(columns.map((column) => [column, row[column]])) as Pick<Row<T>, C>,
  )
}

/** `Store.page` in two questions. */
export async function pageBySteps<T extends TableName>(
  reader: Reader,
  table: T,
  find: Find<Row<T>>,
): Promise<{ rows: Row<T>[]; total: number }> {
  const rows = await reader.find(table, find)
  return { rows, total: await reader.count(table, find.where) }
}
