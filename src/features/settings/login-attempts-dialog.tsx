import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { securityQuery } from './queries.ts'
import { useUpdateSecuritySettings } from './setting-writes.ts'
import { useClose } from './use-close.ts'

const { greaterThanOrEqual: FEWEST, lessThanOrEqual: MOST } =
  ValidationRules.UpdateOrganizationSecuritySettingsRequest.loginAttemptsBeforeLocked

/** Sets after how many failures to sign in a member is locked. */
export function LoginAttemptsDialog() {
  const { data: settings } = useQuery(securityQuery)
  return settings ? <LoginAttemptsForm attempts={settings.loginAttemptsBeforeLocked} /> : null
}

function LoginAttemptsForm({ attempts }: { attempts: number }) {
  const close = useClose(paths.securitySettings())
  const update = useUpdateSecuritySettings()
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { attempts: String(attempts) },
  })
  const { errors, isDirty } = formState

  const submit = handleSubmit(async (values) => {
    if (update.isPending) return
    try {
      await update.mutateAsync({ loginAttemptsBeforeLocked: Number(values.attempts) })
    } catch (error) {
      const shown = applyFieldErrors(error, setError, { login_attempts_before_locked: 'attempts' })
      if (!shown) setError('root', { message: toApiError(error).message })
      return
    }
    toast({ sentiment: 'success', text: 'Login attempts saved' })
    close()
  })

  return (
    <FormDialog
      title="Login attempts before an account is locked"
      dirty={isDirty}
      pending={update.isPending}
      error={errors.root?.message}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <TextField
        label="Login attempts"
        required
        inputMode="numeric"
        hint={`From ${FEWEST} to ${MOST}.`}
        error={errors.attempts?.message}
        {...register('attempts', { validate: (text) => attemptsProblem(text) ?? true })}
      />
      <p className="type-body-small text-neutral-text">
        A member who fails this many times in a row is locked, and their API keys stop working,
        until someone unlocks the account. Signing in starts the count again. The Owner is never
        locked.
      </p>
    </FormDialog>
  )
}

function attemptsProblem(text: string): string | undefined {
  const attempts = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN
  return attempts >= FEWEST && attempts <= MOST
    ? undefined
    : `Enter a whole number from ${FEWEST} to ${MOST}.`
}
