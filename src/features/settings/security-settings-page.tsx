import { useQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'

import { describeDuration } from '../../parts/describe-duration.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { useRight } from '../../parts/use-right.ts'
import { securityDialog } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Status } from '../../ui/status.tsx'
import { DialogLink } from './dialog-link.tsx'
import { LoginMethodsCard } from './login-methods-card.tsx'
import { MembersWithoutMfa } from './members-without-mfa.tsx'
import { type SecuritySettings, securityQuery } from './queries.ts'
import { SamlCard } from './saml-card.tsx'
import { ScimCard } from './scim-card.tsx'
import { SettingRow } from './setting-row.tsx'

/** The Security tab of the settings: what the Organization asks of members and their credentials. */
export function SecuritySettingsPage() {
  const { data: settings, error, refetch } = useQuery(securityQuery)
  const { reason } = useRight('write', 'organization')
  const failure = error && (
    <QueryError
      error={error}
      what="the security settings of this Organization"
      onRetry={() => void refetch()}
      compact={settings !== undefined}
    />
  )
  if (!settings) return failure || <Skeleton lines={8} />
  return (
    <>
      {failure}
      {reason !== undefined && <Notice>You can see these settings. {reason}</Notice>}
      <MfaCard {...{ settings, reason }} />
      <LoginMethodsCard methods={settings.loginMethods} reason={reason} />
      <RenewalCard {...{ settings, reason }} />
      <GracePeriodCard {...{ settings, reason }} />
      <CredentialsCard {...{ settings, reason }} />
      <LoginAttemptsCard {...{ settings, reason }} />
      <SamlCard reason={reason} />
      <ScimCard reason={reason} />
      <Outlet />
    </>
  )
}

interface CardProps {
  settings: SecuritySettings
  /** Why the settings may not be changed. */
  reason: string | undefined
}

function MfaCard({ settings: { enforceMfa, gracePeriodSeconds }, reason }: CardProps) {
  return (
    <Card
      title="Organization Multifactor Authentication (MFA)"
      actions={
        enforceMfa === undefined ? undefined : enforceMfa ? (
          <DialogLink dialog="stopEnforcingMfa" reason={reason}>
            Stop enforcing MFA
          </DialogLink>
        ) : (
          <ButtonLink to={securityDialog('enforceMfa')} disabledReason={reason}>
            Enforce MFA
          </ButtonLink>
        )
      }
    >
      {enforceMfa !== undefined && <Enforcement enforced={enforceMfa} />}
      <p className="type-body-small max-w-prose text-neutral-text">
        {enforceMfa === undefined
          ? 'Whether everyone must use MFA is set in the platform’s own console: its API does not tell.'
          : enforceMfa
            ? `Everyone needs a one-time password besides what they sign in with. Members who have not set it up are locked ${describeDuration(gracePeriodSeconds)} after they were first asked to.`
            : 'Everyone chooses whether to use a one-time password besides what they sign in with.'}
      </p>
      <MembersWithoutMfa />
    </Card>
  )
}

function RenewalCard({ settings, reason }: CardProps) {
  const { enforcePasswordRenewal: enforced, gracePeriodSeconds } = settings
  return (
    <Card
      title="Password renewal"
      actions={
        enforced ? (
          <DialogLink dialog="stopEnforcingRenewal" reason={reason}>
            Stop enforcing renewal
          </DialogLink>
        ) : (
          <ButtonLink to={securityDialog('enforceRenewal')} disabledReason={reason}>
            Enforce renewal
          </ButtonLink>
        )
      }
    >
      <Enforcement enforced={enforced} />
      <p className="type-body-small max-w-prose text-neutral-text">
        {enforced
          ? `Members whose password was chosen by someone else must replace it. They are locked ${describeDuration(gracePeriodSeconds)} after they were first asked to.`
          : 'Members may keep a password that someone else chose for them.'}
      </p>
    </Card>
  )
}

function GracePeriodCard({ settings, reason }: CardProps) {
  return (
    <Card
      title="Grace period"
      actions={
        <DialogLink dialog="gracePeriod" reason={reason}>
          Define grace period
        </DialogLink>
      }
    >
      <p className="type-body-strong text-neutral-text-strong">
        {describeDuration(settings.gracePeriodSeconds)}
      </p>
      <p className="type-body-small max-w-prose text-neutral-text">
        How long members have to set up MFA or to renew their password, from the time they are first
        asked to. At its end they are locked until someone unlocks them, which starts it again.
      </p>
    </Card>
  )
}

function CredentialsCard({ settings, reason }: CardProps) {
  const { maxApiKeySeconds, maxSessionSeconds } = settings
  return (
    <Card title="Credential limitations">
      <div>
        <SettingRow
          label="API keys maximum duration"
          value={maxApiKeySeconds === 0 ? 'No maximum' : describeDuration(maxApiKeySeconds)}
          description={
            maxApiKeySeconds === 0
              ? 'API keys may live forever.'
              : 'New API keys must expire within this time. Older ones are left alone.'
          }
          action={
            <DialogLink dialog="apiKeyDuration" reason={reason}>
              Set up API keys duration
            </DialogLink>
          }
        />
        <SettingRow
          label="Console session maximum duration"
          value={describeDuration(maxSessionSeconds)}
          description="After this time everyone has to sign in to the console again."
          action={
            <DialogLink dialog="sessionDuration" reason={reason} about="console session duration">
              Edit
            </DialogLink>
          }
        />
      </div>
    </Card>
  )
}

function LoginAttemptsCard({ settings, reason }: CardProps) {
  const { loginAttemptsBeforeLocked: attempts } = settings
  return (
    <Card
      title="Login attempts"
      actions={
        <DialogLink dialog="loginAttempts" reason={reason} about="login attempts">
          Edit
        </DialogLink>
      }
    >
      <p className="type-body-strong text-neutral-text-strong">
        {attempts === 1 ? '1 attempt' : `${attempts} attempts`}
      </p>
      <p className="type-body-small max-w-prose text-neutral-text">
        A member who fails to sign in this many times in a row is locked until someone unlocks the
        account.
      </p>
    </Card>
  )
}

function Enforcement({ enforced }: { enforced: boolean }) {
  return (
    <p className="type-body-small-strong text-neutral-text-strong">
      <Status sentiment={enforced ? 'success' : 'neutral'}>
        {enforced ? 'Enforced' : 'Not enforced'}
      </Status>
    </p>
  )
}
