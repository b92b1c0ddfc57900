import type { RequestContext } from '../http/context.ts'
import { deniedAuthentication, locked } from '../http/errors.ts'
import type { PasswordHasher } from '../http/options.ts'
import type { UserRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import type { Transaction } from '../store/store.ts'

/** One person may have the same user name in several Organizations of one server. */
const CANDIDATES_AT_MOST = 20

const decoys = new WeakMap<PasswordHasher, Promise<string>>()

/**
 * Finds the user of a login (user name or e-mail address) and a password. An unknown user, one
 * without a password and a wrong password cost the same work and give the same answer.
 *
 * @throws ApiError 401; 403 for a locked user, told only to who knows the password.
 */
export async function userByPassword(
  context: RequestContext,
  given: { login: string; password: string },
): Promise<UserRow> {
  const { passwords } = context.options
  const decoy = await decoyOf(passwords)
  const key = foldText(given.login.trim())
  const candidates = await context.store.find('users', {
    where: { or: [{ username_key: key }, { email_key: key }] },
    order: [{ column: 'created_at', direction: 'asc' }],
    limit: CANDIDATES_AT_MOST,
  })
  if (candidates.length === 0) await passwords.verify(decoy, given.password)
  for (const user of candidates) {
    const matches = await passwords.verify(user.password_hash ?? decoy, given.password)
    if (matches && user.password_hash !== null) return unlocked(user)
  }
  throw deniedAuthentication('unknown_method', 'not_found')
}

/**
 * Finds the user of a one-time sign-in link and uses the link up.
 *
 * @throws ApiError 401 for a link that is unknown, used or too old; 403 for a locked user.
 */
export async function userByLink(
  tx: Transaction,
  context: RequestContext,
  tokenDigest: string,
): Promise<UserRow> {
  const link = await tx.get('sign_in_links', tokenDigest)
  if (link === undefined) throw deniedAuthentication('jwt', 'not_found')
  if (link.expires_at <= context.now) throw deniedAuthentication('jwt', 'expired')
  const user = await tx.get('users', link.user_id)
  if (user === undefined) throw deniedAuthentication('jwt', 'not_found')
  await tx.delete('sign_in_links', { token_digest: tokenDigest })
  return unlocked(user)
}

function unlocked(user: UserRow): UserRow {
  if (user.locked) throw locked('user', user.id)
  return user
}

/** A hash that no password matches, of the same cost as the real ones. */
async function decoyOf(passwords: PasswordHasher): Promise<string> {
  const known = decoys.get(passwords) ?? passwords.hash(crypto.randomUUID())
  decoys.set(passwords, known)
  return known
}
