import { anyDigest, type Peppers } from '../../backend/http/peppers.ts'
import type { Sealing } from '../../backend/http/sealing.ts'
import { toTimestamp } from '../../backend/http/timestamps.ts'
import { type Store, StoreFull } from '../../backend/store/store.ts'
import { KeyRefused } from './upstream-errors.ts'

/** Whose key somebody signed in with. `unknown`: the key may not tell. */
export interface SignedInBearer {
  readonly type: 'user' | 'application' | 'unknown'
  /** Empty when it is unknown. */
  readonly id: string
}

/** Who is signed in, and with what. */
export interface GatewaySession {
  readonly accessKey: string
  readonly secretKey: string
  readonly bearer: SignedInBearer
  readonly organizationId: string
}

/** A session with what names it in the database and in memory. */
export interface OpenSession extends GatewaySession {
  /** Digest of the token. */
  readonly id: string
}

export interface GatewaySessions {
  /** Gives the token that the browser keeps, and when it ends at the latest. */
  open(session: GatewaySession): Promise<{ token: string; expiresAt: Date }>
  /**
   * Undefined for a token that is unknown, over, or sealed under another pepper.
   *
   * @throws KeyRefused when it was voided.
   */
  find(token: string): Promise<OpenSession | undefined>
  /** Ends a session, if there is one. Gives the digests that its id can have. */
  close(token: string): Promise<readonly string[]>
  /**
   * Ends a session whose key the platform does not take any more. What it held is gone; that there was
   * one is kept until it would have ended, so that requests on their way are told why too.
   */
  void(token: string): Promise<void>
}

/** Seconds from the sign-in, and from the last request, after which a session is over. */
const LONGEST_SECONDS = 12 * 60 * 60
const IDLE_SECONDS = 60 * 60
/** How exact the time of the last request is kept, so that not every request writes. */
const USE_SECONDS = 60
const TOKEN_BYTES = 32
const VOID = ''

/**
 * The sessions of cloud mode, in the server's own database, so that they survive a restart, end at
 * sign-out, and are the same for all servers on one database.
 *
 * What a session holds is encrypted under the pepper and the session's token together. The token is
 * in the browser's cookie only, and the database has its digest: neither the database, nor the
 * database with the pepper, nor the cookie gives a secret key away.
 */
export function createGatewaySessions({
  store,
  peppers,
  clock,
}: {
  store: Store
  peppers: Peppers
  clock: () => Date
}): GatewaySessions {
  const named = (token: string): string => `gateway session ${token}`
  const sealingOf = (token: string): Sealing => peppers.sealingWith(Buffer.from(token, 'base64url'))
  const ago = (seconds: number): string => toTimestamp(new Date(clock().getTime() - seconds * 1000))

  return {
    async open(session) {
      const token = Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString(
        'base64url',
      )
      const id = await peppers.digest(named(token))
      const sealed = await sealingOf(token).seal(JSON.stringify(session), id)
      const now = clock()
      const expiresAt = new Date(now.getTime() + LONGEST_SECONDS * 1000)
      await store.transaction(async (tx) => {
        await tx.delete('gateway_sessions', { expires_at: { below: toTimestamp(now) } })
        await tx.delete('gateway_sessions', { used_at: { below: ago(IDLE_SECONDS) } })
        await tx.insert('gateway_sessions', {
          token_digest: id,
          sealed,
          created_at: toTimestamp(now),
          used_at: toTimestamp(now),
          expires_at: toTimestamp(expiresAt),
        })
      })
      return { token, expiresAt }
    },

    async find(token) {
      const digests = await peppers.digests(named(token))
      const [row] = await store.find('gateway_sessions', {
        where: { token_digest: anyDigest(digests) },
        limit: 1,
      })
      if (row === undefined) return undefined
      const id = row.token_digest
      if (row.expires_at <= toTimestamp(clock()) || row.used_at <= ago(IDLE_SECONDS)) {
        await store.transaction((tx) => tx.delete('gateway_sessions', { token_digest: id }))
        return undefined
      }
      if (row.sealed === VOID) throw new KeyRefused('not_found')
      const session = await unseal(sealingOf(token), row.sealed, id)
      if (session === undefined) return undefined
      if (row.used_at <= ago(USE_SECONDS)) {
        const used_at = toTimestamp(clock())
        await store
          .transaction((tx) => tx.update('gateway_sessions', { token_digest: id }, { used_at }))
          .catch(unlessFull)
      }
      return { ...session, id }
    },

    async void(token) {
      const token_digest = anyDigest(await peppers.digests(named(token)))
      await store.transaction((tx) =>
        tx.update('gateway_sessions', { token_digest }, { sealed: VOID }),
      )
    },

    async close(token) {
      const digests = await peppers.digests(named(token))
      await store.transaction((tx) =>
        tx.delete('gateway_sessions', { token_digest: anyDigest(digests) }),
      )
      return digests
    },
  }
}

/** Reading goes on when there is no room for a change: the session lasts an hour from its last note. */
function unlessFull(error: unknown): void {
  if (!(error instanceof StoreFull)) throw error
}

/** Undefined for what was sealed under another pepper, or altered. */
async function unseal(
  sealing: Sealing,
  sealed: string,
  id: string,
): Promise<GatewaySession | undefined> {
  try {
    return JSON.parse(await sealing.open(sealed, id)) as GatewaySession
  } catch {
    return undefined
  }
}
