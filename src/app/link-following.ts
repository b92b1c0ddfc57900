import type { DataRouter } from 'react-router'

import { linkOf } from './link-prefetch.ts'

/**
 * Lets the router follow links to pages of the console. Links are plain ones: a list has dozens, and
 * each that knew the router itself would cost time when it is drawn and at every change of the address.
 *
 * What the browser alone does well is left to it: other sites, downloads, places on the same page, new
 * tabs and windows, and clicks that something else has answered.
 */
export function followLinks(router: DataRouter): void {
  document.addEventListener('click', (event) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event
    const isPlain = button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
    const link = linkOf(event.target)
    if (!link || !isPlain || event.defaultPrevented) return
    const { pathname, search, hash, href, target } = link
    if (target !== '' || hash !== '') return
    event.preventDefault()
    // As in a browser, a link to where one is adds nothing to the history.
    void router.navigate(pathname + search, { replace: href === window.location.href })
  })
}
