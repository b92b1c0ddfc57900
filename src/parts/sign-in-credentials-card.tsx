import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useLocation } from 'react-router'

import { accountDialogs } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { EditRow } from './edit-row.tsx'
import { useUserReasons } from './user-reasons.ts'

/**
 * The username and the password that a user signs in with, each with its dialog.
 *
 * @param pagePath address of the page that mounts the dialogs `username` and `password`
 */
export function SignInCredentialsCard({ user, pagePath }: { user: User; pagePath: string }) {
  const { search } = useLocation()
  const reasons = useUserReasons(user)
  const dialogs = accountDialogs(pagePath)
  return (
    <Card title="Sign-in credentials">
      <div className="flex flex-col">
        <EditRow
          label="Username"
          value={user.username || '—'}
          to={dialogs.username + search}
          editLabel="Edit username"
          disabledReason={reasons.username}
        />
        <EditRow
          label="Password"
          value={
            <>
              <span aria-hidden>••••••••••••</span>
              <span className="sr-only">Not shown</span>
            </>
          }
          to={dialogs.password + search}
          editLabel="Edit password"
          disabledReason={reasons.password}
        />
      </div>
    </Card>
  )
}
