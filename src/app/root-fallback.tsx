import { patterns } from '../paths.ts'
import { PageLoading } from './page-loading.tsx'
import { ShellFrame } from './shell-frame.tsx'
import { SideNavigation } from './side-navigation.tsx'

/** Shown until the code of the first page has arrived. */
export function RootFallback() {
  const { pathname } = window.location
  if (pathname === patterns.signIn || pathname === patterns.setup) return null
  return (
    <ShellFrame navigation={<SideNavigation />}>
      <PageLoading />
    </ShellFrame>
  )
}
