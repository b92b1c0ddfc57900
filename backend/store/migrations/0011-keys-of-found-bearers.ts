import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'

/**
 * A search finds the keys of all bearers that it has found, which are thousands of rows of which a
 * hundred are shown: with the access key in the index, only those are read. Names of applications are no
 * longer looked into apart from their descriptions.
 */
export const keysOfFoundBearers: Migration = async (db) => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'drop index api_keys_by_bearer',
  'create index api_keys_by_bearer on api_keys (bearer_id, created_at, access_key)',
  'drop index if exists applications_name_key_words',
]
