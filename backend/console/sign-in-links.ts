import { createDigest } from '../http/digests.ts'
import type { BackendOptions } from '../http/options.ts'
import { toTimestamp } from '../http/timestamps.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * Makes a token that signs a user in once, through `POST /console/v1/session`. Only its digest is
 * stored; links whose time is over are swept on the way.
 *
 * @param lifetime Milliseconds; a day unless given.
 */
export async function createSignInLink(
  options: Pick<BackendOptions, 'store' | 'clock' | 'secrets' | 'pepper'>,
  userId: string,
  lifetime = DAY_MILLISECONDS,
): Promise<string> {
  const token = newToken(options)
  const now = options.clock()
  const row = {
    token_digest: await createDigest(options.pepper)(token),
    user_id: userId,
    expires_at: toTimestamp(new Date(now.getTime() + lifetime)),
  }
  await options.store.transaction(async (tx) => {
    await tx.delete('sign_in_links', { expires_at: { atMost: toTimestamp(now) } })
    await tx.insert('sign_in_links', row)
  })
  return token
}

/** Two secrets in one: a token for sessions and links, beyond 128 random bits. */
export function newToken({ secrets }: Pick<BackendOptions, 'secrets'>): string {
  return `${secrets()}${secrets()}`.replaceAll('-', '')
}
