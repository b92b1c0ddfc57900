import { toTimestamp } from '../backend/http/timestamps.ts'
import type { Store } from '../backend/store/store.ts'

/**
 * A clock that never shows an earlier time than it, or another server on the same database, has shown
 * before: setting the machine's clock back, with or without a restart, brings nothing to life again
 * whose time was over.
 */
export interface SteadyClock {
  now(): Date
  /** Takes over the database's latest time, or tells it a later one. @throws StoreUnavailable */
  sync(): Promise<void>
  /**
   * Keeps in the database that something is over, unless a later time is there already: so the writes
   * are as many as the things that end, however often they are tried.
   *
   * @param at when it ended
   */
  expired(at: string): Promise<void>
  /** How many milliseconds the machine's clock is behind the latest time seen. */
  behind(): number
}

const ROW = 'latest'

/**
 * Reads the latest time seen from the database.
 *
 * @param clock the machine's
 * @throws StoreUnavailable
 */
export async function openSteadyClock(store: Store, clock: () => Date): Promise<SteadyClock> {
  let latest = 0
  /** What the database is known to hold. */
  let stored = ''

  const now = (): Date => {
    latest = Math.max(latest, clock().getTime())
    return new Date(latest)
  }
  const sync = async (): Promise<void> => {
    const row = await store.get('latest_times', ROW)
    if (row !== undefined) {
      stored = row.at
      latest = Math.max(latest, Date.parse(row.at))
    }
    const at = toTimestamp(now())
    if (at <= stored) return
    await store.transaction(async (tx) => {
      const known = await tx.get('latest_times', ROW)
      if (known === undefined) await tx.insert('latest_times', { id: ROW, at })
      else if (known.at < at) await tx.update('latest_times', { id: ROW }, { at })
    })
    stored = at
  }
  await sync()
  return {
    now,
    sync,
    async expired(at) {
      if (stored < at) await sync()
    },
    behind: () => latest - clock().getTime(),
  }
}

/** What is good for a day at most, and easily asked for anew. */
const PASSING = [
  'sign_in_links',
  'sign_in_codes',
  'connection_tokens',
  'webauthn_ceremonies',
  'setup_tokens',
] as const

/**
 * Forgets the latest time seen, after a clock that was ahead by mistake has been put right, and with it
 * what that clock has dated: sessions made by it would last, and refusals after failed attempts hold,
 * until the mistaken time is there.
 *
 * @param now the right time
 */
export async function resetSteadyClock(store: Store, now: Date): Promise<void> {
  const at = toTimestamp(now)
  const later = { above: at }
  await store.transaction(async (tx) => {
    await tx.delete('latest_times', { id: ROW })
    await tx.delete('jwts', { created_at: later })
    await tx.delete('gateway_sessions', { or: [{ created_at: later }, { used_at: later }] })
    for (const table of PASSING) await tx.delete(table, {})
    await tx.delete('attempts', { last_failed_at: later })
    await tx.update('users', { last_failed_sign_in_at: later }, { last_failed_sign_in_at: at })
    await tx.update('grace_periods', { created_at: later }, { created_at: at })
    await tx.update('grace_periods', { met_at: later }, { met_at: at })
  })
}
