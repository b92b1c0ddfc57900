export interface Crumb {
  label: string
  /** Without it the crumb is plain text. */
  to?: string | undefined
}

/** The way down to this page; the last one is the page itself. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="type-body-small-strong flex min-h-9.5 flex-wrap items-center gap-y-1">
        {items.map((crumb, index) => {
          const isLast = index === items.length - 1
          return (
            <li key={`${crumb.to ?? ''} ${crumb.label}`} className="flex min-w-0 items-center">
              {crumb.to === undefined || isLast ? (
                <span aria-current={isLast ? 'page' : undefined} className="min-w-0 wrap-anywhere">
                  {crumb.label}
                </span>
              ) : (
                <a
                  href={crumb.to}
                  className="inline-flex min-h-6 items-center rounded-small underline decoration-dotted underline-offset-2 hover:decoration-solid"
                >
                  {crumb.label}
                </a>
              )}
              {!isLast && (
                <span aria-hidden className="px-3">
                  /
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
