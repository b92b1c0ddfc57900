import { useState } from 'react'

import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { SecondFactor } from './sign-in-page.tsx'
import { useAttempt } from './use-attempt.ts'

/**
 * The second step of signing in with MFA: the one-time password of the app, or a recovery code.
 *
 * @param onSecond signs in; throws what is wrong
 */
export function SignInSecondStep(props: {
  onSecond: (second: SecondFactor) => Promise<void>
  onBack: () => void
}) {
  const { onSecond, onBack } = props
  const [recovering, setRecovering] = useState(false)
  return (
    <Form
      // Another kind of code is another form, with its own failure.
      key={String(recovering)}
      recovering={recovering}
      onSubmit={(code) =>
        onSecond(
          recovering
            ? { recoveryCode: code.trim() }
            : { oneTimePassword: code.replaceAll(/\s/g, '') },
        )
      }
      onChange={() => setRecovering(!recovering)}
      onBack={onBack}
    />
  )
}

function Form(props: {
  recovering: boolean
  onSubmit: (code: string) => Promise<void>
  onChange: () => void
  onBack: () => void
}) {
  const { recovering, onSubmit, onChange, onBack } = props
  const [code, setCode] = useState('')
  const { pending, tried, failure, form, submit } = useAttempt(
    code.trim() !== '',
    {
      first: 'Your sign-in is not valid any more. Start again.',
      second: recovering
        ? 'The recovery code is not right, or was used already.'
        : 'The one-time password is not right, or was used already. Wait for the next one, and check the clock of your phone.',
    },
    () => onSubmit(code),
  )
  const label = recovering ? 'Recovery code' : 'One-time password'
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-6">
      <p className="type-body text-neutral-text">
        {recovering
          ? 'Enter one of the recovery codes that you saved when you set up MFA. Each works once.'
          : 'Enter the one-time password of 6 digits that your authenticator app shows.'}
      </p>
      {failure && <Alert sentiment="danger">{failure}</Alert>}
      <TextField
        label={label}
        name={recovering ? 'recovery-code' : 'one-time-password'}
        inputMode={recovering ? 'text' : 'numeric'}
        autoComplete={recovering ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={tried && !code.trim() ? `Enter the ${label.toLowerCase()}.` : undefined}
      />
      <Button type="submit" size="large" loading={pending} className="w-full">
        Sign in
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="ghost" sentiment="neutral" disabled={pending} onClick={onChange}>
          {recovering ? 'Use the one-time password' : 'Use a recovery code'}
        </Button>
        <Button variant="ghost" sentiment="neutral" disabled={pending} onClick={onBack}>
          Start again
        </Button>
      </div>
    </form>
  )
}
