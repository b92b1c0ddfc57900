import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { durationProblem } from './chosen-duration.ts'
import { DurationField } from './duration-field.tsx'
import { inSeconds, toDuration, toParts, YEAR } from './durations.ts'
import { securityQuery } from './queries.ts'
import { useUpdateSecuritySettings } from './setting-writes.ts'
import { useClose } from './use-close.ts'

/** Sets how long members have for what the security settings ask of them. */
export function GracePeriodDialog() {
  const { data: settings } = useQuery(securityQuery)
  return settings ? <GracePeriodForm seconds={settings.gracePeriodSeconds} /> : null
}

function GracePeriodForm({ seconds }: { seconds: number }) {
  const close = useClose(paths.securitySettings())
  const update = useUpdateSecuritySettings()
  const [first] = useState(() => toParts(seconds))
  const [duration, setDuration] = useState(first)
  const [problem, setProblem] = useState<string>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (update.isPending) return
    const wrong = durationProblem(duration, YEAR)
    setProblem(wrong)
    if (wrong !== undefined) return
    try {
      await update.mutateAsync({ gracePeriodDuration: toDuration(inSeconds(duration)) })
    } catch {
      // The dialog says why, from the mutation's state.
      return
    }
    toast({ sentiment: 'success', text: 'Grace period saved' })
    close()
  }

  return (
    <FormDialog
      title="Define grace period"
      dirty={duration !== first}
      pending={update.isPending}
      error={update.error && toApiError(update.error).message}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <DurationField
        label="Grace period"
        value={duration}
        onChange={setDuration}
        error={problem}
        hint="From 1 hour to 365 days."
      />
      <p className="type-body-small text-neutral-text">
        Grace periods that run already get the new length, too, counted from their start. A shorter
        one locks members whose time is over by it when they next use the console.
      </p>
    </FormDialog>
  )
}
