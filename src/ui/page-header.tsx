import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'

/**
 * The heading of a page, its h1, with what can be done on the page.
 *
 * @param icon a 24px icon, drawn on a tile; for a kind of thing
 * @param avatar for one thing in particular
 * @param badge stands beside the title, outside the heading's name
 * @param large for pages on which something is made
 */
export function PageHeader({
  icon,
  avatar,
  title,
  badge,
  subtitle,
  actions,
  large = false,
}: {
  icon?: ReactNode
  avatar?: ReactNode
  title: ReactNode
  badge?: ReactNode
  subtitle?: ReactNode
  actions?: ReactNode
  large?: boolean | undefined
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
      <div className="flex min-w-0 flex-1 basis-80 items-center gap-4">
        {icon && (
          <span
            aria-hidden
            className="grid size-12 shrink-0 place-items-center rounded-[25%] bg-product-fill-weak text-product-fill"
          >
            {icon}
          </span>
        )}
        {avatar}
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1
              tabIndex={-1}
              className={classNames(
                'text-neutral-text-strong wrap-anywhere',
                large ? 'type-heading-strong' : 'type-heading-small-strong',
              )}
            >
              {title}
            </h1>
            {badge}
          </div>
          {subtitle && <div className="type-body-small text-neutral-text-weak">{subtitle}</div>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap gap-4">{actions}</div>}
    </div>
  )
}
