import type { CallerContext } from '../http/context.ts'
import type { Reader, Transaction } from '../store/store.ts'
import { inOwnSession } from './user-rules.ts'

/**
 * Users whom one person has connected: any of them may open a session of any other, so that the person
 * changes Organization without signing in again. Each is of another Organization.
 */

/** Ids of all users in a user's connection, the user among them; only the user where there is none. */
export async function connectedUsers(reader: Reader, userId: string): Promise<readonly string[]> {
  const own = await reader.get('user_connections', userId)
  if (own === undefined) return [userId]
  const rows = await reader.find('user_connections', {
    where: { connection_id: own.connection_id },
    order: [{ column: 'connected_at', direction: 'asc' }],
  })
  return rows.map((row) => row.user_id)
}

/**
 * Takes a user out of their connection, with the sessions that the others opened for them and they for
 * the others. Who would be left alone in it is in none any more.
 */
export async function leaveConnection(tx: Transaction, userId: string): Promise<void> {
  const own = await tx.get('user_connections', userId)
  if (own === undefined) return
  const others = (await connectedUsers(tx, userId)).filter((id) => id !== userId)
  await tx.delete('user_connections', { user_id: userId })
  if (others.length === 1) {
    await tx.delete('user_connections', { connection_id: own.connection_id })
  }
  await tx.delete('jwts', { issuer_id: userId, audience_id: { in: others } })
  await tx.delete('jwts', { issuer_id: { in: others }, audience_id: userId })
}

/**
 * To be called where a user's password, e-mail address or MFA is changed. Takes the user out of their
 * connection unless they do it themself, in a session: who manages the users of one Organization, or has
 * stolen an API key, would come into the others by it.
 */
export async function leaveUnlessOwnChange(
  tx: Transaction,
  context: CallerContext,
  userId: string,
): Promise<void> {
  if (!inOwnSession(context, userId)) await leaveConnection(tx, userId)
}
