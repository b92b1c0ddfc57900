import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../api/errors.ts'
import { useSession } from '../api/session.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TextField } from '../ui/text-field.tsx'
import { FormBody } from './form-dialog.tsx'
import { QrCode } from './qr-code.tsx'
import { useCreateOneTimePassword, useValidateOneTimePassword } from './user-operations.ts'
import { oneTimePasswordOf, oneTimePasswordProblem } from './user-rules.ts'

/**
 * Gives an authenticator app its secret, as a QR code or to type by hand, and checks the first
 * one-time password of it.
 */
export function AuthenticatorStep(props: {
  user: User
  onRecoveryCodes: (codes: readonly string[]) => void
  onCancel: () => void
}) {
  const { user, onRecoveryCodes, onCancel } = props
  // The secret lives here and nowhere else.
  const [secret, setSecret] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const { mutateAsync: create } = useCreateOneTimePassword(user.id, setSecret)
  const started = useRef(false)

  const start = useCallback(async () => {
    setFailure(undefined)
    try {
      await create()
    } catch (error) {
      setFailure(toApiError(error).message)
    }
  }, [create])

  useEffect(() => {
    // Each request makes a new secret that replaces the former: one is enough.
    if (started.current) return
    started.current = true
    void start()
  }, [start])

  if (failure !== undefined) {
    return (
      <ErrorState
        title="MFA cannot be set up now"
        description={failure}
        onRetry={() => void start()}
      />
    )
  }
  if (secret === undefined) return <Skeleton lines={6} />
  return <CodeForm {...{ user, secret, onRecoveryCodes, onCancel }} />
}

function CodeForm(props: {
  user: User
  secret: string
  onRecoveryCodes: (codes: readonly string[]) => void
  onCancel: () => void
}) {
  const { user, secret, onRecoveryCodes, onCancel } = props
  const { organization } = useSession()
  const validation = useValidateOneTimePassword(user.id, onRecoveryCodes)
  const { register, handleSubmit, setError, setFocus, formState } = useForm({
    defaultValues: { code: '' },
  })
  const { errors, isSubmitting } = formState

  useEffect(() => setFocus('code'), [setFocus])

  const submit = handleSubmit(async ({ code }) => {
    try {
      await validation.mutateAsync(oneTimePasswordOf(code))
    } catch (error) {
      if (!applyFieldErrors(error, setError, { one_time_password: 'code' })) {
        setError('root', { message: toApiError(error).message })
      }
    }
  })

  return (
    <FormBody
      error={errors.root?.message}
      pending={isSubmitting}
      submitLabel="Enable MFA"
      onSubmit={(event) => void submit(event)}
      onCancel={onCancel}
    >
      <ol className="type-body flex list-decimal flex-col gap-6 pl-6 text-neutral-text">
        <li className="flex-col gap-4 pl-2">
          <p>Scan this code with an authenticator app on your phone.</p>
          <div className="mt-4 flex flex-wrap items-start gap-6">
            <QrCode
              text={secretUri(secret, organization.name, user.username)}
              label="QR code for your authenticator app. The setup key beside it says the same."
            />
            <div className="flex min-w-0 flex-1 basis-60 flex-col gap-2">
              <SecretField label="Setup key" value={secret} copyLabel="Copy setup key" />
              <p className="type-caption text-neutral-text-weak">
                If you cannot scan, type this key into the app. It makes time-based passwords of 6
                digits.
              </p>
            </div>
          </div>
        </li>
        <li className="pl-2">
          <p className="mb-4">Enter the one-time password that the app shows.</p>
          <TextField
            label="One-time password"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            className="max-w-60"
            error={errors.code?.message}
            {...register('code', { validate: (code) => oneTimePasswordProblem(code) ?? true })}
          />
        </li>
      </ol>
    </FormBody>
  )
}

/** What authenticator apps read; the label names the account in the app's list. */
function secretUri(secret: string, organizationName: string, username: string): string {
  const issuer = `IAM Console ${organizationName}`.replaceAll(':', ' ')
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`
  const query = new URLSearchParams({
    secret,
    issuer,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  // Some apps show the plus sign of a query's spaces.
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`
}
