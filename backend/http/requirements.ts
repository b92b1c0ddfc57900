import type { GracePeriodRow, OrganizationRow, UserRow } from '../store/schema.ts'
import type { Reader, Store, Transaction } from '../store/store.ts'
import { writePlatformLog, type LogMoment } from './audit.ts'
import { displayName } from './display-name.ts'
import { toTimestamp } from './timestamps.ts'

export type RequirementType = GracePeriodRow['type']

/** What the Organization's security settings want of a user who has not done it yet. */
export interface Requirement {
  readonly type: RequirementType
  readonly created_at: string
  /** When the member is locked if it is still not done. */
  readonly expires_at: string
}

/** What is enforced and not done. A password that nobody but its user knows need not be renewed. */
export function unmetRequirements(
  user: Pick<UserRow, 'mfa' | 'password_hash' | 'password_chosen_by_other'>,
  organization: Pick<OrganizationRow, 'enforce_mfa' | 'enforce_password_renewal'>,
): readonly RequirementType[] {
  const renew =
    organization.enforce_password_renewal &&
    user.password_hash !== null &&
    user.password_chosen_by_other
  return [
    ...(renew ? (['update_password'] as const) : []),
    ...(organization.enforce_mfa && !user.mfa ? (['set_mfa'] as const) : []),
  ]
}

/** The grace periods that run for a member; none for the Owner, who is never locked. */
export async function gracePeriodsOf(
  reader: Reader,
  user: UserRow,
  organization: OrganizationRow,
): Promise<readonly Requirement[]> {
  const unmet = unmetRequirements(user, organization)
  if (user.type === 'owner' || unmet.length === 0) return []
  const rows = await reader.find('grace_periods', {
    where: { user_id: user.id, type: { in: unmet } },
    order: [{ column: 'created_at', direction: 'asc' }],
  })
  return rows.map(({ type, created_at }) => ({
    type,
    created_at,
    expires_at: secondsLater(created_at, organization.grace_period_seconds),
  }))
}

/**
 * Starts the grace periods that a member who is signed in has not got yet.
 *
 * @returns whether one has run out, and the member is locked by now.
 */
export async function settleRequirements(
  store: Store,
  moment: LogMoment,
  user: UserRow,
  organization: OrganizationRow,
  signedIn: boolean,
): Promise<boolean> {
  const unmet = unmetRequirements(user, organization)
  if (user.type === 'owner' || unmet.length === 0) return false
  const running = await gracePeriodsOf(store, user, organization)
  if (running.some(({ expires_at }) => expires_at <= moment.now)) {
    await store.transaction((tx) => lockByPlatform(tx, moment, user))
    return true
  }
  const missing = unmet.filter((type) => running.every((period) => period.type !== type))
  if (signedIn && missing.length > 0) {
    await store.transaction((tx) => startGracePeriods(tx, user.id, missing, moment.now))
  }
  return false
}

/** Locks a member on nobody's order, which ends the member's sessions. */
export async function lockByPlatform(
  tx: Transaction,
  moment: LogMoment,
  user: Pick<UserRow, 'id' | 'organization_id' | 'first_name' | 'last_name' | 'username' | 'email'>,
): Promise<void> {
  const lock = { locked: true, updated_at: moment.now }
  const changed = await tx.update('users', { id: user.id, locked: false }, lock)
  if (changed === 0) return
  await endSignIns(tx, user.id)
  await writePlatformLog(tx, moment, user.organization_id, {
    action: 'updated',
    resource_type: 'user',
    resource_id: user.id,
    resource_name: displayName(user),
  })
}

/**
 * Ends the sessions of a user, those that the user opened of connected users, and what could open
 * another one without a password.
 */
export async function endSignIns(tx: Transaction, userId: string): Promise<void> {
  await tx.delete('jwts', { or: [{ audience_id: userId }, { issuer_id: userId }] })
  await tx.delete('sign_in_links', { user_id: userId })
  await tx.delete('sign_in_codes', { user_id: userId })
  await tx.delete('connection_tokens', { user_id: userId })
}

async function startGracePeriods(
  tx: Transaction,
  userId: string,
  types: readonly RequirementType[],
  now: string,
): Promise<void> {
  for (const type of types) {
    const id = `${userId}/${type}`
    // Another request of the same user may have been as quick.
    if ((await tx.get('grace_periods', id)) !== undefined) continue
    await tx.insert('grace_periods', { id, user_id: userId, type, created_at: now, met_at: null })
  }
}

/**
 * Stops the grace period of what a user has done: what is left of it is kept, so that nobody gains time
 * by doing it and undoing it again.
 */
export async function pauseGracePeriod(
  tx: Transaction,
  userId: string,
  type: RequirementType,
  now: string,
): Promise<void> {
  await tx.update('grace_periods', { id: `${userId}/${type}`, met_at: null }, { met_at: now })
}

/** Lets a grace period that was stopped run on, with as much time as was left. */
export async function resumeGracePeriod(
  tx: Transaction,
  userId: string,
  type: RequirementType,
  now: string,
): Promise<void> {
  const id = `${userId}/${type}`
  const period = await tx.get('grace_periods', id)
  if (period === undefined || period.met_at === null) return
  const paused = (Date.parse(now) - Date.parse(period.met_at)) / 1000
  const created_at = secondsLater(period.created_at, paused)
  await tx.update('grace_periods', { id }, { created_at, met_at: null })
}

/** A stored time some seconds later, as stored text. */
export function secondsLater(time: string, seconds: number): string {
  return toTimestamp(new Date(Date.parse(time) + seconds * 1000))
}
