import type { User } from '@scaleway/sdk-iam/v1alpha1'

import { useSession } from '../api/session.ts'
import { useRight } from './use-right.ts'

/** Why something cannot be done to a user; undefined for what can. */
export interface UserReasons {
  /** Names, phone number, language and tags. */
  profile: string | undefined
  email: string | undefined
  username: string | undefined
  password: string | undefined
  mfa: string | undefined
  lock: string | undefined
  delete: string | undefined
}

/** What keeps the signed-in person from changing a user; each goes to a control's `disabledReason`. */
export function useUserReasons(user: Pick<User, 'id' | 'type'>): UserReasons {
  const { capabilities, user: self } = useSession()
  const { reason } = useRight('write', 'user')
  const reasons = userReasons(user, self.id, reason)
  return user.id === self.id && !capabilities.includes('account')
    ? { ...reasons, email: WITH_KEY, password: WITH_KEY, mfa: WITH_KEY }
    : reasons
}

const WITH_KEY =
  'You are signed in with an API key: how you sign in is changed in the platform’s own console.'

/**
 * The rules of who may do what to a user: one's own record and credentials are one's own, except for
 * the username; the Owner's ways of signing in are the Owner's alone, and the Owner stays.
 *
 * @param selfId id of the signed-in person
 * @param lacking why that person may not change users; undefined when they may
 */
export function userReasons(
  user: Pick<User, 'id' | 'type'>,
  selfId: string,
  lacking: string | undefined,
): UserReasons {
  const isSelf = user.id === selfId
  const isOwner = user.type === 'owner'
  const others = isSelf ? undefined : lacking
  const ownersAlone =
    isOwner && !isSelf ? 'Only the Owner may change how the Owner signs in.' : undefined
  const credentials = others ?? ownersAlone
  return {
    profile: others,
    email: credentials,
    username: lacking ?? ownersAlone,
    password: credentials,
    mfa: credentials,
    lock: isOwner
      ? 'The Owner of an Organization cannot be locked.'
      : isSelf
        ? 'You cannot lock your own account.'
        : lacking,
    delete: isOwner ? 'The Owner of an Organization cannot be deleted.' : others,
  }
}
