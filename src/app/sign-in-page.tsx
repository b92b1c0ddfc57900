import { useEffect, useState } from 'react'
import { replace, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import type { LoaderFunctionArgs } from 'react-router'

import { getSignInOptions, signIn } from '../api/console-api.ts'
import type { Session } from '../api/console-api.ts'
import { toApiError } from '../api/errors.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'
import { paths } from '../paths.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import { safeReturnTo } from './return-to.ts'
import { SignInCodeStep } from './sign-in-code-step.tsx'
import { SignInPasswordStep } from './sign-in-password-step.tsx'
import { SignInSecondStep } from './sign-in-second-step.tsx'
import { redeemSignInToken } from './sign-in-token.ts'

/** What the first step proves; with it goes the second factor, where one is asked for. */
type FirstFactor = { login: string } & ({ password: string } | { code: string })

/** A second factor: the app's one-time password, or a recovery code. */
export type SecondFactor = { oneTimePassword: string } | { recoveryCode: string }

const HEADINGS = {
  password: 'Sign in',
  code: 'Enter your sign-in code',
  second: 'Confirm that it is you',
} as const

/** Signs in by the one-time link that opened the page, if one did; gives the sentence if it failed. */
export async function signInLoader({ request }: LoaderFunctionArgs): Promise<string | Response> {
  const url = new URL(request.url)
  const returnTo = safeReturnTo(url.searchParams.get('returnTo'), url.origin)
  try {
    const session = await redeemSignInToken()
    if (!session) return ''
    keep(session)
    return replace(session.requirements.length > 0 ? paths.checklist() : returnTo)
  } catch (error) {
    const failure = toApiError(error)
    return failure.kind === 'unauthenticated'
      ? 'This sign-in link has been used already or has expired. Sign in with your password, or ask for a new link.'
      : failure.message
  }
}

/**
 * Sign-in with the password or a code sent by e-mail, and then with the second factor where MFA is on.
 * What was typed in one step stays in memory for the next.
 */
export function SignInPage() {
  const linkFailure: string = useLoaderData()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const withCode = useCodesOnOffer()
  const [login, setLogin] = useState('')
  const [step, setStep] = useState<'password' | 'code' | 'second'>('password')
  const [first, setFirst] = useState<FirstFactor>()

  const enter = async (factor: FirstFactor, second?: SecondFactor) => {
    const session = await signIn({ ...factor, ...second })
    keep(session)
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
    <main className="mx-auto flex min-h-dvh w-full max-w-104 flex-col justify-center gap-8 px-4 py-12">
      <div className="flex items-center gap-2 text-primary-text">
        <BrandMark />
        <span className="type-heading-small-stronger">IAM Console</span>
      </div>
      <h1 className="type-heading text-neutral-text-strong">{HEADINGS[step]}</h1>
      {step === 'password' && (
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
    </main>
  )
}

/**
 * Whether codes by e-mail are on offer; not until it is known. The cache has no part in it, since it
 * goes with every session.
 */
function useCodesOnOffer(): boolean {
  const [onOffer, setOnOffer] = useState(false)
  useEffect(() => {
    let mounted = true
    getSignInOptions().then(
      ({ code }) => mounted && setOnOffer(code),
      // The password is enough to go on with.
      () => undefined,
    )
    return () => {
      mounted = false
    }
  }, [])
  return onOffer
}

function keep(session: Session): void {
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, session)
}
