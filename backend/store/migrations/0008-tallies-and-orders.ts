import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'
import type { SqlKind } from '../sql-text.ts'

/**
 * What keeps lists quick however many rows they have: running counts for their totals, an index for
 * every order that a list can be asked for, and on PostgreSQL indexes of the texts that searches look
 * in, where its extension pg_trgm may be used.
 */
export const talliesAndOrders: Migration = async (db, kind) => {
  for (const statement of statements(kind)) await sql.raw(statement).execute(db)
  if (kind === 'postgres') await sql.raw(trigrams).execute(db)
}

function statements(kind: SqlKind): string[] {
  const postgres = kind === 'postgres'
  const text = postgres ? 'text collate "C"' : 'text'
  const descending = (column: string) => (postgres ? `${column} desc nulls last` : `${column} desc`)

  return [
    // Room on each page, so that a changed amount stays on it and no index has to follow.
    `create table tallies (
      tally ${text} not null,
      organization_id ${text} not null,
      day ${text} not null,
      a ${text} not null,
      b ${text} not null,
      shard integer not null,
      amount integer not null,
      primary key (tally, organization_id, day, a, b, shard)
    ) ${postgres ? 'with (fillfactor = 50)' : 'strict'}`,
    ...counted.map(
      ([name, table, day, a, b]) =>
        `insert into tallies (tally, organization_id, day, a, b, shard, amount)
          select '${name}', organization_id, ${day}, ${a}, ${b}, 0, count(*)
          from ${table} group by 2, 3, 4, 5`,
    ),

    'drop index projects_by_name',
    'create index projects_by_text on projects (organization_id, search_text, id)',
    'create index users_by_type on users (organization_id, type, created_at, id)',
    'create index users_by_change on users (organization_id, updated_at, id)',
    'create index users_by_login on users (organization_id, last_login_at, id)',
    `create index users_by_last_login on users (organization_id, ${descending('last_login_at')}, id desc)`,
    'create index applications_by_change on applications (organization_id, updated_at, id)',
    'create index applications_protected on applications (organization_id, created_at, id) where editable = 0',
    'create index groups_by_change on groups (organization_id, updated_at, id)',
    'create index policies_protected on policies (organization_id, created_at, id) where editable = 0',
    'create index api_keys_protected on api_keys (organization_id, created_at, access_key) where editable = 0',
    'create index api_keys_by_description on api_keys (organization_id, description, created_at, access_key)',
    // With what lists are filtered by: such a list is read from here alone, until its page is known.
    'drop index api_keys_by_creation',
    'create index api_keys_by_creation on api_keys (organization_id, created_at, access_key, expires_at, bearer_type, editable)',
    'create index api_keys_by_key on api_keys (organization_id, access_key)',
    'create index api_keys_by_change on api_keys (organization_id, updated_at, access_key)',
    'create index api_keys_by_expiry on api_keys (organization_id, expires_at, access_key)',
    `create index api_keys_by_last_expiry on api_keys (organization_id, ${descending('expires_at')}, access_key desc)`,
    'create index ssh_keys_by_change on ssh_keys (organization_id, updated_at, id)',
    'create index ssh_keys_by_name on ssh_keys (organization_id, name_key, id)',
  ]
}

/** Name, table, and what the columns `day`, `a` and `b` hold. */
const counted = [
  ['projects', 'projects', "''", "''", "''"],
  ['users', 'users', "''", 'type', 'cast(mfa as text)'],
  ['applications', 'applications', "''", 'cast(editable as text)', "''"],
  ['groups', 'groups', "''", "''", "''"],
  ['policies', 'policies', "''", "coalesce(principal_type, '')", 'cast(editable as text)'],
  ['ssh_keys', 'ssh_keys', "''", 'cast(disabled as text)', "''"],
  ['api_keys', 'api_keys', "''", 'bearer_type', 'cast(editable as text)'],
  [
    'api_keys by expiry',
    'api_keys',
    "coalesce(substr(expires_at, 1, 10), '')",
    'bearer_type',
    'cast(editable as text)',
  ],
  ['logs', 'logs', "''", 'resource_type', 'action'],
  ['logs by day', 'logs', 'substr(created_at, 1, 10)', 'resource_type', 'action'],
] as const

const searched = [
  ['users', 'search_text'],
  ['applications', 'search_text'],
  ['applications', 'name_key'],
  ['groups', 'search_text'],
  ['policies', 'search_text'],
  ['projects', 'search_text'],
  ['api_keys', 'search_text'],
  ['rules', 'project_ids'],
  ['tags', 'tag'],
  ['logs', 'search_text'],
] as const

/**
 * The extension may be missing, or not be this user's to add: searches then read every row. It goes to
 * the schema `public`, for all schemas of the database to use.
 */
const trigrams = `do $$
declare
  home text;
begin
  begin
    create extension if not exists pg_trgm schema public;
  exception when insufficient_privilege or invalid_schema_name then
    create extension if not exists pg_trgm;
  end;
  select n.nspname into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
${searched.map(([table, column]) => trigramIndex(table, column)).join('\n')}
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
  raise notice 'searches go without indexes: %', sqlerrm;
end $$`

function trigramIndex(table: string, column: string): string {
  return `  execute format('create index ${table}_${column}_words on ${table} using gin (${column} %I.gin_trgm_ops)', home);`
}
