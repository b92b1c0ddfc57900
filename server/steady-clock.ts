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

/** Forgets the latest time seen, after a clock that was ahead by mistake has been put right. */
export async function resetSteadyClock(store: Store): Promise<void> {
  await store.transaction((tx) => tx.delete('latest_times', { id: ROW }))
}
