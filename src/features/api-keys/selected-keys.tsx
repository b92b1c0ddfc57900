import { Trash2 } from 'lucide-react'
import { useLocation } from 'react-router'

import { keyDialogs } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import type { Selection } from '../../ui/use-selection.ts'
import type { ApiKey } from './queries.ts'

/** What can be done with the ticked keys, over the end of the page; nothing while none is ticked. */
export function SelectedKeys({
  listPath,
  keys,
  selection,
}: {
  listPath: string
  /** The keys on the page: only those can be seen to be ticked. */
  keys: readonly ApiKey[]
  selection: Selection
}) {
  const { search } = useLocation()
  const ticked = keys.filter(({ accessKey }) => selection.selected.has(accessKey))
  if (ticked.length === 0) return null
  const params = new URLSearchParams(search)
  for (const { accessKey } of ticked) params.append('key', accessKey)
  return (
    <div
      role="group"
      aria-label="Selected API keys"
      className="surface-raised elevate-raised fixed inset-x-4 bottom-4 z-20 mx-auto flex max-w-130 flex-wrap items-center justify-end gap-x-3 gap-y-1 rounded-default border border-primary-border px-4 py-2"
    >
      <p
        role="status"
        className="w-full grow type-body-small-strong text-primary-text xsmall:w-auto"
      >
        {ticked.length === 1 ? '1 API key selected' : `${ticked.length} API keys selected`}
      </p>
      <Button size="small" variant="ghost" sentiment="neutral" onClick={selection.clear}>
        Clear selection
      </Button>
      <ButtonLink
        size="small"
        sentiment="danger"
        icon={<Trash2 size={16} aria-hidden />}
        to={`${keyDialogs(listPath).deleteSelected}?${params.toString()}`}
      >
        Delete selected
      </ButtonLink>
    </div>
  )
}
