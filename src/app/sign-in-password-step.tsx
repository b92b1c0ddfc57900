import { useState } from 'react'

import { requestSignInCode } from '../api/sign-in-api.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { PasswordField, TextField } from '../ui/text-field.tsx'
import { useAttempt } from './use-attempt.ts'

/** Longer than any password the API takes (72 bytes), short enough to be refused cheaply. */
const MAX_LENGTH = 256

/**
 * The first step of signing in: who, and the password, or a code by e-mail instead.
 *
 * @param failure what to say from the beginning
 * @param withCode whether codes by e-mail are on offer
 * @param onPassword signs in; throws what is wrong
 */
export function SignInPasswordStep(props: {
  login: string
  onLogin: (login: string) => void
  failure: string
  withCode: boolean
  onPassword: (password: string) => Promise<void>
  onCodeSent: () => void
}) {
  const { login, onLogin, withCode, onPassword, onCodeSent } = props
  const [password, setPassword] = useState('')
  const [wantsCode, setWantsCode] = useState(false)
  const { pending, tried, failure, form, submit, run } = useAttempt(
    login.trim() !== '' && password !== '',
    { first: 'The username or the password is not right.' },
    () => onPassword(password),
    props.failure,
  )
  const noLogin = (tried || wantsCode) && login.trim() === ''

  const sendCode = () => {
    setWantsCode(true)
    if (login.trim() === '') {
      form.current?.querySelector('input')?.focus()
      return
    }
    run(async () => {
      await requestSignInCode(login.trim())
      onCodeSent()
    })
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-6">
      {failure && <Alert sentiment="danger">{failure}</Alert>}
      <TextField
        label="Username or email"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={MAX_LENGTH}
        required
        value={login}
        onChange={(event) => onLogin(event.target.value)}
        error={noLogin ? 'Enter your username or email.' : undefined}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        maxLength={MAX_LENGTH}
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={tried && !password ? 'Enter your password.' : undefined}
      />
      <Button type="submit" size="large" loading={pending} className="w-full">
        Sign in
      </Button>
      {withCode && (
        <Button
          size="large"
          variant="outlined"
          sentiment="neutral"
          disabled={pending}
          className="w-full"
          onClick={sendCode}
        >
          Send me a code by email
        </Button>
      )}
    </form>
  )
}
