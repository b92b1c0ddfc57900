import { ChevronDown } from 'lucide-react'
import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'

import { classNames } from './class-names.ts'
import { formatNumber } from './formats.ts'
import { Menu } from './menu.tsx'

export interface NavTab {
  /** The page's path. */
  to: string
  label: string
  /** How many things it holds; null hides the counter, undefined means on its way. */
  count?: number | null | undefined
  /** Else the tab is active on its path and everything under it. */
  active?: boolean | undefined
}

/** More has the focus, or its menu is open and has it. */
const IN_USE = ':focus-within, :has([aria-expanded="true"])'

/** Browsers leave a link that is partly in sight as it is. */
function bringIntoSight({ target }: FocusEvent): void {
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function isActive({ to, active }: NavTab, pathname: string): boolean {
  const path = to.split(/[?#]/, 1)[0] ?? to
  return active ?? (pathname === path || pathname.startsWith(`${path}/`))
}

/**
 * Sections of a page that have addresses of their own: a list of links, not an ARIA tab list. Where
 * there is no room for all, they scroll sideways, and a menu beside them names them all.
 */
export function NavTabs({ label, tabs }: { label: string; tabs: readonly NavTab[] }) {
  const { pathname } = useLocation()
  const list = useRef<HTMLUListElement>(null)
  const [overflows, setOverflows] = useState(false)
  const current = tabs.findLastIndex((tab) => isActive(tab, pathname))
  useEffect(() => {
    const row = list.current
    const tab = row?.children[current]
    if (!row || !(tab instanceof HTMLElement)) return
    // It is told of the sizes when they are known; asking for them now would lay the page out for it.
    const sizes = new ResizeObserver(() => {
      row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2
      const last = row.lastElementChild
      // More takes room itself: what counts is whether all fit without it.
      const place = row.parentElement?.clientWidth ?? 0
      const tooMany = last instanceof HTMLElement && last.offsetLeft + last.offsetWidth > place
      if (!tooMany && row.nextElementSibling?.matches(IN_USE)) tab.querySelector('a')?.focus()
      setOverflows(tooMany)
    })
    sizes.observe(row)
    // Tabs get wider when their counters come.
    for (const each of row.children) sizes.observe(each)
    return () => sizes.disconnect()
  }, [current])
  return (
    <nav
      aria-label={label}
      className="flex [box-shadow:inset_0_-2px_0_var(--color-neutral-border)]"
    >
      <ul
        ref={list}
        className={classNames(
          'relative flex min-w-0 scroll-px-8 overflow-x-auto [scrollbar-width:none]',
          overflows && 'pr-8 [mask-image:linear-gradient(to_left,transparent,black_2rem)]',
        )}
      >
        {tabs.map((tab, index) => {
          const active = index === current
          return (
            <li key={tab.label} className="shrink-0">
              <a
                href={tab.to}
                aria-current={active ? 'page' : undefined}
                onFocus={bringIntoSight}
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
              </a>
            </li>
          )
        })}
      </ul>
      {overflows && (
        <div className="flex shrink-0 items-center pb-0.5 pl-2">
          <Menu
            label="More"
            items={tabs.map((tab, index) => ({
              label: tab.label,
              to: tab.to,
              current: index === current,
            }))}
            trigger={
              <span className="type-body-strong flex h-10 items-center gap-2 rounded-default px-2 text-neutral-text hover:bg-neutral-background-hover">
                More <ChevronDown size={16} aria-hidden />
              </span>
            }
          />
        </div>
      )}
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
