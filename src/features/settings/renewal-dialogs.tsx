import { useQuery } from '@tanstack/react-query'

import { describeDuration } from '../../parts/describe-duration.ts'
import { securityQuery } from './queries.ts'
import { SettingConfirm } from './setting-confirm.tsx'
import { useUpdateSecuritySettings } from './setting-writes.ts'

/** Asks before members have to replace passwords that others chose for them. */
export function EnforceRenewalDialog() {
  const { data: settings } = useQuery(securityQuery)
  const update = useUpdateSecuritySettings()
  if (!settings) return null
  return (
    <SettingConfirm
      title="Enforce password renewal"
      word="ENFORCE"
      confirmLabel="Confirm"
      run={() => update.mutateAsync({ enforcePasswordRenewal: true })}
      done="Password renewal is enforced"
    >
      <p>
        Members whose password was chosen by someone else are asked to replace it when they next use
        the console. They have {describeDuration(settings.gracePeriodSeconds)} for that; then they
        are locked until someone unlocks them.
      </p>
      <p>Nobody who chose their own password is asked, and the Owner is never locked.</p>
    </SettingConfirm>
  )
}

/** Asks before members may keep passwords that others chose for them. */
export function StopEnforcingRenewalDialog() {
  const update = useUpdateSecuritySettings()
  return (
    <SettingConfirm
      title="Stop enforcing password renewal"
      word="STOP"
      confirmLabel="Confirm"
      run={() => update.mutateAsync({ enforcePasswordRenewal: false })}
      done="Password renewal is not enforced any more"
    >
      <p>Members may keep a password that someone else chose for them, and may know.</p>
      <p>
        Running grace periods end. Members who were locked stay locked until someone unlocks them.
      </p>
    </SettingConfirm>
  )
}
