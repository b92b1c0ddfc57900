import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useLocation, useParams } from 'react-router'

import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { userQuery } from './queries.ts'

/** Whom a dialog over the user's page is about, and the way back to where one came from. */
export interface UserDialog {
  /** Undefined until it is read. */
  user: User | undefined
  userId: string
  /** The list that one came from, with its search and page; undefined when one came from elsewhere. */
  returnTo: string | undefined
  close: () => void
}

/** For the dialogs that lock, unlock and delete a user. */
export function useUserDialog(): UserDialog {
  const { userId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const returnTo = listOf(useLocation().state)
  const { data: user } = useQuery(userQuery(userId))
  const close = useCallback(() => {
    void navigate(returnTo ?? paths.user(userId), { replace: true, preventScrollReset: true })
  }, [navigate, returnTo, userId])
  return { user, userId, returnTo, close }
}

function listOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('returnTo' in state)) return undefined
  return typeof state.returnTo === 'string' ? state.returnTo : undefined
}
