import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { replace, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import type { LoaderFunctionArgs } from 'react-router'

import { signIn } from '../api/console-api.ts'
import type { Session } from '../api/console-api.ts'
import { toApiError } from '../api/errors.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'
import { Alert } from '../ui/alert.tsx'
import { BrandMark } from '../ui/brand-mark.tsx'
import { Button } from '../ui/button.tsx'
import { PasswordField, TextField } from '../ui/text-field.tsx'
import { safeReturnTo } from './return-to.ts'
import { redeemSignInToken } from './sign-in-token.ts'

/** Longer than any password the API takes (72 bytes), short enough to be refused cheaply. */
const MAX_LENGTH = 256

/** Signs in by the one-time link that opened the page, if one did; gives the sentence if it failed. */
export async function signInLoader({ request }: LoaderFunctionArgs): Promise<string | Response> {
  try {
    const session = await redeemSignInToken()
    if (!session) return ''
    keep(session)
  } catch (error) {
    const failure = toApiError(error)
    return failure.kind === 'unauthenticated'
      ? 'This sign-in link has been used already or has expired. Sign in with your password, or ask for a new link.'
      : failure.message
  }
  const url = new URL(request.url)
  return replace(safeReturnTo(url.searchParams.get('returnTo'), url.origin))
}

/** Sign-in with user name or e-mail and password. */
export function SignInPage() {
  const linkFailure: string = useLoaderData()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState(linkFailure)
  const [missing, setMissing] = useState(false)

  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (pending) return
    setMissing(true)
    if (!login.trim() || !password) return
    setPending(true)
    setFailure('')
    try {
      keep(await signIn({ login: login.trim(), password }))
      await navigate(safeReturnTo(params.get('returnTo'), window.location.origin), {
        replace: true,
      })
    } catch (error) {
      const { kind, message } = toApiError(error)
      setFailure(
        kind === 'unauthenticated' ? 'The user name or the password is not right.' : message,
      )
    } finally {
      setPending(false)
    }
  }

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-104 flex-col justify-center gap-8 px-4 py-12">
      <div className="flex items-center gap-2 text-primary-text">
        <BrandMark />
        <span className="font-heading text-[1.25rem] leading-6 font-semibold">IAM Console</span>
      </div>
      <h1 className="type-heading text-neutral-text-strong">Sign in</h1>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
        {failure && <Alert sentiment="danger">{failure}</Alert>}
        <TextField
          label="User name or email"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={MAX_LENGTH}
          required
          value={login}
          onChange={(event) => setLogin(event.target.value)}
          error={missing && !login.trim() ? 'Enter your user name or email.' : undefined}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          maxLength={MAX_LENGTH}
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={missing && !password ? 'Enter your password.' : undefined}
        />
        <Button type="submit" size="large" loading={pending} className="w-full">
          Sign in
        </Button>
      </form>
    </main>
  )
}

function keep(session: Session): void {
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, session)
}
