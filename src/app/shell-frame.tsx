import type { ReactNode } from 'react'

import { paths } from '../paths.ts'
import { BrandMark } from '../ui/brand-mark.tsx'

/**
 * The places of the shell: header, side navigation and content. On screens narrower than 1280 px the
 * side navigation is left to the header's menu.
 *
 * @param header what follows the product's mark
 * @param menu what comes before it on narrow screens
 */
export function ShellFrame(props: {
  menu?: ReactNode
  header?: ReactNode
  navigation?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="fixed -top-16 left-2 z-30 rounded-default bg-primary-background-strong px-4 py-2 type-body-small-strong text-primary-text-strong focus:top-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-neutral-border-weak bg-neutral-background px-4 xsmall:h-16 xsmall:gap-4 xsmall:px-6">
        {props.menu}
        <a
          href={paths.organization()}
          className="flex shrink-0 items-center gap-2 rounded-default text-primary-text"
          aria-label="IAM Console, Organization Dashboard"
        >
          <BrandMark />
          <span className="hidden type-heading-small-stronger small:inline">IAM Console</span>
        </a>
        {props.header}
      </header>
      <div className="flex grow">
        <div className="hidden w-64 shrink-0 border-r border-neutral-border-weak medium:block">
          {props.navigation}
        </div>
        <main
          id="content"
          tabIndex={-1}
          className="flex min-w-0 grow flex-col gap-6 px-4 py-6 xsmall:px-6 small:px-10 small:py-8"
        >
          {props.children}
        </main>
      </div>
    </div>
  )
}
