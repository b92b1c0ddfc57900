import { useCallback } from 'react'
import { useLocation, useParams } from 'react-router'

import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'

/** What a list is told when one comes back to it from a dialog. */
export interface KeyListState {
  /** The access key of the row to highlight and focus. */
  highlight?: string
}

/**
 * The list of keys behind a dialog: its path, links that keep its filters and page, and the way back.
 */
export function useKeyList() {
  const { userId, applicationId } = useParams()
  const { search } = useLocation()
  const navigate = useNavigateFromHere()
  const path = userId
    ? paths.userCredentials(userId)
    : applicationId
      ? paths.applicationApiKeys(applicationId)
      : paths.apiKeys()
  const close = useCallback(
    (state?: KeyListState) => {
      void navigate({ pathname: path, search }, { replace: true, state: state ?? null })
    },
    [navigate, path, search],
  )
  return { path, close, href: (pathname: string) => pathname + search }
}
