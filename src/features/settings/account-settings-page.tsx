import { Outlet } from 'react-router'

import { useSession } from '../../api/session.ts'
import { MfaCard } from '../../parts/mfa-card.tsx'
import { ProfileCard } from '../../parts/profile-card.tsx'
import { SignInCredentialsCard } from '../../parts/sign-in-credentials-card.tsx'
import { paths } from '../../paths.ts'
import { ActiveSessions } from './active-sessions.tsx'
import { DisplayPreferences, ThemeAndZone } from './display-preferences.tsx'
import { SignedInWithKey } from './signed-in-with-key.tsx'

/** The Account tab of the settings: everything of one's own. */
export function AccountSettingsPage() {
  const { bearerType, capabilities, user } = useSession()
  const pagePath = paths.accountSettings()
  if (bearerType !== 'user') {
    return (
      <>
        <SignedInWithKey />
        <ThemeAndZone />
      </>
    )
  }
  return (
    <>
      {!capabilities.includes('account') && <SignedInWithKey />}
      <div className="grid items-start gap-8 small:grid-cols-2">
        <ProfileCard user={user} pagePath={pagePath} />
        <div className="flex min-w-0 flex-col gap-8">
          <SignInCredentialsCard user={user} pagePath={pagePath} />
          <MfaCard user={user} pagePath={pagePath} />
        </div>
      </div>
      <DisplayPreferences />
      {capabilities.includes('account') && <ActiveSessions />}
      <Outlet />
    </>
  )
}
