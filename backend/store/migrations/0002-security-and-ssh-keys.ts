import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'
import type { SqlKind } from '../sql-where.ts'

/**
 * Security settings of an Organization, what signing in with a second factor needs, names in the log
 * that outlive what they name, quotas of single Organizations, and SSH keys. What is there already
 * gets the settings of a new Organization.
 */
export const securityAndSshKeys: Migration = async (db, kind) => {
  for (const statement of statements(kind)) await sql.raw(statement).execute(db)
}

function statements(kind: SqlKind): string[] {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  const references = (table: string) => `references ${table} (id) deferrable initially deferred`
  const integers = (table: string, columns: Readonly<Record<string, number>>) =>
    Object.entries(columns).map(
      ([column, value]) =>
        `alter table ${table} add column ${column} integer not null default ${value}`,
    )

  return [
    ...integers('organizations', {
      login_password_enabled: 1,
      login_magic_code_enabled: 1,
      login_oauth2_enabled: 0,
      login_saml_enabled: 0,
      enforce_mfa: 0,
      enforce_password_renewal: 0,
      grace_period_seconds: 259_200,
      login_attempts_before_locked: 10,
      max_login_session_seconds: 2_592_000,
      max_api_key_expiration_seconds: 0,
    }),
    ...integers('users', { password_chosen_by_other: 0, failed_sign_ins: 0 }),
    `alter table users add column totp_secret ${text}`,
    'alter table users add column totp_last_step integer',

    `alter table logs add column bearer_type ${text} not null default 'user'`,
    `alter table logs add column bearer_name ${text} not null default ''`,
    `alter table logs add column resource_name ${text} not null default ''`,
    `alter table logs add column search_text ${text} not null default ''`,
    "update logs set search_text = bearer_id || ' ' || resource_id || ' ' || ip",

    `create table quotas (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      name ${text} not null,
      quota integer not null
    ) ${strict}`,

    `create table recovery_codes (
      id ${text} not null primary key,
      user_id ${text} not null ${references('users')}
    ) ${strict}`,
    'create index recovery_codes_by_user on recovery_codes (user_id)',

    `create table grace_periods (
      id ${text} not null primary key,
      user_id ${text} not null ${references('users')},
      type ${text} not null,
      created_at ${text} not null
    ) ${strict}`,
    'create index grace_periods_by_user on grace_periods (user_id)',

    `create table sign_in_codes (
      user_id ${text} not null primary key ${references('users')},
      code_digest ${text} not null,
      expires_at ${text} not null
    ) ${strict}`,

    `create table ssh_keys (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      project_id ${text} not null ${references('projects')},
      name ${text} not null,
      name_key ${text} not null,
      public_key ${text} not null,
      fingerprint ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      disabled integer not null,
      search_text ${text} not null
    ) ${strict}`,
    'create index ssh_keys_by_creation on ssh_keys (organization_id, created_at, id)',
    'create index ssh_keys_by_project on ssh_keys (project_id, created_at, id)',
  ]
}
