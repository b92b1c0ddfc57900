import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'

/**
 * Failed attempts that belong to no user, so that every server of a database counts them alike, and
 * when a user has done what a grace period was for.
 */
export const attempts: Migration = async (db, kind) => {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  const statements = [
    `create table attempts (
      id ${text} not null primary key,
      failures integer not null,
      last_failed_at ${text} not null,
      expires_at ${text} not null
    ) ${strict}`,
    'create index attempts_by_expiry on attempts (expires_at)',
    `alter table grace_periods add column met_at ${text}`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
