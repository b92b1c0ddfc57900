import { sql } from 'kysely'

import { DatabaseUnsuitable } from '../database-unsuitable.ts'
import type { Migration } from '../migrate.ts'

/**
 * Which peppers keep secrets in the database, and the latest time that a server has seen. What is
 * digested or sealed already is marked with the id of the one pepper there was.
 */
export const peppersAndTime: Migration = async (db, kind, pepperIds) => {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  await sql
    .raw(`create table peppers (id ${text} not null primary key, rank integer not null) ${strict}`)
    .execute(db)
  await sql
    .raw(
      `create table latest_times (id ${text} not null primary key, at ${text} not null) ${strict}`,
    )
    .execute(db)

  const kept: string[] = []
  for (const [table, column] of KEPT) {
    const found = await sql
      .raw(`select 1 from ${table} where ${column} is not null limit 1`)
      .execute(db)
    if (found.rows.length > 0) kept.push(`update ${table} set ${column} = '?.' || ${column}`)
  }
  if (kept.length === 0) return
  const [pepper, ...others] = pepperIds
  if (pepper === undefined || others.length > 0) {
    throw new DatabaseUnsuitable(
      'The database is of an earlier version. Start once with the one pepper it was used with, ' +
        'before you give it another.',
    )
  }
  for (const statement of kept) await sql.raw(statement.replace('?', pepper)).execute(db)
}

/** The digests and sealed texts of the versions before. */
const KEPT = [
  ['api_keys', 'secret_digest'],
  ['jwts', 'token_digest'],
  ['sign_in_links', 'token_digest'],
  ['sign_in_codes', 'code_digest'],
  ['recovery_codes', 'id'],
  ['idempotency_keys', 'id'],
  ['users', 'totp_secret'],
] as const
