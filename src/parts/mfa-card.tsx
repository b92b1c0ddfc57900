import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useLocation } from 'react-router'

import { useSession } from '../api/session.ts'
import { accountDialogs } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Status } from '../ui/status.tsx'
import { userName } from './user-name.ts'
import { useUserReasons } from './user-reasons.ts'

/**
 * Whether a user signs in with a second factor, with the dialogs that set it up, for oneself, and that
 * disable it.
 *
 * @param pagePath address of the page that mounts the dialogs `setUpMfa` and `disableMfa`
 */
export function MfaCard({ user, pagePath }: { user: User; pagePath: string }) {
  const { search } = useLocation()
  const session = useSession()
  const reasons = useUserReasons(user)
  const dialogs = accountDialogs(pagePath)
  const isSelf = user.id === session.user.id
  const name = userName(user)
  return (
    <Card title="Multifactor authentication (MFA)">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-2">
          <p className="type-body-small-strong text-neutral-text-strong">
            <Status sentiment={user.mfa ? 'success' : 'neutral'}>
              {user.mfa ? 'Enabled' : 'Disabled'}
            </Status>
          </p>
          <p className="type-body-small max-w-prose text-neutral-text">
            {user.mfa
              ? isSelf
                ? 'Signing in asks for a one-time password of your authenticator app, or for a recovery code. To get new recovery codes, disable MFA and set it up again.'
                : `Signing in asks ${name} for a one-time password. If ${name} has lost the app and the recovery codes, disable MFA so that it can be set up again.`
              : isSelf
                ? 'With MFA, signing in asks for your password and for a one-time password that an app on your phone shows.'
                : `Only ${name} can set up MFA, on the own page.`}
          </p>
        </div>
        {user.mfa ? (
          <ButtonLink
            to={dialogs.disableMfa + search}
            variant="outlined"
            sentiment="danger"
            {...(reasons.mfa !== undefined && { disabledReason: reasons.mfa })}
          >
            Disable MFA
          </ButtonLink>
        ) : (
          isSelf && (
            <ButtonLink
              to={dialogs.setUpMfa + search}
              {...(reasons.mfa !== undefined && { disabledReason: reasons.mfa })}
            >
              Set up MFA
            </ButtonLink>
          )
        )}
      </div>
    </Card>
  )
}
