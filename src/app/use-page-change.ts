import { useLayoutEffect, useRef } from 'react'
import { useLocation, useMatches, useNavigationType } from 'react-router'

import { handleOf } from './use-crumbs.ts'

/**
 * The address of the page itself: what is left when dialogs over it are taken away. It tells a change
 * of page from a dialog that opens or closes.
 */
export function usePagePath(): string {
  const matches = useMatches()
  const dialog = matches.findIndex((match) => handleOf(match).dialog)
  const page = dialog === -1 ? matches.at(-1) : matches[dialog - 1]
  return trimSlash(page?.pathname ?? '/')
}

/**
 * Gives a new page what a browser gives a new document: focus at its start, and the scroll position
 * of a fresh or a revisited page. Dialogs over a page, filters and sorting change neither; turning a
 * list's page scrolls to its start.
 *
 * All before the page is painted: whoever sees it and acts at once has the focus taken away no more.
 *
 * @param announcePage called on each change of page, not on the first
 */
export function usePageChange(announcePage: () => void): void {
  const page = usePagePath()
  const location = useLocation()
  const navigationType = useNavigationType()
  const shown = useRef(page)
  const listPage = useRef(pageOfList(location.search))
  const positions = useRef(new Map<string, number>())

  useLayoutEffect(() => {
    const remember = () => positions.current.set(location.key, window.scrollY)
    window.addEventListener('scroll', remember, { passive: true })
    return () => window.removeEventListener('scroll', remember)
  }, [location.key])

  useLayoutEffect(() => {
    const turned = listPage.current !== pageOfList(location.search)
    listPage.current = pageOfList(location.search)
    if (shown.current === page) {
      if (turned && navigationType === 'PUSH') window.scrollTo(0, 0)
      return
    }
    shown.current = page
    const revisited = navigationType === 'POP' ? positions.current.get(location.key) : undefined
    window.scrollTo(0, revisited ?? 0)
    focusPage()
    announcePage()
  }, [page, location.key, location.search, navigationType, announcePage])
}

function pageOfList(search: string): string | null {
  return new URLSearchParams(search).get('page')
}

/** A tab of this very page: whoever goes through tabs by keyboard keeps their place. */
const OWN_TAB = 'main nav [aria-current="page"]'

/** A menu, open or opening since the page was still on its way: it closes when the focus leaves it. */
const OPEN_MENU = '[role="menu"], [aria-haspopup="menu"][aria-expanded="true"]'

/** Puts the focus on the page's heading, except when it has a better place. */
function focusPage(): void {
  const main = document.querySelector('main')
  const active = document.activeElement
  if (active?.closest(`${OWN_TAB}, ${OPEN_MENU}`)) return
  const start = main?.querySelector('h1') ?? main
  if (!start) return
  if (!start.hasAttribute('tabindex')) start.setAttribute('tabindex', '-1')
  start.focus({ preventScroll: true })
}

function trimSlash(pathname: string): string {
  return pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname
}
