import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'

/** Says that the browser has no network, for as long as it has none. */
export function OfflineNotice() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <output className="block">
      {!online && (
        <span className="flex items-center justify-center gap-2 tone-warning bg-tone-background px-4 py-2 text-center type-body-small-strong text-tone-text">
          <WifiOff aria-hidden size={16} className="shrink-0" />
          You are offline. What you see may be out of date, and changes cannot be saved.
        </span>
      )}
    </output>
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
