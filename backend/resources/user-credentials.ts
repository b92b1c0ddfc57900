import { writeLog } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArgument } from '../http/errors.ts'
import { operation, type Operation } from '../http/operation.ts'
import { endSignIns } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import { renewSession } from '../http/session-renewal.ts'
import type { UserRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import type { Transaction } from '../store/store.ts'
import { leaveUnlessOwnChange } from './connected-users.ts'
import { userSearchText } from './search-text.ts'
import { toUser, userSchema, type User } from './user-answer.ts'
import {
  findUser,
  logOfUser,
  password,
  requireCredentialsWrite,
  requireMember,
  requireNotOthersOwner,
  username,
  withFreeUsername,
  WRITE_USER,
} from './user-rules.ts'

const updateUsername = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/update-username',
    id: 'updateUserUsername',
    summary: "Change a user's username; one's own as well needs the right to write users",
    tag: 'Users',
    errors: ['already_exists'],
    body: z.object({ username: username() }),
    response: userSchema,
  },
  async (context) => {
    const { body, params, store } = context
    await context.require(WRITE_USER)
    return withFreeUsername(() =>
      store.transaction(async (tx) => {
        const row = await findUser(tx, context, params.user_id)
        requireNotOthersOwner(context, row)
        return change(tx, context, row, {
          username: body.username,
          username_key: foldText(body.username),
          search_text: userSearchText({ ...row, username: body.username }),
        })
      }),
    )
  },
)

const updatePassword = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/update-password',
    id: 'updateUserPassword',
    summary: "Set a user's password; ends their sessions but the one that asks, which is renewed",
    tag: 'Users',
    body: z.object({ password: password() }),
    response: userSchema,
  },
  async (context) => {
    const { body, caller, now, options, params, store } = context
    await requireCredentialsWrite(context, params.user_id)
    const user = await findUser(store, context, params.user_id)
    requireNotOthersOwner(context, user)
    const byOther = !context.isSelf(params.user_id)
    // Outside of the transaction: hashing is slow by design and would keep other writers waiting.
    if (!byOther) await requireRenewed(context, user, body.password)
    const hash = await options.passwords.hash(body.password)
    const renewal = byOther ? undefined : await renewSession(context)
    const answer = await store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      // A period that runs was for the former password.
      await tx.delete('grace_periods', { user_id: row.id, type: 'update_password' })
      await tx.delete('sign_in_links', { user_id: row.id })
      await tx.delete('sign_in_codes', { user_id: row.id })
      await tx.delete('connection_tokens', { user_id: row.id })
      await tx.delete('jwts', {
        or: [{ audience_id: row.id }, { issuer_id: row.id }],
        ...(caller.sessionId === undefined ? {} : { jti: { not: caller.sessionId } }),
      })
      await leaveUnlessOwnChange(tx, context, row.id)
      await renewal?.store(tx)
      return change(tx, context, row, {
        password_hash: hash,
        password_updated_at: now,
        password_chosen_by_other: byOther,
        failed_sign_ins: 0,
        last_failed_sign_in_at: null,
      })
    })
    renewal?.handOver()
    return answer
  },
)

const lockUser = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/lock',
    id: 'lockUser',
    summary: 'Lock a member: no sign-in, and API keys without rights, until unlocked',
    tag: 'Users',
    response: userSchema,
  },
  async (context) => {
    const { params, store } = context
    await context.require(WRITE_USER)
    return store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      requireMember(row)
      await endSignIns(tx, row.id)
      return change(tx, context, row, { locked: true })
    })
  },
)

const unlockUser = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/unlock',
    id: 'unlockUser',
    summary: 'Unlock a member; grace periods begin anew',
    tag: 'Users',
    response: userSchema,
  },
  async (context) => {
    const { params, store } = context
    await context.require(WRITE_USER)
    return store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      // For the Owner it would only give new attempts at the password.
      requireMember(row)
      await tx.delete('grace_periods', { user_id: row.id })
      return change(tx, context, row, {
        locked: false,
        failed_sign_ins: 0,
        last_failed_sign_in_at: null,
      })
    })
  },
)

export const userCredentialOperations: readonly Operation[] = [
  updateUsername,
  updatePassword,
  lockUser,
  unlockUser,
]

/**
 * A password that somebody else knows is not renewed by setting it again.
 *
 * @throws ApiError 400
 */
async function requireRenewed(
  { options }: CallerContext,
  { password_chosen_by_other, password_hash }: UserRow,
  given: string,
): Promise<void> {
  if (!password_chosen_by_other || password_hash === null) return
  if (await options.passwords.verify(password_hash, given)) {
    throw invalidArgument(
      'password',
      'the new password must differ from the one that somebody else has set',
    )
  }
}

/** Changes a user's row and logs it. */
async function change(
  tx: Transaction,
  context: CallerContext,
  row: UserRow,
  patch: Partial<UserRow>,
): Promise<User> {
  const changed: UserRow = { ...row, ...patch, updated_at: context.now }
  await tx.update('users', { id: row.id }, changed)
  await writeLog(tx, context, logOfUser('updated', changed))
  return toUser(tx, changed)
}
