import type { Peppers } from '../backend/http/peppers.ts'
import { toTimestamp } from '../backend/http/timestamps.ts'
import type { Reader, Store } from '../backend/store/store.ts'
import { PepperError } from './pepper.ts'

/** How many secrets are kept under a pepper, by table; tables without any are left out. */
export type PepperUse = Readonly<Record<string, number>>

/** Sealed texts are put under the newest pepper in portions, so that nobody waits long. */
const PORTION = 200

/**
 * Makes the newest of the server's peppers that of the database, and forgets those of the database
 * that nothing hangs on any more.
 *
 * @throws PepperError when secrets of the database are kept under a pepper that the server lacks.
 */
export async function adoptPeppers(store: Store, peppers: Peppers, now: Date): Promise<void> {
  const ids = await peppers.ids()
  const [newest = ''] = ids
  await store.transaction(async (tx) => {
    const known = await tx.find('peppers', { order: [{ column: 'rank', direction: 'asc' }] })
    const latest = known.at(-1)
    if (latest === undefined) {
      await tx.insert('peppers', { id: newest, rank: 1 })
      return
    }
    if (!ids.includes(latest.id)) throw otherPepper(latest.id, ids)
    for (const { id } of known) {
      if (ids.includes(id)) continue
      const use = await pepperUse(tx, id, now)
      if (Object.keys(use).length > 0) throw stillUsed(id, use)
      await tx.delete('peppers', { id })
    }
    if (latest.id === newest) return
    await tx.delete('peppers', { id: newest })
    await tx.insert('peppers', { id: newest, rank: latest.rank + 1 })
  })
}

/** The newest pepper of the database where the server lacks it: another was started with more. */
export async function missingPepper(store: Store, peppers: Peppers): Promise<string | undefined> {
  const [latest] = await store.find('peppers', {
    order: [{ column: 'rank', direction: 'desc' }],
    limit: 1,
  })
  return latest === undefined || (await peppers.ids()).includes(latest.id) ? undefined : latest.id
}

/** What the database keeps under each of the server's former peppers. */
export async function formerUse(
  store: Store,
  peppers: Peppers,
  now: Date,
): Promise<{ pepper: string; use: PepperUse }[]> {
  const [, ...former] = await peppers.ids()
  return Promise.all(
    former.map(async (pepper) => ({ pepper, use: await pepperUse(store, pepper, now) })),
  )
}

/**
 * Puts what can be read again under the newest pepper. Digests have to wait for their secrets: they
 * are renewed when these are used.
 *
 * @returns how many were
 */
export async function sealAnew(store: Store, peppers: Peppers): Promise<number> {
  const [, ...former] = await peppers.ids()
  let renewed = 0
  for (const pepper of former) {
    // Others may be taken up meanwhile, among which this one is the newest again.
    while ((await peppers.ids())[0] !== pepper) {
      const users = await store.find('users', {
        where: { totp_secret: under(pepper) },
        limit: PORTION,
      })
      if (users.length === 0) break
      const sealed = await Promise.all(
        users.map(async ({ id, totp_secret: old }) => {
          const secret = await peppers.open(old ?? '', id)
          return { id, old, totp_secret: await peppers.seal(secret, id) }
        }),
      )
      await store.transaction(async (tx) => {
        for (const { id, old, totp_secret } of sealed) {
          await tx.update('users', { id, totp_secret: old }, { totp_secret })
        }
      })
      renewed += users.length
    }
  }
  return renewed
}

/**
 * Lets the servers of a database start without a pepper although secrets hang on it. These stay, and are
 * good again should the pepper come back.
 *
 * @returns what hangs on it
 * @throws PepperError when the database does not know the pepper, or it is the newest
 */
export async function forgetPepper(store: Store, pepper: string, now: Date): Promise<PepperUse> {
  return store.transaction(async (tx) => {
    const known = await tx.find('peppers', { order: [{ column: 'rank', direction: 'asc' }] })
    if (known.at(-1)?.id === pepper) {
      throw new PepperError(`${pepper} is the newest pepper: put another before it first.`)
    }
    if ((await tx.delete('peppers', { id: pepper })) === 0) {
      throw new PepperError(`The database knows no pepper ${pepper}.`)
    }
    return pepperUse(tx, pepper, now)
  })
}

/** Only what lasts counts: what is over in minutes is not worth waiting for. */
async function pepperUse(reader: Reader, pepper: string, now: Date): Promise<PepperUse> {
  const kept = under(pepper)
  const time = toTimestamp(now)
  const inTime = { expires_at: { above: time } }
  const counts = {
    api_keys: await reader.count('api_keys', {
      secret_digest: kept,
      or: [{ expires_at: null }, inTime],
    }),
    scim_tokens: await reader.count('scim_tokens', { secret_digest: kept, ...inTime }),
    sessions: await reader.count('jwts', { token_digest: kept, ...inTime }),
    cloud_sessions: await reader.count('gateway_sessions', { token_digest: kept, ...inTime }),
    sign_in_links: await reader.count('sign_in_links', { token_digest: kept, ...inTime }),
    authenticators: await reader.count('users', { totp_secret: kept }),
    recovery_codes: await reader.count('recovery_codes', { id: kept }),
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}

/** As in `3 api keys, 1 sessions`. */
export function describeUse(use: PepperUse): string {
  return Object.entries(use)
    .map(([what, count]) => `${count} ${what.replaceAll('_', ' ')}`)
    .join(', ')
}

/** A condition on a column with digests or sealed texts; `/` is the character after the dot. */
function under(pepper: string): { atLeast: string; below: string } {
  return { atLeast: `${pepper}.`, below: `${pepper}/` }
}

function otherPepper(latest: string, given: readonly string[]): PepperError {
  return new PepperError(
    `The secrets of this database are kept under the pepper ${latest}, but the server was given ` +
      `${given.join(' and ')}. Give it the one that other servers of this database have, in ` +
      'SECRET_PEPPER or in the file "pepper" of its data folder.',
  )
}

function stillUsed(pepper: string, use: PepperUse): PepperError {
  return new PepperError(
    `The database still has ${describeUse(use)} under the pepper ${pepper}, which the server was ` +
      'not given. Add it again as the last one; or, if they may stop working, run ' +
      `"node server/main.ts forget-pepper ${pepper}".`,
  )
}
