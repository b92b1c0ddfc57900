import { toApiError } from '../api/errors.ts'

/** What to say when what was entered is not right: the first factor, or the second. */
export interface WrongWords {
  first: string
  second?: string
  /** Of a time that is over; as `first` unless given. */
  expired?: string
}

/** Why signing in failed, for people. */
export function signInFailure(
  error: unknown,
  { first, second = first, expired = first }: WrongWords,
): string {
  const { kind, status, details, message } = toApiError(error)
  if (details.reason === 'one_time_password_invalid') return second
  if (kind === 'unauthenticated') return details.reason === 'expired' ? expired : first
  if (status === 403) {
    return 'This account is locked. Someone who manages the users of your Organization can unlock it.'
  }
  if (kind === 'rate_limited') {
    return details.help ?? 'There were too many attempts. Wait a moment, then try again.'
  }
  return message
}
