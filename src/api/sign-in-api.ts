import { callConsole } from './console-call.ts'
import { type Session, type SessionAnswer, sessionOf } from './session-api.ts'

/**
 * What signs a user in: user name or e-mail with the password or with a code sent by e-mail, and with
 * it a one-time password or a recovery code where MFA is on; or the token of a one-time link.
 */
export type Credentials =
  | ({ login: string } & ({ password: string } | { code: string }) & {
        oneTimePassword?: string | undefined
        recoveryCode?: string | undefined
      })
  | { token: string }
  | { accessKey: string; secretKey: string; organizationId?: string | undefined }

/**
 * Signs in.
 *
 * @throws ApiError of kind `unauthenticated` when the credentials are wrong; `details.reason` is then
 *   `not_found`, `one_time_password_required` or `one_time_password_invalid`
 */
export async function signIn(credentials: Credentials): Promise<Session> {
  const body =
    'token' in credentials
      ? credentials
      : 'accessKey' in credentials
        ? {
            access_key: credentials.accessKey,
            secret_key: credentials.secretKey,
            organization_id: credentials.organizationId,
          }
        : {
            login: credentials.login,
            ...('code' in credentials
              ? { code: credentials.code }
              : { password: credentials.password }),
            one_time_password: credentials.oneTimePassword,
            recovery_code: credentials.recoveryCode,
          }
  return sessionOf(await callConsole<SessionAnswer>('POST', '/console/v1/session', body))
}

/** Asks for a sign-in code by e-mail; whether the user exists is not told. @throws ApiError */
export async function requestSignInCode(login: string): Promise<void> {
  await callConsole('POST', '/console/v1/session/code', { login })
}

/** How one signs in. */
export interface SignInOptions {
  /** By a code sent by e-mail, besides the password. */
  code: boolean
  setup?: boolean
  /** With an API key of the platform whose API is at this host, and in no other way. */
  upstream?: string
}

/**
 * Which ways of signing in there are besides the password, and whether nobody can sign in because the
 * server is to be set up first. @throws ApiError
 */
export async function getSignInOptions(): Promise<SignInOptions> {
  return callConsole('GET', '/console/v1/sign-in-options')
}

/** What the first visitor of an empty server says. */
export interface Setup {
  /** As the server printed it. */
  token: string
  organizationName: string
  owner: {
    username: string
    email: string
    password: string
    firstName: string
    lastName: string
  }
}

/** Whether the server waits for its first visitor to set it up. @throws ApiError */
export async function getSetup(): Promise<{ needed: boolean }> {
  return callConsole('GET', '/console/v1/setup')
}

/**
 * Makes the first Organization and its Owner, who is signed in then.
 *
 * @throws ApiError of kind `unauthenticated` for a wrong or old token (`details.reason` is `expired`),
 *   `not_found` when the server is set up
 */
export async function setUp({ token, organizationName, owner }: Setup): Promise<Session> {
  const { firstName: first_name, lastName: last_name, ...account } = owner
  return sessionOf(
    await callConsole<SessionAnswer>('POST', '/console/v1/setup', {
      token,
      organization: { name: organizationName },
      owner: { ...account, first_name, last_name },
    }),
  )
}
