import type { CallerContext } from '../http/context.ts'
import { denied } from '../http/context.ts'
import { locked, preconditionFailed } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { secondsLater, settleRequirements } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import { newToken } from '../http/tokens.ts'
import type { JwtRow, UserRow } from '../store/schema.ts'
import type { Reader, Transaction } from '../store/store.ts'
import { connectedUsers } from './connected-users.ts'
import { jwtSchema, toJwt, WRITE_SELF_JWT } from './jwts.ts'
import { findOrganization } from './organizations.ts'

/** Sessions that one user may have open before no more can be made of others. */
const MOST_SESSIONS = 100

const createJwt = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/jwts',
    id: 'createJWT',
    summary: 'Open another session: of oneself, or of a user to whom one is connected',
    tag: 'Sessions',
    body: z.object({
      user_id: uuid(),
      /** Where the request comes from; kept nowhere. */
      referrer: z.string().max(2048).default(''),
    }),
    response: z
      .object({
        jwt: jwtSchema,
        token: z.string(),
        /** Empty: a session ends at its time, and no operation renews one. */
        renew_token: z.string(),
      })
      .openapi('EncodedJWT'),
    errors: ['locked'],
  },
  async (context) => {
    const { body, digest, options, store } = context
    await requireOpener(store, context, body.user_id)
    await requireGrace(store, context, body.user_id)
    const token = newToken(options)
    const fresh = { jti: options.ids(), token_digest: await digest(token) }
    const row = await store.transaction(async (tx) => {
      await requireOpener(tx, context, body.user_id)
      return openSession(tx, context, await usableUser(tx, context, body.user_id), fresh)
    })
    return { jwt: toJwt(row), token, renew_token: '' }
  },
)

export const jwtCreationOperations: readonly Operation[] = [createJwt]

/**
 * Only a session opens sessions: of its own user and of connected ones. An API key opens none, and
 * nobody opens one of another person, whatever they may manage: that would be acting in their name.
 *
 * @throws ApiError 403
 */
async function requireOpener(
  reader: Reader,
  context: CallerContext,
  userId: string,
): Promise<void> {
  const { caller } = context
  if (caller.via !== 'session') throw denied([WRITE_SELF_JWT])
  if (context.isSelf(userId)) return
  const connected = await connectedUsers(reader, caller.id)
  if (!connected.includes(userId)) throw denied([{ action: 'write', resource: 'jwt' }])
}

/**
 * Starts the grace periods of a connected user, as signing in does.
 *
 * @throws ApiError 403 when one is over, and the member is locked by now.
 */
async function requireGrace(reader: Reader, context: CallerContext, userId: string): Promise<void> {
  if (context.isSelf(userId)) return
  const user = await reader.get('users', userId)
  if (user === undefined || user.locked) return
  const organization = await findOrganization(reader, user.organization_id)
  if (await settleRequirements(context.store, context, user, organization, true)) {
    throw locked('user', user.id)
  }
}

/** @throws ApiError 403 for a locked user, 412 for one whose second factor the caller has not shown. */
async function usableUser(
  tx: Transaction,
  { caller }: CallerContext,
  userId: string,
): Promise<UserRow> {
  const user = await tx.get('users', userId)
  // Who was deleted at this moment is connected to nobody any more.
  if (user === undefined) throw denied([{ action: 'write', resource: 'jwt' }])
  if (user.locked) throw locked('user', user.id)
  const opener = await tx.get('users', caller.id)
  if (user.mfa && opener?.mfa !== true) {
    throw preconditionFailed(
      'resource_not_usable',
      'this user signs in with MFA: turn it on for your own user as well, or sign in there',
    )
  }
  return user
}

/**
 * It ends with the session that opens it, however long others may last, or nobody would ever have to
 * sign in again. Its issuer is whoever signed in, through however many sessions: what ends the
 * issuer's rights to it then ends all of them.
 */
async function openSession(
  tx: Transaction,
  { caller, ip, now, userAgent }: CallerContext,
  user: UserRow,
  fresh: Pick<JwtRow, 'jti' | 'token_digest'>,
): Promise<JwtRow> {
  const opener = await tx.get('jwts', caller.sessionId ?? '')
  if (opener === undefined) throw denied([WRITE_SELF_JWT])
  const open = await tx.count('jwts', { audience_id: user.id, expires_at: { above: now } })
  if (open >= MOST_SESSIONS) {
    throw preconditionFailed(
      'resource_not_usable',
      `this user has ${MOST_SESSIONS} sessions open already: end some of them first`,
    )
  }
  const organization = await findOrganization(tx, user.organization_id)
  const latest = secondsLater(now, organization.max_login_session_seconds)
  const row: JwtRow = {
    ...fresh,
    organization_id: user.organization_id,
    issuer_id: opener.issuer_id,
    audience_id: user.id,
    created_at: now,
    updated_at: now,
    expires_at: opener.expires_at < latest ? opener.expires_at : latest,
    ip,
    user_agent: userAgent,
  }
  await tx.insert('jwts', row)
  if (user.id !== caller.id) await tx.update('users', { id: user.id }, { last_login_at: now })
  return row
}
