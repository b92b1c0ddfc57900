import { useState } from 'react'
import { replace, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import type { LoaderFunctionArgs } from 'react-router'

import { toApiError } from '../api/errors.ts'
import { getSignInOptions, signIn } from '../api/sign-in-api.ts'
import type { Credentials, SignInOptions } from '../api/sign-in-api.ts'
import { paths } from '../paths.ts'
import { EntryPage } from './entry-page.tsx'
import { keepSession } from './keep-session.ts'
import { safeReturnTo } from './return-to.ts'
import { SignInCodeStep } from './sign-in-code-step.tsx'
import { SignInKeyStep } from './sign-in-key-step.tsx'
import { SignInPasswordStep } from './sign-in-password-step.tsx'
import { SignInSecondStep } from './sign-in-second-step.tsx'
import { takenSignInToken } from './sign-in-token.ts'

/** What the first step proves; with it goes the second factor, where one is asked for. */
type FirstFactor = { login: string } & ({ password: string } | { code: string })

/** A second factor: the app's one-time password, or a recovery code. */
export type SecondFactor = { oneTimePassword: string } | { recoveryCode: string }

const HEADINGS = {
  password: 'Sign in',
  code: 'Enter your sign-in code',
  second: 'Confirm that it is you',
} as const

/** What the page begins with. */
interface SignInStart {
  /** Why the one-time link that opened the page did not sign in; empty when none did. */
  failure: string
  /** Whether codes by e-mail are on offer. */
  withCode: boolean
  /** Host of the platform whose API keys sign in here; undefined where people have passwords. */
  upstream: string | undefined
}

/**
 * Signs in by the one-time link that opened the page, if one did. Where nobody can sign in yet, the
 * server is to be set up.
 */
export async function signInLoader({
  request,
}: LoaderFunctionArgs): Promise<SignInStart | Response> {
  const url = new URL(request.url)
  const returnTo = safeReturnTo(url.searchParams.get('returnTo'), url.origin)
  try {
    const token = takenSignInToken()
    if (token === undefined) return await start('')
    const session = await signIn({ token })
    keepSession(session)
    return replace(session.requirements.length > 0 ? paths.checklist() : returnTo)
  } catch (error) {
    const failure = toApiError(error)
    return start(
      failure.kind === 'unauthenticated'
        ? 'This sign-in link has been used already or has expired. Sign in with your password, or ask for a new link.'
        : failure.message,
    )
  }
}

async function start(failure: string): Promise<SignInStart | Response> {
  // Without an answer, the password is enough to go on with.
  const options: SignInOptions = await getSignInOptions().catch(() => ({ code: false }))
  const { code, setup, upstream } = options
  return setup === true ? replace(paths.setup()) : { failure, withCode: code, upstream }
}

/**
 * Sign-in with the password or a code sent by e-mail, and then with the second factor where MFA is on.
 * What was typed in one step stays in memory for the next.
 */
export function SignInPage() {
  const { failure: linkFailure, withCode, upstream } = useLoaderData<SignInStart>()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [login, setLogin] = useState('')
  const [step, setStep] = useState<'password' | 'code' | 'second'>('password')
  const [first, setFirst] = useState<FirstFactor>()

  const enter = (factor: FirstFactor, second?: SecondFactor) => enterWith({ ...factor, ...second })
  const enterWith = async (credentials: Credentials) => {
    const session = await signIn(credentials)
    keepSession(session)
    const returnTo = safeReturnTo(params.get('returnTo'), window.location.origin)
    await (session.requirements.length > 0
      ? navigate(paths.checklist(), { replace: true, state: { returnTo } })
      : navigate(returnTo, { replace: true }))
  }
  /** Throws what is wrong with the first factor; a missing second one opens its step. */
  const enterFirst = async (factor: FirstFactor) => {
    try {
      await enter(factor)
    } catch (error) {
      if (toApiError(error).details.reason !== 'one_time_password_required') throw error
      setFirst(factor)
      setStep('second')
    }
  }
  const startAgain = () => {
    setFirst(undefined)
    setStep('password')
  }

  return (
    <EntryPage title={HEADINGS[step]}>
      {upstream !== undefined && <SignInKeyStep upstream={upstream} onKey={enterWith} />}
      {upstream === undefined && step === 'password' && (
        <SignInPasswordStep
          login={login}
          onLogin={setLogin}
          failure={linkFailure}
          withCode={withCode}
          onPassword={(password) => enterFirst({ login: login.trim(), password })}
          onCodeSent={() => setStep('code')}
        />
      )}
      {step === 'code' && (
        <SignInCodeStep
          login={login.trim()}
          onCode={(code) => enterFirst({ login: login.trim(), code })}
          onBack={startAgain}
        />
      )}
      {step === 'second' && first && (
        <SignInSecondStep onSecond={(second) => enter(first, second)} onBack={startAgain} />
      )}
    </EntryPage>
  )
}
