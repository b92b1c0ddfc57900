import { useState } from 'react'

import { requestSignInCode } from '../api/sign-in-api.ts'
import { Alert } from '../ui/alert.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useAttempt } from './use-attempt.ts'

/**
 * Signing in with a code that was sent by e-mail.
 *
 * @param onCode signs in; throws what is wrong
 */
export function SignInCodeStep(props: {
  login: string
  onCode: (code: string) => Promise<void>
  onBack: () => void
}) {
  const { login, onCode, onBack } = props
  const [code, setCode] = useState('')
  const { pending, tried, failure, form, submit, run } = useAttempt(
    code.trim() !== '',
    { first: 'The code is not right, or its time is over.' },
    () => onCode(code.trim()),
  )
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-6">
      <p className="type-body text-neutral-text">
        If <strong className="type-body-strong wrap-anywhere">{login}</strong> may sign in this way,
        a code is on its way to the email address of the account. It works once, within 10 minutes.
      </p>
      {failure && <Alert sentiment="danger">{failure}</Alert>}
      <TextField
        label="Code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={tried && !code.trim() ? 'Enter the code from the email.' : undefined}
      />
      <Button type="submit" size="large" loading={pending} className="w-full">
        Sign in
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="ghost"
          sentiment="neutral"
          disabled={pending}
          onClick={() =>
            run(async () => {
              await requestSignInCode(login)
              announce('If the last code is a minute old, another is on its way.')
            })
          }
        >
          Send another code
        </Button>
        <Button variant="ghost" sentiment="neutral" disabled={pending} onClick={onBack}>
          Use the password
        </Button>
      </div>
    </form>
  )
}
