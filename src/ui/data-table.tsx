import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, type ReactNode, type RefObject, useEffect, useRef } from 'react'

import { classNames } from './class-names.ts'
import { Menu, type MenuItem } from './menu.tsx'
import { StillLine } from './skeleton.tsx'
import type { Selection } from './use-selection.ts'
import { useWhole } from './use-whole.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface Column<R> {
  /** Names the column in `sort`. */
  id: string
  header: string
  cell: (row: R) => ReactNode
  sortable?: boolean | undefined
  /** Which way the first press sorts; ascending unless told otherwise. */
  firstDirection?: SortDirection | undefined
  /** A CSS width, such as "12rem" or "30%". */
  width?: string | undefined
  /** Holds the row's name: its header cell, and the title of the card on a phone. */
  primary?: boolean | undefined
  /** Holds what people have written: it wraps and breaks rather than making the table too wide. */
  freeText?: boolean | undefined
  hideOnPhone?: boolean | undefined
}

export type SortDirection = 'asc' | 'desc'

export interface Sort {
  column: string
  direction: SortDirection
}

export interface DataTableProps<R> {
  /** The table's name, for screen readers. */
  caption: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  /** The row's name, for "Actions for <name>". */
  rowLabel: (row: R) => string
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  /** The key of a row to point out: it is coloured, and takes the focus once. */
  highlightKey?: string | undefined
  rowActions?: ((row: R) => readonly MenuItem[]) | undefined
  /** Lets rows be ticked, singly and all that are shown. */
  selection?: Selection | undefined
  /** Without rows yet: rows of grey lines, as high as real ones. */
  loading?: boolean | undefined
  /** How many rows of grey lines. */
  skeletonRows?: number | undefined
}

/**
 * The console's list: a real table whose rows look like cards. Below 960px the same elements are laid
 * out as one card a row, with the columns' names before the values.
 *
 * A row is drawn again when it, `columns` or `rowActions` are other objects than before: keep them, and
 * let a cell whose content arrives later read it by a hook of its own.
 */
export function DataTable<R>(props: DataTableProps<R>) {
  const { caption, columns, rows, rowKey, sort, onSort, rowActions, selection } = props
  const isLoading = props.loading === true && rows.length === 0
  return (
    <table
      // A hidden caption element would still take a row's spacing.
      aria-label={isLoading ? `${caption}, loading` : caption}
      aria-busy={isLoading}
      className="data-table"
    >
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="data-select">
              <SelectAll keys={rows.map(rowKey)} selection={selection} />
            </th>
          )}
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
          {rowActions && (
            <th scope="col" className="data-actions">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      {isLoading ? (
        <tbody>
          {Array.from({ length: props.skeletonRows ?? 5 }, (_, index) => (
            <SkeletonRow
              key={index}
              columns={columns}
              withSelection={selection !== undefined}
              withActions={rowActions !== undefined}
            />
          ))}
        </tbody>
      ) : (
        <Rows {...props} />
      )}
    </table>
  )
}

/** About the height of a row with the space after it, which keeps the page's length meanwhile. */
const ROW_REM = 4.75
/** What is above a list at least: header, title, tabs and filters. */
const ABOVE_REM = 24
/** Rows that fit on the screen whole: they are painted first, and the rest a moment later. */
const FIRST_ROWS = Math.max(4, Math.floor((window.innerHeight / 16 - ABOVE_REM) / ROW_REM))

/**
 * The rows, of which the first are drawn first. Until all are there they have no roles: who reads,
 * counts or picks rows by them, such as a screen reader or a test, never meets a part of a list.
 */
function Rows<R>({
  rows,
  rowKey,
  rowLabel,
  highlightKey,
  columns,
  rowActions,
  selection,
}: DataTableProps<R>) {
  const whole = useWhole()
  // A row that is pointed out takes the focus, and may stand anywhere.
  const isPart = !whole && highlightKey === undefined && rows.length > FIRST_ROWS
  return (
    <tbody aria-hidden={isPart || undefined}>
      {(isPart ? rows.slice(0, FIRST_ROWS) : rows).map((row) => {
        const key = rowKey(row)
        return (
          <MemoRow
            key={key}
            row={row}
            id={key}
            label={rowLabel(row)}
            isSelected={selection?.selected.has(key)}
            onSelect={selection?.toggle}
            isHighlighted={key === highlightKey}
            columns={columns}
            rowActions={rowActions}
          />
        )
      })}
      {isPart && (
        <tr
          className="data-rest"
          style={{ height: `${(rows.length - FIRST_ROWS) * ROW_REM}rem` }}
        />
      )}
    </tbody>
  )
}

/** Ticks every row that is shown; half ticked when some are. */
function SelectAll({ keys, selection }: { keys: readonly string[]; selection: Selection }) {
  const box = useRef<HTMLInputElement>(null)
  const ticked = keys.filter((key) => selection.selected.has(key)).length
  const some = ticked > 0 && ticked < keys.length
  useEffect(() => {
    if (box.current) box.current.indeterminate = some
  }, [some])
  return (
    <label className="inline-flex items-center gap-2">
      <input
        ref={box}
        type="checkbox"
        className="checkbox"
        aria-label="Select all rows on this page"
        disabled={keys.length === 0}
        checked={keys.length > 0 && ticked === keys.length}
        onChange={() => selection.toggle(keys, ticked < keys.length)}
      />
      <span className="data-select-label">Select all</span>
    </label>
  )
}

function HeaderCell<R>({
  column,
  sort,
  onSort,
}: {
  column: Column<R>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  const style = column.width === undefined ? undefined : { width: column.width }
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" style={style}>
        {column.header}
      </th>
    )
  }
  const direction = sort?.column === column.id ? sort.direction : undefined
  const next = direction ? (direction === 'asc' ? 'desc' : 'asc') : (column.firstDirection ?? 'asc')
  const Arrow = (direction ?? next) === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      style={style}
      aria-sort={
        direction === undefined ? 'none' : direction === 'asc' ? 'ascending' : 'descending'
      }
    >
      <button
        type="button"
        onClick={() => onSort({ column: column.id, direction: next })}
        className={classNames(
          'group inline-flex min-h-6 items-center gap-2 rounded-small hover:text-primary-text',
          direction && 'text-primary-text',
        )}
      >
        {column.header}
        <Arrow
          size={16}
          aria-hidden
          className={direction ? undefined : 'opacity-0 group-hover:opacity-60'}
        />
      </button>
    </th>
  )
}

/** Where somebody is busy with something else than what the row is about. */
const ELSEWHERE =
  'input, textarea, [role=combobox], [role=dialog] *, [role=alertdialog] *, [role=menu], [role=menu] *'

function Row<R>({
  row,
  id,
  label,
  isSelected,
  onSelect,
  isHighlighted,
  columns,
  rowActions,
}: {
  row: R
  id: string
  label: string
  isSelected: boolean | undefined
  onSelect: Selection['toggle'] | undefined
  isHighlighted: boolean
  columns: readonly Column<R>[]
  rowActions: ((row: R) => readonly MenuItem[]) | undefined
}) {
  const element = useRef<HTMLTableRowElement>(null)
  return (
    <tr
      ref={element}
      {...(isHighlighted && { tabIndex: -1, 'data-highlighted': '', 'aria-label': label })}
      data-selected={isSelected ? '' : undefined}
    >
      {onSelect && (
        <td className="data-select">
          <input
            type="checkbox"
            className="checkbox"
            aria-label={`Select ${label}`}
            checked={isSelected === true}
            onChange={({ target }) => onSelect([id], target.checked)}
          />
        </td>
      )}
      {columns.map((column) => {
        const cell = column.cell(row)
        const content = column.freeText ? <div className="data-text">{cell}</div> : cell
        const phone = column.hideOnPhone ? 'hidden' : undefined
        return column.primary ? (
          <th key={column.id} scope="row" data-phone={phone}>
            {content}
          </th>
        ) : (
          <td key={column.id} data-label={column.header} data-phone={phone}>
            {content}
          </td>
        )
      })}
      {rowActions && (
        <td className="data-actions">
          <Menu label={`Actions for ${label}`} items={() => rowActions(row)} />
        </td>
      )}
      {isHighlighted && <FocusOnce element={element} />}
    </tr>
  )
}

/** An effect for the one row that has it, instead of one in each. */
function FocusOnce({ element }: { element: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    // Rows may come late: whoever types or has opened something by then keeps the focus.
    if (!document.activeElement?.matches(ELSEWHERE)) element.current?.focus()
  }, [element])
  return null
}

/** `memo` forgets the type parameter of what it is given. */
const MemoRow = memo(Row) as typeof Row

function SkeletonRow<R>({
  columns,
  withSelection,
  withActions,
}: {
  columns: readonly Column<R>[]
  withSelection: boolean
  withActions: boolean
}) {
  return (
    <tr aria-hidden className="animate-shimmer">
      {withSelection && <td className="data-select">{null}</td>}
      {columns.map((column) => (
        <td
          key={column.id}
          data-label={column.primary ? undefined : column.header}
          data-phone={column.hideOnPhone ? 'hidden' : undefined}
        >
          <StillLine className={column.primary ? 'my-3 w-32' : 'my-1.5 w-16'} />
        </td>
      ))}
      {withActions && <td className="data-actions">{null}</td>}
    </tr>
  )
}
