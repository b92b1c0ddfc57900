import type { Transaction } from '../store/store.ts'
import { usesCookie } from './authentication.ts'
import type { CallerContext } from './context.ts'
import { newToken } from './tokens.ts'

/** Another token for a session that goes on. */
export interface SessionRenewal {
  /** Makes the former token worthless. To be called in the transaction of what it is renewed for. */
  store(tx: Transaction): Promise<void>
  /** Hands the new token to the carrier, once the transaction is over. */
  handOver(): void
}

/**
 * Prepares a new token for the console's session of the caller: somebody who has stolen the former one
 * is out when the user changes the password. A token that a client holds itself, in a header, stays:
 * the client would not notice.
 */
export async function renewSession(context: CallerContext): Promise<SessionRenewal> {
  const { sessionId } = context.caller
  if (sessionId === undefined || !usesCookie(context)) {
    return { store: async () => {}, handOver: () => {} }
  }
  const token = newToken(context.options)
  const token_digest = await context.digest(token)
  let expiresAt: string | undefined
  return {
    async store(tx) {
      await tx.update('jwts', { jti: sessionId }, { token_digest, updated_at: context.now })
      expiresAt = (await tx.get('jwts', sessionId))?.expires_at
    },
    handOver() {
      if (expiresAt !== undefined) context.session.write(token, new Date(expiresAt))
    },
  }
}
