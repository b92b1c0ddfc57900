import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId } from 'react'

import { Button, IconButton } from './button.tsx'
import { formatNumber } from './formats.ts'
import { pageWindow } from './page-window.ts'
import { useWhole } from './use-whole.ts'

const PAGE_SIZES = [20, 50, 100]

/**
 * Where one is in a list, and the way to its other pages.
 *
 * @param page from 1 on
 * @param noun what is counted, as in "1–5 of 5 API keys" and "1 of 1 API key"
 * @param pageSizes the choice of page sizes; without `onPageSize` there is none
 */
export function Pagination({
  page,
  pageSize,
  total,
  noun,
  onPage,
  onPageSize,
  pageSizes = PAGE_SIZES,
}: {
  page: number
  pageSize: number
  total: number
  noun: { one: string; other: string }
  onPage: (page: number) => void
  onPageSize?: ((pageSize: number) => void) | undefined
  pageSizes?: readonly number[] | undefined
}) {
  const whole = useWhole()
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const first = Math.min((page - 1) * pageSize + 1, total)
  const last = Math.min(page * pageSize, total)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="type-body-small text-neutral-text-weak">
        {total < 2 ? format(total) : `${format(first)}–${format(last)}`} of {format(total)}{' '}
        {total === 1 ? noun.one : noun.other}
      </p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {onPageSize && whole && total > Math.min(...pageSizes) && (
          <PageSize value={pageSize} sizes={pageSizes} onChange={onPageSize} />
        )}
        {pages > 1 && <Pages page={page} pages={pages} onPage={onPage} />}
      </div>
    </div>
  )
}

function format(count: number): string {
  return formatNumber(count)
}

function PageSize({
  value,
  sizes,
  onChange,
}: {
  value: number
  sizes: readonly number[]
  onChange: (size: number) => void
}) {
  const id = useId()
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="type-body-small text-neutral-text-weak">
        Per page
      </label>
      {/* Native: a page size does not warrant the code of a drawn select. */}
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="control type-body-small h-8 px-2"
      >
        {sizes.map((size) => (
          <option key={size}>{size}</option>
        ))}
      </select>
    </div>
  )
}

function Pages({
  page,
  pages,
  onPage,
}: {
  page: number
  pages: number
  onPage: (page: number) => void
}) {
  return (
    <nav aria-label="Pagination">
      <ul className="flex flex-wrap items-center gap-2">
        <li>
          <IconButton
            label="Previous page"
            icon={<ChevronLeft size={16} aria-hidden />}
            variant="outlined"
            sentiment="primary"
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          />
        </li>
        <li className="type-body-small xsmall:hidden">
          Page {format(page)} of {format(pages)}
        </li>
        {pageWindow(page, pages).map((entry) => (
          <li key={entry.key} className="hidden xsmall:block">
            {entry.page === undefined ? (
              <span aria-hidden className="inline-block w-8 text-center">
                …
              </span>
            ) : (
              <Button
                size="small"
                variant={entry.page === page ? 'filled' : 'outlined'}
                sentiment={entry.page === page ? 'primary' : 'neutral'}
                aria-label={`Page ${entry.page}`}
                aria-current={entry.page === page ? 'page' : undefined}
                onClick={() => entry.page !== undefined && onPage(entry.page)}
                className="min-w-8"
              >
                {format(entry.page)}
              </Button>
            )}
          </li>
        ))}
        <li>
          <IconButton
            label="Next page"
            icon={<ChevronRight size={16} aria-hidden />}
            variant="outlined"
            sentiment="primary"
            disabled={page >= pages}
            onClick={() => onPage(page + 1)}
          />
        </li>
      </ul>
    </nav>
  )
}
