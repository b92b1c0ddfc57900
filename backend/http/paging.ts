import type { TableName, Order, Row } from '../store/store.ts'

/** The part of a result that a page shows. */
export function pageOf(query: { readonly page: number; readonly page_size: number }): {
  limit: number
  offset: number
} {
  return { limit: query.page_size, offset: (query.page - 1) * query.page_size }
}

/**
 * Reads an `order_by` value.
 *
 * @param columns The column of each name, as they may differ: `name` is sorted by `name_key`.
 */
export function orderOf<T extends TableName, const N extends string>(
  _table: T,
  orderBy: `${NoInfer<N>}_asc` | `${NoInfer<N>}_desc`,
  columns: Readonly<Record<N, keyof Row<T> & string>>,
): Order<Row<T>>[] {
  const descending = orderBy.endsWith('_desc')
  const name = orderBy.slice(0, descending ? -5 : -4) as N
  return [{ column: columns[name], direction: descending ? 'desc' : 'asc' }]
}
