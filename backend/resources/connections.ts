import { limitByNetwork } from '../http/attempt-limits.ts'
import { denied, type CallerContext } from '../http/context.ts'
import { invalidArgument, notFound, preconditionFailed } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { anyDigest } from '../http/peppers.ts'
import { secondsLater } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import { newToken } from '../http/tokens.ts'
import type { UserRow } from '../store/schema.ts'
import type { Reader, Transaction } from '../store/store.ts'
import { connectedUsers, leaveConnection } from './connected-users.ts'
import { READ_SELF_USER, requireOwnSession } from './user-rules.ts'

/** Seconds to take the token from one session to another. */
const TOKEN_SECONDS = 600
/** Users in one connection. */
const MOST_CONNECTED = 20

const connectionSchema = z
  .object({
    organization: z.object({ id: uuid(), name: z.string(), locked: z.boolean() }),
    user: z.object({ id: uuid(), username: z.string(), type: z.enum(['owner', 'member']) }),
  })
  .openapi('Connection')

const getConnections = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/users/{user_id}/connections',
    id: 'getUserConnections',
    summary: 'List the users of other Organizations to which one is connected',
    tag: 'Users',
    response: z.object({ connections: z.array(connectionSchema) }),
  },
  async (context) => {
    const { params, store } = context
    // Where else somebody works is nobody's business here, whatever they may manage.
    if (!context.isSelf(params.user_id)) throw denied([READ_SELF_USER])
    const ids = await connectedUsers(store, params.user_id)
    return { connections: await describe(store, ids, params.user_id) }
  },
)

const initiateConnection = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/initiate-connection',
    id: 'initiateUserConnection',
    summary: "Get a token that adds one's user to the connection of another, once",
    tag: 'Users',
    response: z.object({ token: z.string() }),
  },
  async (context) => {
    const { digest, now, options, params, store } = context
    requireOwnSession(context, params.user_id)
    const token = newToken(options)
    const row = {
      token_digest: await digest(token),
      user_id: params.user_id,
      expires_at: secondsLater(now, TOKEN_SECONDS),
    }
    await store.transaction(async (tx) => {
      // One at a time: a token that was shown and not used is good no more.
      await tx.delete('connection_tokens', { user_id: params.user_id })
      await tx.insert('connection_tokens', row)
    })
    return { token }
  },
)

const joinConnection = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/join-connection',
    id: 'joinUserConnection',
    summary: 'Connect oneself with the user whose token one has',
    tag: 'Users',
    body: z.object({ token: z.string().min(1).max(200) }),
    errors: ['too_many_requests'],
  },
  async (context) => {
    const { body, digests, options, params, store } = context
    requireOwnSession(context, params.user_id)
    const token_digest = anyDigest(await digests(body.token))
    const connectionId = options.ids()
    const join = () =>
      store.transaction(async (tx) => {
        const added = await userOfToken(tx, context, token_digest)
        await tx.delete('connection_tokens', { token_digest })
        await connect(tx, context, [params.user_id, added.id], connectionId)
      })
    await limitByNetwork(context, join, 400)
  },
)

const removeConnection = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/remove-connection',
    id: 'removeUserConnection',
    summary: "Take a user, or oneself, out of one's connection",
    tag: 'Users',
    body: z.object({ target_user_id: uuid() }),
  },
  async (context) => {
    const { body, params, store } = context
    requireOwnSession(context, params.user_id)
    await store.transaction(async (tx) => {
      const connected = await connectedUsers(tx, params.user_id)
      if (connected.length === 1 || !connected.includes(body.target_user_id)) {
        throw notFound('user', body.target_user_id)
      }
      await leaveConnection(tx, body.target_user_id)
    })
  },
)

export const connectionOperations: readonly Operation[] = [
  getConnections,
  initiateConnection,
  joinConnection,
  removeConnection,
]

/** @throws ApiError 400 for an unknown, used or old token, and for one whose user is locked by now. */
async function userOfToken(
  tx: Transaction,
  { now }: CallerContext,
  token_digest: ReturnType<typeof anyDigest>,
): Promise<UserRow> {
  const where = { token_digest }
  const [token] = await tx.find('connection_tokens', { where, limit: 1 })
  const user = token && token.expires_at > now ? await tx.get('users', token.user_id) : undefined
  if (user === undefined || user.locked) {
    throw invalidArgument('token', 'is not known, has been used, or is too old: ask for a new one')
  }
  return user
}

/**
 * Makes one connection of those of two users.
 *
 * @param connectionId Of the connection where neither has one yet.
 * @throws ApiError 400 when two users would be of one Organization, 412 when it would be too large.
 */
async function connect(
  tx: Transaction,
  { now }: CallerContext,
  [one, other]: readonly [string, string],
  connectionId: string,
): Promise<void> {
  const joined = await connectedUsers(tx, one)
  if (one !== other && joined.includes(other)) return
  const ids = [...new Set([...joined, ...(await connectedUsers(tx, other))])]
  const users = await tx.find('users', { where: { id: { in: ids } } })
  if (new Set(users.map((user) => user.organization_id)).size < ids.length || one === other) {
    throw invalidArgument('token', 'is of a user of an Organization that is connected already')
  }
  if (ids.length > MOST_CONNECTED) {
    throw preconditionFailed(
      'resource_not_usable',
      `no more than ${MOST_CONNECTED} users can be connected`,
    )
  }
  const known = (await tx.get('user_connections', one)) ?? (await tx.get('user_connections', other))
  const connection_id = known?.connection_id ?? connectionId
  for (const user_id of ids) {
    const moved = await tx.update('user_connections', { user_id }, { connection_id })
    if (moved === 0) {
      await tx.insert('user_connections', { user_id, connection_id, connected_at: now })
    }
  }
}

/** The connected users but oneself, in the order in which they were connected. */
async function describe(
  reader: Reader,
  ids: readonly string[],
  self: string,
): Promise<z.output<typeof connectionSchema>[]> {
  const others = ids.filter((id) => id !== self)
  if (others.length === 0) return []
  const users = await reader.find('users', { where: { id: { in: others } } })
  const organizations = await reader.find('organizations', {
    where: { id: { in: users.map((user) => user.organization_id) } },
  })
  return others.flatMap((id) => {
    const user = users.find((row) => row.id === id)
    const organization = organizations.find((row) => row.id === user?.organization_id)
    if (user === undefined || organization === undefined) return []
    return {
      // An Organization as a whole is never locked here.
      organization: { id: organization.id, name: organization.name, locked: false },
      user: { id: user.id, username: user.username, type: user.type },
    }
  })
}
