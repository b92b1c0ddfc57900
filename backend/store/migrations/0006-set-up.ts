import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'

/** What the first visitor of an empty server must hold. There is one row at most. */
export const setUp: Migration = async (db, kind) => {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  await sql
    .raw(
      `create table setup_tokens (
        id ${text} not null primary key,
        token_digest ${text} not null,
        expires_at ${text} not null
      ) ${strict}`,
    )
    .execute(db)
}
