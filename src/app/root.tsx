import { Outlet } from 'react-router'

import { Announcer } from '../ui/announcer.tsx'
import { Toaster } from '../ui/toast.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { PageChange } from './page-change.tsx'

/** What every page has: the live regions for screen readers, toasts, and the title. */
export function Root() {
  return (
    <>
      <PageChange />
      <OfflineNotice />
      <Outlet />
      <Announcer />
      <Toaster />
    </>
  )
}
