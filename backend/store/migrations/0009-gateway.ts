import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'

/** Sessions of cloud mode, and the keys that were asked for through it. */
export const gateway: Migration = async (db, kind) => {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  const statements = [
    `create table gateway_sessions (
      token_digest ${text} not null primary key,
      sealed ${text} not null,
      created_at ${text} not null,
      used_at ${text} not null,
      expires_at ${text} not null
    ) ${strict}`,
    'create index gateway_sessions_by_end on gateway_sessions (expires_at)',
    `create table gateway_creations (
      id ${text} not null primary key,
      created_at ${text} not null,
      bearer_id ${text} not null,
      description ${text} not null,
      state ${text} not null,
      access_key ${text} not null
    ) ${strict}`,
    'create index gateway_creations_by_time on gateway_creations (created_at)',
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
