import type { RequestContext } from '../http/context.ts'
import { acceptedStep } from '../http/one-time-passwords.ts'
import { anyDigest } from '../http/peppers.ts'
import { recoveryCodeText } from '../resources/recovery-codes.ts'
import type { UserRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'

/** What comes with a password or a sign-in code where MFA is on. */
export interface SecondFactor {
  readonly one_time_password?: string | undefined
  readonly recovery_code?: string | undefined
}

/**
 * Checks a user's one-time password or recovery code and uses it up. Nothing is written unless it
 * passes.
 */
export async function passSecondFactor(
  tx: Transaction,
  { digests, options, sealing }: RequestContext,
  user: UserRow,
  given: SecondFactor,
): Promise<'passed' | 'one_time_password_required' | 'one_time_password_invalid'> {
  if (!user.mfa) return 'passed'
  if (given.one_time_password !== undefined) {
    // Demo members have MFA without a secret: an authenticator that nobody holds.
    if (user.totp_secret === null) return 'one_time_password_invalid'
    const secret = await sealing.open(user.totp_secret, user.id)
    const code = given.one_time_password.replaceAll(/\s/g, '')
    const time = (options.authenticatorClock ?? options.clock)()
    const step = acceptedStep(secret, code, time, user.totp_last_step)
    if (step === undefined) return 'one_time_password_invalid'
    await tx.update('users', { id: user.id }, { totp_last_step: step })
    return 'passed'
  }
  if (given.recovery_code !== undefined) {
    const id = anyDigest(await digests(recoveryCodeText(user.id, given.recovery_code)))
    const used = await tx.delete('recovery_codes', { id, user_id: user.id })
    return used === 1 ? 'passed' : 'one_time_password_invalid'
  }
  return 'one_time_password_required'
}
