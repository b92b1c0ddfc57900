import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'

import { classNames } from './class-names.ts'
import { formatNumber } from './formats.ts'

export interface NavTab {
  /** The page's path. */
  to: string
  label: string
  /** How many things it holds; null hides the counter, undefined means on its way. */
  count?: number | null | undefined
  /** Else the tab is active on its path and everything under it. */
  active?: boolean | undefined
}

function isActive({ to, active }: NavTab, pathname: string): boolean {
  const path = to.split(/[?#]/, 1)[0] ?? to
  return active ?? (pathname === path || pathname.startsWith(`${path}/`))
}

/** Sections of a page that have addresses of their own: a list of links, not an ARIA tab list. */
export function NavTabs({ label, tabs }: { label: string; tabs: readonly NavTab[] }) {
  const { pathname } = useLocation()
  const list = useRef<HTMLUListElement>(null)
  const current = tabs.findLastIndex((tab) => isActive(tab, pathname))
  useEffect(() => {
    const tab = list.current?.children[current]
    if (!list.current || !(tab instanceof HTMLElement)) return
    list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2
  }, [current])
  return (
    <nav aria-label={label}>
      <ul
        ref={list}
        className="relative flex overflow-x-auto [box-shadow:inset_0_-2px_0_var(--color-neutral-border)] [scrollbar-width:thin]"
      >
        {tabs.map((tab, index) => {
          const active = index === current
          return (
            <li key={tab.to} className="shrink-0">
              <Link
                to={tab.to}
                aria-current={active ? 'page' : undefined}
                className={classNames(
                  'type-body-strong flex h-11 items-center gap-2 rounded-t-default border-b-2 px-4 -outline-offset-2',
                  active
                    ? 'border-primary-border text-primary-text'
                    : 'border-transparent text-neutral-text hover:bg-neutral-background-hover',
                )}
              >
                {tab.label}
                {'count' in tab && tab.count !== null && (
                  <Counter count={tab.count} active={active} />
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Counter({ count, active }: { count: number | undefined; active: boolean }) {
  return (
    <span
      className={classNames(
        'type-caption inline-flex h-6 min-w-6 items-center justify-center rounded-xlarge border px-1.5',
        active
          ? 'border-transparent bg-primary-background-strong text-primary-text-strong'
          : 'surface-weak border-neutral-border',
      )}
    >
      {count !== undefined && formatNumber(count)}
    </span>
  )
}
