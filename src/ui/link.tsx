import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'

/** A link in running text to a page of the console. */
export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a
      href={to}
      className="rounded-small font-medium text-info-text underline decoration-dotted underline-offset-2 hover:text-info-text-hover hover:decoration-solid"
    >
      {children}
    </a>
  )
}

/**
 * The name of a thing that has a page, as lists show it.
 *
 * @param danger the thing is locked or broken: the name is red. Say so in words as well.
 */
export function EntityLink({
  to,
  danger = false,
  className,
  children,
}: {
  to: string
  danger?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <a
      href={to}
      className={classNames(
        'type-body-small-strong rounded-small wrap-anywhere hover:underline',
        danger ? 'text-danger-text' : 'text-primary-text',
        className,
      )}
    >
      {children}
    </a>
  )
}
