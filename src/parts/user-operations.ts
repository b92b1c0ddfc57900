import type { UpdateUserRequest } from '@scaleway/sdk-iam/v1alpha1'

import { useOperation } from '../api/invalidation.ts'
import { iam } from '../api/write-client.ts'

/** What can be changed about a user besides its credentials. */
export type UserChanges = Omit<UpdateUserRequest, 'userId'>

/** Changes some fields of a user; fields that are left out stay as they are. */
export function useUpdateUser(userId: string) {
  return useOperation('updateUser', (changes: UserChanges) =>
    iam.updateUser({ userId, ...changes }),
  )
}

/** Changes the name that a user signs in with. */
export function useUpdateUsername(userId: string) {
  return useOperation('updateUserUsername', (username: string) =>
    iam.updateUserUsername({ userId, username }),
  )
}

/** Sets a user's password. */
export function useUpdatePassword(userId: string) {
  return useOperation('updateUserPassword', (password: string) =>
    iam.updateUserPassword({ userId, password }),
  )
}

/**
 * Begins to set up one-time passwords for oneself.
 *
 * @param onSecret gets the secret for the authenticator app; it is kept nowhere else
 */
export function useCreateOneTimePassword(userId: string, onSecret: (secret: string) => void) {
  return useOperation('createUserMFAOTP', async () => {
    onSecret((await iam.createUserMFAOTP({ userId })).secret)
  })
}

/**
 * Ends setting up one-time passwords, with the first of them.
 *
 * @param onRecoveryCodes gets the recovery codes; they are kept nowhere else
 */
export function useValidateOneTimePassword(
  userId: string,
  onRecoveryCodes: (codes: readonly string[]) => void,
) {
  return useOperation('validateUserMFAOTP', async (oneTimePassword: string) => {
    onRecoveryCodes((await iam.validateUserMFAOTP({ userId, oneTimePassword })).recoveryCodes)
  })
}

/** Ends asking a user for one-time passwords. */
export function useDisableMfa(userId: string) {
  return useOperation('deleteUserMFAOTP', () => iam.deleteUserMFAOTP({ userId }))
}
