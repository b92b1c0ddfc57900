import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'
import type { SqlKind } from '../sql-text.ts'

/**
 * Security settings of an Organization, what signing in with a second factor needs, names in the log
 * that outlive what they name, quotas of single Organizations, and SSH keys. What is there already
 * gets the settings of a new Organization.
 */
export const securityAndSshKeys: Migration = async (db, kind) => {
  for (const statement of statements(kind)) await sql.raw(statement).execute(db)
}

const LINE_BREAK = '\n'
const LOG_TEXTS = ['bearer_id', 'bearer_name', 'resource_id', 'resource_name', 'ip', 'user_agent']

/** The key of each table that entries of the log are about, and what its rows are called. */
const NAMES = {
  users: ['id', "coalesce(nullif(trim(first_name || ' ' || last_name), ''), username)"],
  applications: ['id', 'name'],
  groups: ['id', 'name'],
  policies: ['id', 'name'],
  api_keys: ['access_key', 'description'],
} as const

/** Writes today's names into the log. Letters beyond ASCII are searched by as they are written. */
function keptName(column: string, id: string, tables: readonly (keyof typeof NAMES)[]): string[] {
  return tables.map((table) => {
    const [key, name] = NAMES[table]
    return `update logs set ${column} = (select ${name} from ${table} where ${key} = logs.${id})
      where ${id} in (select ${key} from ${table})`
  })
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
    `alter table users add column last_failed_sign_in_at ${text}`,

    `alter table logs add column bearer_type ${text} not null default 'user'`,
    `alter table logs add column bearer_name ${text} not null default ''`,
    `alter table logs add column resource_name ${text} not null default ''`,
    `alter table logs add column search_text ${text} not null default ''`,
    // Beginning with the Organization, so that they are preferred to the order by time.
    'drop index logs_by_resource',
    'create index logs_by_resource on logs (organization_id, resource_id, created_at, id)',
    'create index logs_by_bearer on logs (organization_id, bearer_id, created_at, id)',
    'create index logs_by_type on logs (organization_id, resource_type, created_at, id)',
    'create index logs_by_action on logs (organization_id, action, created_at, id)',

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
      expires_at ${text} not null,
      tries integer not null
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

    // Last: PostgreSQL alters no table any more whose rows wait for their references to be checked.
    // Nobody could set MFA up before: who is said to have it has no secret, and could never sign in.
    'update users set mfa = 0',
    "update logs set bearer_type = 'application' where bearer_id in (select id from applications)",
    ...keptName('bearer_name', 'bearer_id', ['users', 'applications']),
    ...keptName('resource_name', 'resource_id', Object.keys(NAMES) as (keyof typeof NAMES)[]),
    `update logs set search_text = lower(${LOG_TEXTS.join(` || '${LINE_BREAK}' || `)})`,
  ]
}
