import type { ReactNode } from 'react'

import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { type Removal, RemoveRowLink } from './remove-row-link.tsx'

export interface PlainColumn<R> {
  id: string
  header: string
  cell: (row: R) => ReactNode
}

/**
 * A dense table for panels of a detail page. On a phone each row becomes a block of labelled lines.
 *
 * @param caption Names the table for screen readers.
 * @param columns The first one names the row.
 * @param removal Puts a ✕ at the end of each row.
 */
export function PlainTable<R>({
  caption,
  columns,
  rows,
  rowKey,
  removal,
}: {
  caption: string
  columns: readonly PlainColumn<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  removal?: ((row: R) => Removal) | undefined
}) {
  return (
    <table
      aria-label={caption}
      className="plain-table type-body-small w-full text-left text-neutral-text"
    >
      <thead>
        <tr className="border-b border-neutral-border">
          {columns.map((column) => (
            <th key={column.id} scope="col" className="type-body-small-stronger">
              {column.header}
            </th>
          ))}
          {removal && (
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-b border-neutral-border-weak last:border-b-0">
            {columns.map((column, index) =>
              index === 0 ? (
                <th
                  key={column.id}
                  scope="row"
                  className="type-body-small-strong text-neutral-text-strong"
                >
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.id} data-label={column.header}>
                  <span className="min-w-0">{column.cell(row)}</span>
                </td>
              ),
            )}
            {removal && (
              <td className="plain-removal">
                <RemoveRowLink {...removal(row)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
