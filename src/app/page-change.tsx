import { useCallback } from 'react'

import { announce } from '../ui/announcer.tsx'
import { titleOf, useCrumbs } from './use-crumbs.ts'
import { usePageChange } from './use-page-change.ts'

/** Sets the document's title, and tells screen readers, focus and scroll of every new page. */
export function PageChange() {
  const title = titleOf(useCrumbs())
  const page = title.slice(0, title.lastIndexOf(' · '))
  usePageChange(useCallback(() => announce(page), [page]))
  return <title>{title}</title>
}
