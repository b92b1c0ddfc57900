import type { BackendOptions } from '../http/options.ts'
import { toTimestamp } from '../http/timestamps.ts'
import { newToken } from '../http/tokens.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * Makes a token that signs a user in once, through `POST /console/v1/session`. Only its digest is
 * stored; links whose time is over are swept on the way.
 *
 * @param lifetime Milliseconds; a day unless given.
 */
export async function createSignInLink(
  options: Pick<BackendOptions, 'store' | 'clock' | 'secrets' | 'peppers'>,
  userId: string,
  lifetime = DAY_MILLISECONDS,
): Promise<string> {
  const token = newToken(options)
  const now = options.clock()
  const row = {
    token_digest: await options.peppers.digest(token),
    user_id: userId,
    expires_at: toTimestamp(new Date(now.getTime() + lifetime)),
  }
  await options.store.transaction(async (tx) => {
    await tx.delete('sign_in_links', { expires_at: { atMost: toTimestamp(now) } })
    await tx.insert('sign_in_links', row)
  })
  return token
}
