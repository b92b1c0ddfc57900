import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useLocation, useParams } from 'react-router'

import { useSession } from '../api/session.ts'
import { userQuery } from '../features/users/queries.ts'
import { useNavigateFromHere } from './use-navigate-from-here.ts'

/** Whom a dialog about a user is about, and the way back to the page it is over. */
export interface AccountDialog {
  /** Undefined until it is read. */
  user: User | undefined
  isSelf: boolean
  close: () => void
}

/**
 * For the dialogs of `accountDialogs`: they are about the user in the address, or about oneself where
 * the address names none.
 */
export function useAccountDialog(): AccountDialog {
  const { userId } = useParams()
  const { user: self } = useSession()
  const { pathname, search } = useLocation()
  const navigate = useNavigateFromHere()
  const { data: user } = useQuery(userQuery(userId ?? self.id))
  const page = pathname.replace(/\/[^/]+\/?$/, '')
  const close = useCallback(() => {
    void navigate({ pathname: page, search }, { replace: true, preventScrollReset: true })
  }, [navigate, page, search])
  return { user, isSelf: (userId ?? self.id) === self.id, close }
}
