import { useEffect, useSyncExternalStore } from 'react'

import { useLazyPart } from './lazy-part.ts'
import { currentToasts, subscribeToToasts } from './toast-store.ts'

export { toast } from './toast-store.ts'

const loadContent = () => import('./toast-content.tsx').then((module) => module.ToastContent)

/** Where toasts appear. The shell mounts one; its code comes with the first toast. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts)
  const { Part: Content, fetchPart } = useLazyPart(loadContent)
  const needed = toasts.length > 0 && !Content
  useEffect(() => {
    // Without its code a toast is still announced; there is nowhere better to tell the failure.
    if (needed) fetchPart().catch(() => undefined)
  }, [needed, fetchPart])
  return Content ? <Content toasts={toasts} /> : null
}
