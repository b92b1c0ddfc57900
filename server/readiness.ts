import type { Store } from '../backend/store/store.ts'

/** Milliseconds within which a healthy store answers. */
const LIMIT = 2000

/** Whether a balancer may send requests here. */
export type Readiness = 'ready' | 'stopping' | 'unavailable'

/** Tells whether the server is ready. */
export interface ReadinessCheck {
  /** Asks the store, once for all who ask at the same time; takes two seconds at most. */
  check(): Promise<Readiness>
  /** From now on the server is stopping, whatever the store says. */
  stop(): void
}

/** The check of a server whose store is open and whose tables are up to date. */
export function createReadinessCheck(store: Pick<Store, 'count'>): ReadinessCheck {
  let stopping = false
  let running: Promise<Readiness> | undefined

  const ask = async (): Promise<Readiness> => {
    const late = Promise.withResolvers<Readiness>()
    const timer = setTimeout(() => late.resolve('unavailable'), LIMIT)
    try {
      // A table that has a row at most: it costs the same however much there is.
      const answered = store.count('setup_tokens').then(
        () => 'ready' as const,
        () => 'unavailable' as const,
      )
      return await Promise.race([answered, late.promise])
    } finally {
      clearTimeout(timer)
      running = undefined
    }
  }

  return {
    check: async () => (stopping ? 'stopping' : (running ??= ask())),
    stop: () => {
      stopping = true
    },
  }
}
