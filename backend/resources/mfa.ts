import { writeLog } from '../http/audit.ts'
import { invalidArgument, preconditionFailed } from '../http/errors.ts'
import { acceptedStep, totpSecret } from '../http/one-time-passwords.ts'
import { operation, type Operation } from '../http/operation.ts'
import { pauseGracePeriod, resumeGracePeriod } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import type { UserRow } from '../store/schema.ts'
import { leaveUnlessOwnChange } from './connected-users.ts'
import { newRecoveryCodes, recoveryCodeText, replaceRecoveryCodes } from './recovery-codes.ts'
import {
  findUser,
  logOfUser,
  requireCredentialsWrite,
  requireNotOthersOwner,
  requireOwnSession,
} from './user-rules.ts'

const createMfaOtp = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/mfa-otp',
    id: 'createUserMFAOTP',
    summary: 'Begin to set up one-time passwords: the secret for an authenticator app',
    tag: 'Users',
    response: z.object({ secret: z.string() }).openapi('MFAOTP'),
  },
  async (context) => {
    const { options, params, sealing, store } = context
    requireOwnSession(context, params.user_id)
    const secret = totpSecret(`${options.secrets()}${options.secrets()}`.replaceAll('-', ''))
    const totp_secret = await sealing.seal(secret, params.user_id)
    await store.transaction(async (tx) => {
      requireMfaOff(await findUser(tx, context, params.user_id))
      await tx.update('users', { id: params.user_id }, { totp_secret, totp_last_step: null })
    })
    return { secret }
  },
)

const validateMfaOtp = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/validate-mfa-otp',
    id: 'validateUserMFAOTP',
    summary: 'Finish setting up one-time passwords; the only answer that holds the recovery codes',
    tag: 'Users',
    body: z.object({
      one_time_password: z.string().regex(/^[0-9]{6}$/, { error: 'must be six digits' }),
    }),
    response: z.object({ recovery_codes: z.array(z.string()) }),
  },
  async (context) => {
    const { body, digest, now, options, params, sealing, store } = context
    requireOwnSession(context, params.user_id)
    const recovery_codes = newRecoveryCodes(options)
    const digests = await Promise.all(
      recovery_codes.map((code) => digest(recoveryCodeText(params.user_id, code))),
    )
    await store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      requireMfaOff(row)
      if (row.totp_secret === null) {
        throw preconditionFailed('attribute_must_be_set', 'ask for a secret first')
      }
      const secret = await sealing.open(row.totp_secret, row.id)
      const time = (options.authenticatorClock ?? options.clock)()
      const step = acceptedStep(secret, body.one_time_password, time, null)
      if (step === undefined) {
        throw invalidArgument('one_time_password', 'is not the one that the app shows at present')
      }
      const changed: UserRow = { ...row, mfa: true, totp_last_step: step, updated_at: now }
      await tx.update('users', { id: row.id }, changed)
      await replaceRecoveryCodes(tx, row.id, digests)
      await pauseGracePeriod(tx, row.id, 'set_mfa', now)
      await writeLog(tx, context, logOfUser('updated', changed))
    })
    return { recovery_codes }
  },
)

const deleteMfaOtp = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/users/{user_id}/mfa-otp',
    id: 'deleteUserMFAOTP',
    summary: "Turn off a user's one-time passwords",
    tag: 'Users',
  },
  async (context) => {
    const { now, params, store } = context
    await requireCredentialsWrite(context, params.user_id)
    await store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      requireNotOthersOwner(context, row)
      const off = { mfa: false, totp_secret: null, totp_last_step: null }
      const changed: UserRow = { ...row, ...off, updated_at: row.mfa ? now : row.updated_at }
      await tx.update('users', { id: row.id }, changed)
      await replaceRecoveryCodes(tx, row.id, [])
      // Somebody who manages users gives a member the whole time again; members cannot themselves.
      if (context.isSelf(row.id)) await resumeGracePeriod(tx, row.id, 'set_mfa', now)
      else await tx.delete('grace_periods', { user_id: row.id, type: 'set_mfa' })
      if (row.mfa) await leaveUnlessOwnChange(tx, context, row.id)
      if (row.mfa) await writeLog(tx, context, logOfUser('updated', changed))
    })
  },
)

export const mfaOperations: readonly Operation[] = [createMfaOtp, validateMfaOtp, deleteMfaOtp]

/** @throws ApiError 412 */
function requireMfaOff(user: UserRow): void {
  if (!user.mfa) return
  throw preconditionFailed('resource_not_usable', 'MFA is on already; turn it off first')
}
