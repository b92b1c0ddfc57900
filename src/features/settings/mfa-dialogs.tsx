import { useQuery } from '@tanstack/react-query'

import { describeDuration } from '../../parts/describe-duration.ts'
import { MembersWithoutMfa } from './members-without-mfa.tsx'
import { securityQuery } from './queries.ts'
import { SettingConfirm } from './setting-confirm.tsx'
import { useUpdateOrganization } from './setting-writes.ts'

/** Asks before MFA is enforced, and says whom that hits. */
export function EnforceMfaDialog() {
  const { data: settings } = useQuery(securityQuery)
  const update = useUpdateOrganization()
  if (settings?.enforceMfa === undefined) return null
  const grace = describeDuration(settings.gracePeriodSeconds)
  return (
    <SettingConfirm
      title="Enforce MFA"
      word="ENFORCE"
      confirmLabel="Enforce MFA"
      run={() => update.mutateAsync({ enforceMfa: true })}
      done="MFA is enforced"
    >
      <MembersWithoutMfa linked={false} />
      <p>
        Members without MFA are asked to set it up when they next use the console. They have {grace}{' '}
        for that; then they are locked until someone unlocks them. The Owner is asked too, but never
        locked.
      </p>
      <p>API keys go on working, except those of members who get locked.</p>
    </SettingConfirm>
  )
}

/** Asks before MFA is left to everyone's choice. */
export function StopEnforcingMfaDialog() {
  const update = useUpdateOrganization()
  return (
    <SettingConfirm
      title="Stop enforcing MFA"
      word="STOP"
      confirmLabel="Stop enforcing MFA"
      run={() => update.mutateAsync({ enforceMfa: false })}
      done="MFA is not enforced any more"
    >
      <p>
        Nobody has to set up MFA any more, and everyone may switch it off. Those who have it keep it
        until they do.
      </p>
      <p>
        Running grace periods end. Members who were locked stay locked until someone unlocks them.
      </p>
    </SettingConfirm>
  )
}
