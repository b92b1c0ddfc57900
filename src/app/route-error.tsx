import { useRouteError } from 'react-router'

import { ErrorState } from '../ui/error-state.tsx'

/**
 * Instead of a page that failed to load or to render. Trying again loads the console anew, since the
 * usual cause is a new version on the server that no longer has the old one's files.
 */
export function RouteError() {
  const error = useRouteError()
  const offline = !navigator.onLine
  return (
    <div className="p-6">
      <h1 className="sr-only">This page could not be shown</h1>
      <ErrorState
        title={offline ? 'You are offline' : 'This page could not be shown'}
        description={
          offline
            ? 'The page was not loaded yet. Try again once you are connected.'
            : isLoadFailure(error)
              ? 'A part of the console could not be loaded. It may have been updated meanwhile: try again.'
              : 'Something went wrong in the console. Try again; if it happens again, tell your administrator.'
        }
        onRetry={() => window.location.reload()}
      />
    </div>
  )
}

/** Browsers agree on the kind of error, not on its words, when a module cannot be fetched. */
function isLoadFailure(error: unknown): boolean {
  return error instanceof TypeError && /import|module|fetch|load/i.test(error.message)
}
