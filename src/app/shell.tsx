import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Outlet } from 'react-router'

import { toApiError } from '../api/errors.ts'
import { sessionQuery } from '../api/session.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Header } from './header.tsx'
import { NavigationMenu } from './navigation-menu.tsx'
import { PageLoading } from './page-loading.tsx'
import { PageTrail } from './page-trail.tsx'
import { ShellFrame } from './shell-frame.tsx'
import { SideNavigation } from './side-navigation.tsx'

const RequirementsBanner = lazy(async () => ({
  default: (await import('./requirements-banner.tsx')).RequirementsBanner,
}))

/** Header, side navigation and breadcrumbs around every page of a signed-in person. */
export function Shell() {
  const { data: session, error, refetch } = useQuery(sessionQuery)
  if (session) {
    return (
      <ShellFrame menu={<NavigationMenu />} header={<Header />} navigation={<SideNavigation />}>
        {session.requirements.length > 0 && (
          <Suspense>
            <RequirementsBanner />
          </Suspense>
        )}
        <PageTrail />
        <Outlet />
      </ShellFrame>
    )
  }
  const failure = error && toApiError(error)
  return (
    <ShellFrame navigation={<SideNavigation />}>
      {failure && failure.kind !== 'unauthenticated' ? (
        <ErrorState
          title="The console could not start"
          description={failure.message}
          onRetry={() => void refetch()}
        />
      ) : (
        <PageLoading />
      )}
    </ShellFrame>
  )
}
