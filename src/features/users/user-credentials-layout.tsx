import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from 'react-router'

import { MfaCard } from '../../parts/mfa-card.tsx'
import { SignInCredentialsCard } from '../../parts/sign-in-credentials-card.tsx'
import { paths } from '../../paths.ts'
import { userQuery } from './queries.ts'

/** The Credentials tab of a user: API keys, which the child route shows, and how the user signs in. */
export function UserCredentialsLayout() {
  const { userId = '' } = useParams()
  const { data: user } = useQuery(userQuery(userId))
  const pagePath = paths.userCredentials(userId)
  return (
    <div className="flex flex-col gap-8">
      <Outlet />
      {user && (
        <>
          <SignInCredentialsCard user={user} pagePath={pagePath} />
          <MfaCard user={user} pagePath={pagePath} />
        </>
      )}
    </div>
  )
}
