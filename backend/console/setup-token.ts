import type { BackendOptions } from '../http/options.ts'
import { toTimestamp } from '../http/timestamps.ts'
import type { Reader } from '../store/store.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/** The key of the one row there may be. */
export const SETUP_ROW = 'setup'

/**
 * Makes a token the one with which the first visitor sets an empty server up, in the place of an
 * earlier one. Only its digest is stored.
 *
 * @param token from a cryptographic generator, 256 bits
 * @returns whether it will be taken: not once there is an Organization
 */
export async function storeSetupToken(
  options: Pick<BackendOptions, 'store' | 'clock' | 'peppers'>,
  token: string,
): Promise<boolean> {
  const row = {
    id: SETUP_ROW,
    token_digest: await options.peppers.digest(token),
    expires_at: toTimestamp(new Date(options.clock().getTime() + DAY_MILLISECONDS)),
  } as const
  return options.store.transaction(async (tx) => {
    await tx.delete('setup_tokens', { id: SETUP_ROW })
    if ((await tx.count('organizations')) > 0) return false
    await tx.insert('setup_tokens', row)
    return true
  })
}

/** Whether the server waits to be set up: it holds no Organization, and a token was made for that. */
export async function needsSetup(reader: Reader): Promise<boolean> {
  return (await reader.count('setup_tokens')) > 0 && (await reader.count('organizations')) === 0
}
