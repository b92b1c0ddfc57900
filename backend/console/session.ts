import { limitByNetwork, requireNetwork } from '../http/attempt-limits.ts'
import type { Identity } from '../http/authentication.ts'
import { denied, withCaller, type CallerContext, type RequestContext } from '../http/context.ts'
import { displayName } from '../http/display-name.ts'
import { deniedAuthentication, invalidArguments, locked } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { operation, publicOperation, type Operation } from '../http/operation.ts'
import { anyDigest } from '../http/peppers.ts'
import {
  gracePeriodsOf,
  secondsLater,
  settleRequirements,
  unmetRequirements,
} from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import { toTimestamp } from '../http/timestamps.ts'
import { newToken } from '../http/tokens.ts'
import { rightsOf } from '../policy/evaluate.ts'
import { findOrganization } from '../resources/organizations.ts'
import { toUser, userSchema } from '../resources/user-answer.ts'
import type { OrganizationRow, UserRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import { countFailure } from './failed-sign-ins.ts'
import { passSecondFactor } from './second-factor.ts'
import { byCode } from './sign-in-codes.ts'
import { byLink, byPassword, type FirstFactor } from './sign-in.ts'

/** Sessions that are over stay listed for a while. */
const KEPT_SECONDS = 30 * 24 * 60 * 60

/** What the console may offer beyond the official API on this backend. */
const CAPABILITIES = [
  'counters',
  'permissions',
  'search',
  'idempotency',
  'account',
  'organization',
  'messages',
]

/** The answer that says who is signed in. */
export const sessionSchema = z
  .object({
    user: userSchema,
    organization: z.object({ id: uuid(), name: z.string(), alias: z.string() }),
    mode: z.enum(['mock', 'local']),
    capabilities: z.array(z.string()),
    now: answerTime(),
    permissions: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
    session_id: z.string(),
    owner: z.object({ name: z.string(), email: z.string() }),
    requirements: z.array(
      z.object({
        type: z.enum(['update_password', 'set_mfa']),
        /** When the member is locked; null for the Owner, who never is. */
        expires_at: answerTime().nullable(),
      }),
    ),
    limits: z.object({ max_api_key_expiration_seconds: z.int() }),
  })
  .openapi('Session')

const credentialsSchema = z.object({
  login: z.string().max(320).optional(),
  password: z.string().max(1024).optional(),
  /** A code sent by e-mail, instead of the password. */
  code: z.string().max(20).optional(),
  one_time_password: z.string().max(20).optional(),
  recovery_code: z.string().max(50).optional(),
  /** Of a one-time link. */
  token: z.string().max(200).optional(),
})

type Credentials = z.output<typeof credentialsSchema>

export type Session = z.output<typeof sessionSchema>

const signIn = publicOperation(
  {
    method: 'post',
    path: '/console/v1/session',
    id: 'signIn',
    summary: 'Sign in with a password, a code sent by e-mail or a one-time link',
    tag: 'Console',
    description:
      'The session is kept by a cookie of the answer, which no script can read. Where a one-time password is needed too, the answer to a right password is 401 with the reason `one_time_password_required`.',
    errors: ['denied_authentication', 'locked', 'precondition_failed', 'too_many_requests'],
    body: credentialsSchema,
    response: sessionSchema,
  },
  (context) => limitByNetwork(context, () => enter(context)),
)

const getSession = operation(
  {
    method: 'get',
    path: '/console/v1/session',
    id: 'getSession',
    summary: 'Who is signed in, where, and what they may do',
    tag: 'Console',
    response: sessionSchema,
  },
  (context) => sessionAnswer(context),
)

const signOut = publicOperation(
  {
    method: 'delete',
    path: '/console/v1/session',
    id: 'signOut',
    summary: 'Sign out; the session ends on the server too',
    tag: 'Console',
  },
  async ({ digests, headers, session, store }) => {
    const token = headers.get('x-session-token') ?? session.read()
    if (token !== undefined) {
      const token_digest = anyDigest(await digests(token))
      await store.transaction((tx) => tx.delete('jwts', { token_digest }))
    }
    session.clear()
  },
)

export const sessionOperations: readonly Operation[] = [signIn, getSession, signOut]

/** Opens a session for whoever the credentials are good for. */
async function enter(context: RequestContext & { readonly body: Credentials }): Promise<Session> {
  const { body, session, store } = context
  const first = await firstFactorOf(context, body)
  const token = newToken(context.options)
  const row = { jti: context.options.ids(), token_digest: await context.digest(token) }
  const former = session.read()
  const formerDigests = former === undefined ? [] : await context.digests(former)
  const { user, expiresAt, refusal } = await store.transaction(async (tx) => {
    const found = await first.find(tx)
    await requireNetwork(tx, context)
    if (first.needsSecond) {
      const second = await passSecondFactor(tx, context, found, body)
      // Counted here and not later, or guesses made at once would all be judged before.
      if (second === 'one_time_password_invalid') await countFailure(tx, context, found.id)
      if (second !== 'passed') return { user: found, refusal: second }
    }
    await first.useUp(tx)
    await tx.delete('jwts', { token_digest: { in: formerDigests } })
    return { user: found, expiresAt: await openSession(tx, context, found, row) }
  })
  if (refusal !== undefined) throw deniedAuthentication('unknown_method', refusal)
  await requireGrace(context, user)
  const signedIn = withCaller(context, identityOf(user, row.jti))
  await context.faults.before(user.organization_id, { path: '/console/v1/session', list: false })
  const answer = await sessionAnswer(signedIn)
  session.write(token, new Date(expiresAt))
  return answer
}

/** @throws ApiError 400 when something is missing; what the ways of signing in throw */
async function firstFactorOf(
  context: RequestContext,
  { login, password, code, token }: Credentials,
): Promise<FirstFactor> {
  if (token !== undefined) return byLink(context, await context.digests(token))
  if (login !== undefined && code !== undefined) return byCode(context, { login, code })
  // Outside of the transaction: hashing is slow by design and would keep other writers waiting.
  if (login !== undefined && password !== undefined) return byPassword(context, { login, password })
  throw invalidArguments(
    [
      ...(login === undefined ? ['login'] : []),
      ...(password === undefined && code === undefined ? ['password'] : []),
    ].map((argument_name) => ({ argument_name, reason: 'required', help_message: '' })),
  )
}

/**
 * Opens a session of a user.
 *
 * @param row its id, and the digest of the token that the carrier is to keep
 * @returns the time at which it ends
 */
export async function openSession(
  tx: Transaction,
  context: RequestContext,
  user: UserRow,
  row: { jti: string; token_digest: string },
): Promise<string> {
  const organization = await findOrganization(tx, user.organization_id)
  const expires_at = secondsLater(context.now, organization.max_login_session_seconds)
  const forgotten = secondsLater(context.now, -KEPT_SECONDS)
  await tx.delete('jwts', { audience_id: user.id, expires_at: { below: forgotten } })
  await tx.insert('jwts', {
    ...row,
    expires_at,
    organization_id: user.organization_id,
    issuer_id: user.id,
    audience_id: user.id,
    created_at: context.now,
    updated_at: context.now,
    ip: context.ip,
    user_agent: context.userAgent,
  })
  await tx.update(
    'users',
    { id: user.id },
    { last_login_at: context.now, failed_sign_ins: 0, last_failed_sign_in_at: null },
  )
  return expires_at
}

/**
 * Starts the grace periods of a member who signs in for the first time since something is enforced.
 *
 * @throws ApiError 403 when one is over; the session is closed again, as the member is locked.
 */
async function requireGrace(context: RequestContext, user: UserRow): Promise<void> {
  const organization = await findOrganization(context.store, user.organization_id)
  if (await settleRequirements(context.store, context, user, organization, true)) {
    throw locked('user', user.id)
  }
}

/** A user as the caller of a request, in the session just opened. */
export function identityOf(user: UserRow, sessionId: string): Identity {
  return {
    type: 'user',
    id: user.id,
    name: displayName(user),
    organizationId: user.organization_id,
    owner: user.type === 'owner',
    via: 'session',
    sessionId,
  }
}

/** Who is signed in, and what they may do. @throws ApiError 403 for an application, which has no console. */
export async function sessionAnswer(context: CallerContext): Promise<Session> {
  const { caller, options, store } = context
  if (caller.type !== 'user') throw denied([{ action: 'read', resource: 'self_user' }])
  const [row, organization, principal, [owner]] = await Promise.all([
    store.get('users', caller.id),
    findOrganization(store, caller.organizationId),
    context.principal(),
    store.find('users', {
      where: { organization_id: caller.organizationId, type: 'owner' },
      limit: 1,
    }),
  ])
  if (row === undefined || owner === undefined) {
    throw new Error('the caller or the Owner has gone during the request')
  }
  return {
    user: await toUser(store, row),
    organization: { id: organization.id, name: organization.name, alias: organization.alias },
    mode: options.mode,
    capabilities: options.mailer === undefined ? CAPABILITIES : [...CAPABILITIES, 'email'],
    now: toTimestamp(options.clock()),
    permissions: rightsOf(principal),
    session_id: caller.sessionId ?? '',
    owner: { name: displayName(owner), email: owner.email },
    requirements: await requirementsOf(context, row, organization),
    limits: { max_api_key_expiration_seconds: organization.max_api_key_expiration_seconds },
  }
}

/** What the caller has to do; the Owner too, but without a time limit. */
async function requirementsOf(
  { store }: CallerContext,
  user: UserRow,
  organization: OrganizationRow,
): Promise<Session['requirements']> {
  if (user.type === 'owner') {
    return unmetRequirements(user, organization).map((type) => ({ type, expires_at: null }))
  }
  const running = await gracePeriodsOf(store, user, organization)
  return running.map(({ type, expires_at }) => ({ type, expires_at }))
}
