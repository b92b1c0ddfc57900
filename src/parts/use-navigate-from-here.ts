import { useCallback } from 'react'
import { type NavigateOptions, type To, useLocation, useNavigate } from 'react-router'

import { destination } from './destination.ts'

/**
 * For what follows a write: `navigate` that leads nowhere once the person has left the page or dialog,
 * or is about to, while the next page is on its way.
 * Whoever went elsewhere while the write was on its way stays there.
 */
export function useNavigateFromHere(): (to: To, options?: NavigateOptions) => Promise<void> {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return useCallback(
    async (to, options) => {
      if (destination() === pathname) await navigate(to, options)
    },
    [navigate, pathname],
  )
}
