import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'

/**
 * PostgreSQL gathers what is new in an index of words in a list, which every search reads from end to
 * end, until it is 4 MB long: a search for what nobody has then takes many milliseconds instead of less
 * than one. 512 kB still take some hundred new rows into the index at once. The log, with an entry for
 * every change, is searched seldom enough to keep its long list.
 */
export const shortPendingLists: Migration = async (db, kind) => {
  if (kind === 'postgres') await sql.raw(shorten).execute(db)
}

/** Databases like PostgreSQL may have other indexes, without such a list. */
const shorten = `do $$
declare
  name text;
begin
  for name in select indexname from pg_indexes
    where schemaname = current_schema() and tablename <> 'logs' and indexname like '%\\_words'
  loop execute format('alter index %I set (gin_pending_list_limit = 512)', name); end loop;
exception when feature_not_supported or invalid_parameter_value or undefined_object then
  raise notice 'the lists of new words stay as they are: %', sqlerrm;
end $$`
