import type { AttemptRow } from '../store/schema.ts'
import type { Reader, Store, Transaction } from '../store/store.ts'
import type { RequestContext } from './context.ts'
import { ApiError, tooManyRequests } from './errors.ts'
import { networkOf } from './network.ts'
import { secondsLater } from './requirements.ts'

/**
 * Limits on guessing that hold whatever is guessed at. They are counted in the store, so that servers
 * which share a database share the counters, and a restart forgets none.
 */

/** Failed attempts of one network in a window; an office behind one address stays below. */
export const FAILURES_OF_NETWORK = 100
const NETWORK_WINDOW_SECONDS = 10 * 60
/** How long failures at a login that nobody has are remembered. */
const LOGIN_MEMORY_SECONDS = 24 * 60 * 60

type Purpose = 'credentials' | 'sign-in codes'

/**
 * Runs something whose caller may be guessing at a credential: a password, a code, a token. A network
 * with too many failures is refused before anything is looked at.
 *
 * @param wrong Status of the refusal of a wrong credential; 401 unless given. Refusals for too many
 *   attempts count as well, and no others.
 * @throws ApiError 429; what the attempt throws
 */
export async function limitByNetwork<T>(
  context: RequestContext,
  attempt: () => Promise<T>,
  wrong = 401,
): Promise<T> {
  await requireNetwork(context.store, context)
  try {
    return await attempt()
  } catch (error) {
    if (isWrongCredential(error, wrong)) await countNetwork(context, 'credentials')
    throw error
  }
}

/**
 * Passes unless the caller's network has used its attempts up. To be asked again in the transaction
 * that honours a credential: requests that came at the same time may have failed meanwhile.
 *
 * @throws ApiError 429
 */
export async function requireNetwork(
  reader: Reader,
  context: RequestContext,
  purpose: Purpose = 'credentials',
): Promise<void> {
  const row = await current(reader, context, await networkKey(context, purpose))
  if (row !== undefined && row.failures >= FAILURES_OF_NETWORK) throw networkRefused(row, context)
}

/**
 * Counts one attempt of the caller's network.
 *
 * @throws ApiError 429 when there was none left: with that, the answer to a request which came with
 *   many others at once does not tell whether its guess was right.
 */
export async function countNetwork(context: RequestContext, purpose: Purpose): Promise<void> {
  const id = await networkKey(context, purpose)
  const isNew = await context.store.transaction(async (tx) => {
    const row = await current(tx, context, id)
    if (row !== undefined && row.failures >= FAILURES_OF_NETWORK) {
      throw networkRefused(row, context)
    }
    const expires_at = row?.expires_at ?? secondsLater(context.now, NETWORK_WINDOW_SECONDS)
    await put(tx, context, { id, expires_at })
    return row === undefined
  })
  if (isNew) await sweep(context.store, context.now)
}

/** What has been tried at a login that no user has. */
export async function failuresAtLogin(
  reader: Reader,
  context: RequestContext,
  login: string,
): Promise<AttemptRow | undefined> {
  return current(reader, context, await loginKey(context, login))
}

/** Counts a failed attempt at a login that no user has. */
export async function countFailureAtLogin(
  tx: Transaction,
  context: RequestContext,
  login: string,
): Promise<void> {
  const id = await loginKey(context, login)
  await put(tx, context, { id, expires_at: secondsLater(context.now, LOGIN_MEMORY_SECONDS) })
}

function networkKey({ digest, ip }: RequestContext, purpose: Purpose): Promise<string> {
  return digest(`attempts ${purpose} network ${networkOf(ip)}`)
}

/** @param login as it is compared, folded */
function loginKey({ digest }: RequestContext, login: string): Promise<string> {
  return digest(`attempts login ${login}`)
}

/** The row, unless its time is over. */
async function current(
  reader: Reader,
  { now }: RequestContext,
  id: string,
): Promise<AttemptRow | undefined> {
  const row = await reader.get('attempts', id)
  return row === undefined || row.expires_at <= now ? undefined : row
}

async function put(
  tx: Transaction,
  context: RequestContext,
  { id, expires_at }: Pick<AttemptRow, 'id' | 'expires_at'>,
): Promise<void> {
  const former = await current(tx, context, id)
  const counted = {
    failures: (former?.failures ?? 0) + 1,
    last_failed_at: context.now,
    expires_at,
  }
  if ((await tx.update('attempts', { id }, counted)) === 0) {
    await tx.insert('attempts', { id, ...counted })
  }
}

/** Rows that count no more would pile up otherwise. Apart, as nothing depends on it. */
async function sweep(store: Store, now: string): Promise<void> {
  await store.transaction((tx) => tx.delete('attempts', { expires_at: { atMost: now } }))
}

function networkRefused({ expires_at }: AttemptRow, { now }: RequestContext): ApiError {
  const seconds = Math.ceil((Date.parse(expires_at) - Date.parse(now)) / 1000)
  return tooManyRequests(
    Math.max(seconds, 1),
    'too many attempts from this network have failed: wait some minutes, then try again',
  )
}

/** A second factor that is still to come is no failure: a good password alone is answered so. */
function isWrongCredential(error: unknown, wrong: number): boolean {
  if (!(error instanceof ApiError)) return false
  if (error.status === 429) return true
  return error.status === wrong && error.body['reason'] !== 'one_time_password_required'
}
