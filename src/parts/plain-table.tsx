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
      className="type-body-small w-full border-collapse text-left text-neutral-text max-xsmall:block"
    >
      <thead className="max-xsmall:sr-only">
        <tr className="border-b border-neutral-border">
          {columns.map((column) => (
            <th key={column.id} scope="col" className="type-body-small-stronger p-2 first:pl-0">
              {column.header}
            </th>
          ))}
          {removal && (
            <th scope="col" className="w-10">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="max-xsmall:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="border-b border-neutral-border-weak last:border-b-0 max-xsmall:relative max-xsmall:flex max-xsmall:flex-col max-xsmall:gap-1 max-xsmall:py-3"
          >
            {columns.map((column, index) =>
              index === 0 ? (
                <th
                  key={column.id}
                  scope="row"
                  className="type-body-small-strong py-3 pr-2 align-top wrap-anywhere text-neutral-text-strong max-xsmall:p-0 max-xsmall:pr-10"
                >
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.id}
                  className="px-2 py-3 align-top wrap-anywhere max-xsmall:flex max-xsmall:justify-between max-xsmall:gap-4 max-xsmall:p-0 max-xsmall:text-right"
                >
                  <span aria-hidden className="shrink-0 text-neutral-text-weak xsmall:hidden">
                    {column.header}
                  </span>
                  <span className="min-w-0">{column.cell(row)}</span>
                </td>
              ),
            )}
            {removal && (
              <td className="py-1.5 text-right align-top max-xsmall:absolute max-xsmall:top-1 max-xsmall:right-0">
                <RemoveRowLink {...removal(row)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
