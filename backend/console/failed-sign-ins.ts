import { countFailureAtLogin, failuresAtLogin } from '../http/attempt-limits.ts'
import type { RequestContext } from '../http/context.ts'
import { tooManyRequests, type ApiError } from '../http/errors.ts'
import { lockByPlatform } from '../http/requirements.ts'
import { organizationDefaults } from '../resources/organization-defaults.ts'
import { findOrganization } from '../resources/organizations.ts'
import type { OrganizationRow, UserRow } from '../store/schema.ts'
import type { Reader, Transaction } from '../store/store.ts'

/** How long the Owner waits between attempts once there were too many. */
const PAUSE_SECONDS = 60

/**
 * Why nothing may be tried for a user at present, or undefined. Wrong passwords, codes and one-time
 * passwords count together; a good sign-in starts again from nothing. Too many lock a member. The
 * Owner cannot be locked, as nobody could unlock the Owner, and gets one attempt a minute instead.
 *
 * Beyond the limit the answer does not depend on the password, or it would still confirm a guess; nor
 * does it tell the Owner, a member and nobody apart.
 */
export function refusedUntried(
  user: UserRow,
  organization: OrganizationRow,
  now: string,
): ApiError | undefined {
  if (user.failed_sign_ins < organization.login_attempts_before_locked) return undefined
  const pause = pauseAfter(user.last_failed_sign_in_at ?? now, now)
  return pause > 0 || user.locked ? tooManyAttempts(pause) : undefined
}

/**
 * As `refusedUntried` for a login that nobody has, which fares like that of a member. To be asked of
 * every login, so that all of them take the same time.
 */
export async function refusedUnknown(
  reader: Reader,
  context: RequestContext,
  login: string,
): Promise<ApiError | undefined> {
  const pause = await pauseAtLogin(reader, context, login)
  return pause === undefined ? undefined : tooManyAttempts(pause)
}

/**
 * Why nothing may be tried at present at a login that several users have, or undefined. Somebody who
 * has taken another's e-mail address is signed in by a password of their own, which covers that it was
 * tried for the other as well; but so is who has one login in two Organizations. Hence too many of
 * these are slowed as the Owner's attempts are, and lock nobody.
 */
export async function refusedShared(
  reader: Reader,
  context: RequestContext,
  login: string,
): Promise<ApiError | undefined> {
  const pause = (await pauseAtLogin(reader, context, login)) ?? 0
  return pause > 0 ? tooManyAttempts(pause) : undefined
}

/**
 * Counts a sign-in that was a wrong password for another user of the same login.
 *
 * @returns why it is refused, if requests that came at the same time have used the attempts up
 */
export async function countCovered(
  tx: Transaction,
  context: RequestContext,
  login: string,
): Promise<ApiError | undefined> {
  const refusal = await refusedShared(tx, context, login)
  if (refusal === undefined) await countFailureAtLogin(tx, context, login)
  return refusal
}

/** What is left of the pause after too many attempts, in seconds; undefined before they are too many. */
async function pauseAtLogin(
  reader: Reader,
  context: RequestContext,
  login: string,
): Promise<number | undefined> {
  const attempts = await failuresAtLogin(reader, context, login)
  const limit = await usualLimit(reader)
  if (attempts === undefined || attempts.failures < limit) return undefined
  return pauseAfter(attempts.last_failed_at, context.now)
}

/**
 * Passes unless requests that came at the same time have used up the user's attempts meanwhile.
 *
 * @throws ApiError 429, see `refusedUntried`
 */
export async function requireAttempt(tx: Transaction, user: UserRow, now: string): Promise<void> {
  const organization = await findOrganization(tx, user.organization_id)
  const refusal = refusedUntried(user, organization, now)
  if (refusal !== undefined) throw refusal
}

/**
 * Counts a failed attempt at a login, for each user that it may mean, and locks the members who have
 * had too many; for a login that nobody has, likewise.
 *
 * @param login as it is compared, folded
 * @returns why the attempt was none, if requests that came at the same time have used them up: among
 *   their answers the one with the right guess must not stand out.
 */
export async function countFailedSignIn(
  tx: Transaction,
  context: RequestContext,
  login: string,
  users: readonly Pick<UserRow, 'id'>[],
): Promise<ApiError | undefined> {
  if (users.length === 0) {
    const refusal = await refusedUnknown(tx, context, login)
    if (refusal === undefined) await countFailureAtLogin(tx, context, login)
    return refusal
  }
  const refusals = []
  for (const { id } of users) refusals.push(await countFailure(tx, context, id))
  return refusals.find((refusal) => refusal !== undefined)
}

/** Counts a failed attempt for one user, unless there was none left. @returns why, if so */
export async function countFailure(
  tx: Transaction,
  context: RequestContext,
  userId: string,
): Promise<ApiError | undefined> {
  const user = await tx.get('users', userId)
  if (user === undefined) return undefined
  const organization = await findOrganization(tx, user.organization_id)
  const refusal = refusedUntried(user, organization, context.now)
  if (refusal !== undefined) return refusal
  const failed_sign_ins = user.failed_sign_ins + 1
  const counted = { failed_sign_ins, last_failed_sign_in_at: context.now }
  await tx.update('users', { id: user.id }, counted)
  if (user.type === 'member' && failed_sign_ins >= organization.login_attempts_before_locked) {
    await lockByPlatform(tx, context, user)
  }
  return undefined
}

/** What is still to wait for, in seconds. */
function pauseAfter(lastFailed: string, now: string): number {
  return Math.ceil(PAUSE_SECONDS - (Date.parse(now) - Date.parse(lastFailed)) / 1000)
}

function tooManyAttempts(pause: number): ApiError {
  return tooManyRequests(
    pause > 0 ? pause : PAUSE_SECONDS,
    'there were too many failed attempts: a member is locked until someone who manages the users of ' +
      'the Organization unlocks the account, and its Owner may try once a minute',
  )
}

/** A login that nobody has is in no Organization: it fares as in the one that was here first. */
async function usualLimit(reader: Reader): Promise<number> {
  const [first = organizationDefaults] = await reader.find('organizations', {
    order: [{ column: 'created_at', direction: 'asc' }],
    limit: 1,
  })
  return first.login_attempts_before_locked
}
