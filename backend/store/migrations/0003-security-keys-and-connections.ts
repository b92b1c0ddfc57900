import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'
import type { SqlKind } from '../sql-text.ts'

/**
 * WebAuthn authenticators of users and the ceremonies that register them, connections between one
 * person's users in several Organizations, and what Projects are said to be for.
 */
export const securityKeysAndConnections: Migration = async (db, kind) => {
  for (const statement of statements(kind)) await sql.raw(statement).execute(db)
}

function statements(kind: SqlKind): string[] {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  const references = (table: string) => `references ${table} (id) deferrable initially deferred`

  return [
    `create table webauthn_authenticators (
      id ${text} not null primary key,
      user_id ${text} not null ${references('users')},
      name ${text} not null,
      credential_id ${text} not null unique,
      public_key ${text} not null,
      public_key_algorithm integer not null,
      sign_count integer not null,
      rp_id ${text} not null,
      created_at ${text} not null,
      last_login_at ${text}
    ) ${strict}`,
    'create index webauthn_authenticators_by_user on webauthn_authenticators (user_id, created_at, id)',

    `create table webauthn_ceremonies (
      id ${text} not null primary key,
      user_id ${text} not null ${references('users')},
      challenge_digest ${text} not null,
      origin ${text} not null,
      expires_at ${text} not null
    ) ${strict}`,
    'create index webauthn_ceremonies_by_user on webauthn_ceremonies (user_id)',

    `create table user_connections (
      user_id ${text} not null primary key ${references('users')},
      connection_id ${text} not null,
      connected_at ${text} not null
    ) ${strict}`,
    'create index user_connections_by_connection on user_connections (connection_id)',

    `create table connection_tokens (
      token_digest ${text} not null primary key,
      user_id ${text} not null ${references('users')},
      expires_at ${text} not null
    ) ${strict}`,
    'create index connection_tokens_by_user on connection_tokens (user_id)',

    `create table project_qualifications (
      project_id ${text} not null primary key ${references('projects')},
      architecture_type ${text} not null,
      use_case ${text},
      sub_use_case ${text}
    ) ${strict}`,

    // Who is signed out loses what was opened from those sessions too.
    'create index jwts_by_issuer on jwts (issuer_id)',
  ]
}
