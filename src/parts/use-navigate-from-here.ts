import { useCallback } from 'react'
import { type NavigateOptions, type To, useLocation, useNavigate } from 'react-router'

/**
 * For what follows a write: `navigate` that leads nowhere once the person has left the page or dialog.
 * Whoever went elsewhere while the write was on its way stays there.
 */
export function useNavigateFromHere(): (to: To, options?: NavigateOptions) => Promise<void> {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return useCallback(
    async (to, options) => {
      if (window.location.pathname === pathname) await navigate(to, options)
    },
    [navigate, pathname],
  )
}
