import { displayName, type Identity } from '../http/authentication.ts'
import { denied, withCaller, type CallerContext, type RequestContext } from '../http/context.ts'
import { invalidArguments } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { operation, publicOperation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { toTimestamp } from '../http/timestamps.ts'
import { rightsOf } from '../policy/evaluate.ts'
import { toUsers, userSchema } from '../resources/users.ts'
import type { UserRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import { newToken } from './sign-in-links.ts'
import { userByLink, userByPassword } from './sign-in.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000
const SESSION_MILLISECONDS = 7 * DAY_MILLISECONDS
/** Sessions that are over stay listed for a while. */
const KEPT_MILLISECONDS = 30 * DAY_MILLISECONDS

/** What the console may offer beyond the official API on this backend. */
const CAPABILITIES = ['counters', 'permissions', 'search', 'idempotency']

const sessionSchema = z
  .object({
    user: userSchema,
    organization: z.object({ id: uuid(), name: z.string(), alias: z.string() }),
    mode: z.enum(['mock', 'local']),
    capabilities: z.array(z.string()),
    now: answerTime(),
    permissions: z.object({ read: z.array(z.string()), write: z.array(z.string()) }),
  })
  .openapi('Session')

type Session = z.output<typeof sessionSchema>

const signIn = publicOperation(
  {
    method: 'post',
    path: '/console/v1/session',
    id: 'signIn',
    summary: 'Sign in with a password or a one-time link',
    tag: 'Console',
    body: z.object({
      login: z.string().max(320).optional(),
      password: z.string().max(1024).optional(),
      token: z.string().max(200).optional(),
    }),
    response: sessionSchema,
  },
  async (context) => {
    const { session, store } = context
    const find = await credentialsOf(context, context.body)
    const token = newToken(context.options)
    const row = {
      jti: context.options.ids(),
      token_digest: await context.digest(token),
      expires_at: later(context.now, SESSION_MILLISECONDS),
    }
    const former = session.read()
    const formerDigest = former === undefined ? undefined : await context.digest(former)
    const user = await store.transaction(async (tx) => {
      const found = await find(tx)
      if (formerDigest !== undefined) await tx.delete('jwts', { token_digest: formerDigest })
      await open(tx, context, found, row)
      return found
    })
    const signedIn = withCaller(context, identityOf(user, row.jti))
    await context.faults.before(user.organization_id, { path: '/console/v1/session', list: false })
    const answer = await sessionAnswer(signedIn)
    session.write(token, new Date(row.expires_at))
    return answer
  },
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
  async ({ digest, headers, session, store }) => {
    const token = headers.get('x-session-token') ?? session.read()
    if (token !== undefined) {
      const token_digest = await digest(token)
      await store.transaction((tx) => tx.delete('jwts', { token_digest }))
    }
    session.clear()
  },
)

export const sessionOperations: readonly Operation[] = [signIn, getSession, signOut]

/** How to find the user in the transaction that opens the session. */
async function credentialsOf(
  context: RequestContext,
  {
    login,
    password,
    token,
  }: { login?: string | undefined; password?: string | undefined; token?: string | undefined },
): Promise<(tx: Transaction) => Promise<UserRow>> {
  if (token !== undefined) {
    const tokenDigest = await context.digest(token)
    return (tx) => userByLink(tx, context, tokenDigest)
  }
  if (login === undefined || password === undefined) {
    throw invalidArguments(
      [
        ...(login === undefined ? ['login'] : []),
        ...(password === undefined ? ['password'] : []),
      ].map((argument_name) => ({ argument_name, reason: 'required', help_message: '' })),
    )
  }
  // Outside of the transaction: hashing is slow by design and would keep other writers waiting.
  const user = await userByPassword(context, { login, password })
  return async () => user
}

async function open(
  tx: Transaction,
  context: RequestContext,
  user: UserRow,
  row: { jti: string; token_digest: string; expires_at: string },
): Promise<void> {
  const forgotten = later(context.now, -KEPT_MILLISECONDS)
  await tx.delete('jwts', { audience_id: user.id, expires_at: { below: forgotten } })
  await tx.insert('jwts', {
    ...row,
    organization_id: user.organization_id,
    issuer_id: user.id,
    audience_id: user.id,
    created_at: context.now,
    updated_at: context.now,
    ip: context.ip,
    user_agent: context.userAgent,
  })
  await tx.update('users', { id: user.id }, { last_login_at: context.now })
}

function identityOf(user: UserRow, sessionId: string): Identity {
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

/** @throws ApiError 403 for an application, which has no console. */
async function sessionAnswer(context: CallerContext): Promise<Session> {
  const { caller, options, store } = context
  if (caller.type !== 'user') throw denied([{ action: 'read', resource: 'self_user' }])
  const [row, organization, principal] = await Promise.all([
    store.get('users', caller.id),
    store.get('organizations', caller.organizationId),
    context.principal(),
  ])
  const [user] = await toUsers(store, row === undefined ? [] : [row])
  if (user === undefined || organization === undefined) {
    throw new Error('the caller or its Organization has gone during the request')
  }
  return {
    user,
    organization: { id: organization.id, name: organization.name, alias: organization.alias },
    mode: options.mode,
    capabilities: CAPABILITIES,
    now: toTimestamp(options.clock()),
    permissions: rightsOf(principal),
  }
}

function later(now: string, milliseconds: number): string {
  return toTimestamp(new Date(Date.parse(now) + milliseconds))
}
