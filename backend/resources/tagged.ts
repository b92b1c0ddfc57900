import type { RowsOf } from '../store/store.ts'

/** The condition on an id that a tag of its resource contains this text, as the API's `tag` filters. */
export function tagged(text: string): { inRows: RowsOf } {
  return { inRows: { table: 'tags', column: 'resource_id', where: { tag: { contains: text } } } }
}
