import type { OpenSession } from './gateway-sessions.ts'
import { createOrganizationReader, type OrganizationReader } from './organization-reader.ts'
import type { Upstream } from './upstream.ts'

/** How long what was read for the console's own answers is used again. */
const KEPT_MILLISECONDS = 20_000
/** Sessions whose reads are kept at a time. */
const MOST_SESSIONS = 100

/** The readers of sessions, each with what it has read lately. */
export interface ReaderCache {
  of(session: OpenSession): OrganizationReader
  /** Drops what was read of an Organization, by whatever session: something in it changes. */
  forget(organizationId: string): void
  /** Drops what was read in sessions that have ended, and their secret keys. */
  drop(sessionIds: readonly string[]): void
}

/**
 * Keeps readers for some seconds. What one session has read is never used for another, since the
 * platform answers each by its own rights.
 */
export function createReaderCache(upstream: Upstream, clock: () => Date): ReaderCache {
  const readers = new Map<
    string,
    { reader: OrganizationReader; organizationId: string; until: number }
  >()
  return {
    of(session) {
      const now = clock().getTime()
      const known = readers.get(session.id)
      if (known !== undefined && now < known.until && known.until - now <= KEPT_MILLISECONDS) {
        return known.reader
      }
      const reader = createOrganizationReader(upstream, session)
      const { organizationId } = session
      for (const [id, { until }] of readers) if (until <= now) readers.delete(id)
      readers.delete(session.id)
      readers.set(session.id, { reader, organizationId, until: now + KEPT_MILLISECONDS })
      const [oldest] = readers.keys()
      if (readers.size > MOST_SESSIONS && oldest !== undefined) readers.delete(oldest)
      return reader
    },

    forget(organizationId) {
      for (const [id, entry] of readers) {
        if (entry.organizationId === organizationId) readers.delete(id)
      }
    },

    drop(sessionIds) {
      for (const id of sessionIds) readers.delete(id)
    },
  }
}
