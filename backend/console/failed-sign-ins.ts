import type { RequestContext } from '../http/context.ts'
import { locked, tooManyRequests } from '../http/errors.ts'
import { lockByPlatform } from '../http/requirements.ts'
import { findOrganization } from '../resources/organizations.ts'
import type { OrganizationRow, UserRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'

/** How long the Owner waits between attempts once there were too many. */
const PAUSE_SECONDS = 60

/**
 * Why nothing may be tried for a user at present, or undefined. Wrong passwords, codes and one-time
 * passwords count together; a good sign-in starts again from nothing. Too many lock a member. The
 * Owner cannot be locked, as nobody could unlock the Owner, and gets one attempt a minute instead.
 *
 * Beyond the limit the answer does not depend on the password, or it would still confirm a guess.
 */
export function refusedUntried(
  user: UserRow,
  organization: OrganizationRow,
  now: string,
): ReturnType<typeof locked> | undefined {
  if (user.failed_sign_ins < organization.login_attempts_before_locked) return undefined
  if (user.locked) return locked('user', user.id)
  const since = Date.parse(now) - Date.parse(user.last_failed_sign_in_at ?? now)
  const seconds = Math.ceil(PAUSE_SECONDS - since / 1000)
  return seconds > 0
    ? tooManyRequests(seconds, 'after so many failed attempts there is one a minute')
    : undefined
}

/**
 * Passes unless requests that came at the same time have used up the user's attempts meanwhile.
 *
 * @throws ApiError 403 or 429, see `refusedUntried`
 */
export async function requireAttempt(tx: Transaction, user: UserRow, now: string): Promise<void> {
  const organization = await findOrganization(tx, user.organization_id)
  const refusal = refusedUntried(user, organization, now)
  if (refusal !== undefined) throw refusal
}

/** Counts a failed attempt for each of these users, and locks the members who have had too many. */
export async function countFailures(
  tx: Transaction,
  context: RequestContext,
  users: readonly Pick<UserRow, 'id'>[],
): Promise<void> {
  for (const { id } of users) {
    const user = await tx.get('users', id)
    if (user === undefined) continue
    const failed_sign_ins = user.failed_sign_ins + 1
    await tx.update('users', { id }, { failed_sign_ins, last_failed_sign_in_at: context.now })
    const { login_attempts_before_locked } = await findOrganization(tx, user.organization_id)
    if (user.type === 'member' && failed_sign_ins >= login_attempts_before_locked) {
      await lockByPlatform(tx, context, user)
    }
  }
}
