import { useQuery } from '@tanstack/react-query'

import { DurationDialog } from './duration-dialog.tsx'
import { toDuration, YEAR } from './durations.ts'
import { securityQuery } from './queries.ts'
import { useUpdateSecuritySettings } from './setting-writes.ts'

/** Sets the longest life of new API keys. */
export function ApiKeyDurationDialog() {
  const { data: settings } = useQuery(securityQuery)
  const update = useUpdateSecuritySettings()
  if (!settings) return null
  return (
    <DurationDialog
      title="Set up API keys duration"
      legend="Maximum duration"
      seconds={settings.maxApiKeySeconds}
      bounds={{ longest: 10 * YEAR, noneLabel: 'No maximum' }}
      save={(seconds) => update.mutateAsync({ maxApiKeyExpirationDuration: toDuration(seconds) })}
      done="API keys duration saved"
      describe={describeApiKeyMaximum}
    />
  )
}

/** Sets after how long everyone has to sign in again. */
export function SessionDurationDialog() {
  const { data: settings } = useQuery(securityQuery)
  const update = useUpdateSecuritySettings()
  if (!settings) return null
  const { maxSessionSeconds } = settings
  return (
    <DurationDialog
      title="Console session maximum duration"
      legend="Maximum duration"
      seconds={maxSessionSeconds}
      bounds={{ longest: YEAR }}
      save={(seconds) => update.mutateAsync({ maxLoginSessionDuration: toDuration(seconds) })}
      done="Console session duration saved"
      describe={(seconds) =>
        seconds < maxSessionSeconds
          ? 'This holds for the sessions that run, too, counted from their sign-in: those that are older end at once, and yours may be one of them.'
          : 'Sessions that run keep the end they have; the next sign-in gets the new one.'
      }
    />
  )
}

function describeApiKeyMaximum(seconds: number): string {
  const rule =
    seconds === 0
      ? 'New API keys may be made without an expiration.'
      : 'New API keys must expire within this time, whoever bears them, the Owner included.'
  return `${rule} API keys that exist already are left untouched.`
}
