import type { LoginMethods } from './queries.ts'

export type LoginMethod = keyof LoginMethods

/** The ways of signing in, in the order they are shown. */
export const loginMethods: readonly { method: LoginMethod; label: string; text: string }[] = [
  {
    method: 'loginPasswordEnabled',
    label: 'Password',
    text: 'Members sign in with their username or email and a password.',
  },
  {
    method: 'loginMagicCodeEnabled',
    label: 'Authentication code',
    text: 'Members without their password at hand get a code by email.',
  },
  {
    method: 'loginOauth2Enabled',
    label: 'OAuth2',
    text: 'Members sign in with an account that they have elsewhere.',
  },
  {
    method: 'loginSamlEnabled',
    label: 'SAML',
    text: 'Members sign in through an identity provider of your Organization.',
  },
]

/** Those that this installation has an identity provider for: none. */
const RECORD_ONLY = new Set<LoginMethod>(['loginOauth2Enabled', 'loginSamlEnabled'])

/**
 * Why a way of signing in does not work here even when it is on.
 *
 * @param capabilities of the session: `email` and `federation` where mail can be sent and identity
 *   providers sign members in
 */
export function unusableReason(
  method: LoginMethod,
  capabilities: readonly string[],
): string | undefined {
  if (RECORD_ONLY.has(method) && !capabilities.includes('federation')) {
    return 'This installation has no identity provider behind it: the setting is kept, but nobody can sign in this way.'
  }
  return method === 'loginMagicCodeEnabled' && !capabilities.includes('email')
    ? 'This installation cannot send email: the setting is kept, but nobody gets a code.'
    : undefined
}

/** Why these settings would leave nobody a way in; undefined when they would not. */
export function methodsProblem(
  methods: LoginMethods,
  capabilities: readonly string[],
): string | undefined {
  const on = loginMethods.filter(({ method }) => methods[method])
  if (on.length === 0) return 'At least one method must stay on.'
  if (on.some(({ method }) => unusableReason(method, capabilities) === undefined)) return undefined
  return capabilities.includes('email')
    ? 'Password or authentication code must stay on: nobody could sign in with the others here.'
    : 'Password must stay on: nobody could sign in with the others here.'
}
