import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'
import type { SqlKind } from '../sql-text.ts'

/**
 * The first tables. Columns are text or integer, which both databases mean alike: booleans are 0 and
 * 1, lists JSON text. Text is ordered by its bytes whatever the database's language, so that all
 * stores answer in one order.
 *
 * References are checked when a transaction ends, and nothing cascades: what goes with a row is the
 * resource's decision, made in its code, where its log entry is written too. Ids that may belong to a
 * row of several tables (a bearer, a member, a principal, a tagged resource) cannot be references.
 */
export const createTables: Migration = async (db, kind) => {
  for (const statement of statements(kind)) await sql.raw(statement).execute(db)
}

function statements(kind: SqlKind): string[] {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  const references = (table: string) => `references ${table} (id) deferrable initially deferred`

  return [
    `create table organizations (
      id ${text} not null primary key,
      name ${text} not null,
      alias ${text} not null,
      created_at ${text} not null
    ) ${strict}`,

    `create table projects (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      name ${text} not null,
      description ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      search_text ${text} not null
    ) ${strict}`,
    'create index projects_by_creation on projects (organization_id, created_at, id)',
    'create index projects_by_name on projects (organization_id, name, id)',

    `create table users (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      email ${text} not null,
      username ${text} not null,
      username_key ${text} not null,
      email_key ${text} not null,
      first_name ${text} not null,
      last_name ${text} not null,
      phone_number ${text} not null,
      locale ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      last_login_at ${text},
      type ${text} not null,
      status ${text} not null,
      mfa integer not null,
      locked integer not null,
      password_hash ${text},
      password_updated_at ${text},
      search_text ${text} not null
    ) ${strict}`,
    'create unique index users_username on users (organization_id, username_key)',
    'create index users_by_creation on users (organization_id, created_at, id)',
    'create index users_by_email on users (organization_id, email_key, id)',
    'create index users_sign_in_username on users (username_key)',
    'create index users_sign_in_email on users (email_key)',

    `create table applications (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      name ${text} not null,
      name_key ${text} not null,
      description ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      editable integer not null,
      deletable integer not null,
      managed integer not null,
      search_text ${text} not null
    ) ${strict}`,
    'create index applications_by_creation on applications (organization_id, created_at, id)',
    'create index applications_by_name on applications (organization_id, name_key, id)',

    `create table groups (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      name ${text} not null,
      name_key ${text} not null,
      description ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      editable integer not null,
      deletable integer not null,
      managed integer not null,
      search_text ${text} not null
    ) ${strict}`,
    'create unique index groups_name on groups (organization_id, name_key)',
    'create index groups_by_creation on groups (organization_id, created_at, id)',

    `create table group_members (
      id ${text} not null primary key,
      group_id ${text} not null ${references('groups')},
      member_type ${text} not null,
      member_id ${text} not null,
      position integer not null
    ) ${strict}`,
    'create index group_members_by_group on group_members (group_id, position)',
    'create index group_members_by_member on group_members (member_id)',

    `create table policies (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      name ${text} not null,
      name_key ${text} not null,
      description ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      editable integer not null,
      deletable integer not null,
      managed integer not null,
      principal_type ${text},
      principal_id ${text},
      search_text ${text} not null
    ) ${strict}`,
    'create index policies_by_creation on policies (organization_id, created_at, id)',
    'create index policies_by_name on policies (organization_id, name_key, id)',
    'create index policies_by_principal on policies (principal_id)',

    `create table rules (
      id ${text} not null primary key,
      policy_id ${text} not null ${references('policies')},
      position integer not null,
      permission_set_names ${text} not null,
      permission_sets_scope_type ${text} not null,
      condition ${text} not null,
      organization_id ${text} ${references('organizations')},
      project_ids ${text}
    ) ${strict}`,
    'create index rules_by_policy on rules (policy_id, position)',
    'create index rules_by_organization on rules (organization_id)',

    `create table api_keys (
      access_key ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      bearer_type ${text} not null,
      bearer_id ${text} not null,
      secret_digest ${text} not null,
      description ${text} not null,
      created_at ${text} not null,
      updated_at ${text} not null,
      expires_at ${text},
      expires_at_decimals integer not null,
      default_project_id ${text} not null,
      creation_ip ${text} not null,
      editable integer not null,
      deletable integer not null,
      managed integer not null,
      search_text ${text} not null
    ) ${strict}`,
    'create unique index api_keys_secret on api_keys (secret_digest)',
    'create index api_keys_by_creation on api_keys (organization_id, created_at, access_key)',
    'create index api_keys_by_bearer on api_keys (bearer_id, created_at)',
    'create index api_keys_by_project on api_keys (default_project_id)',

    `create table jwts (
      jti ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      issuer_id ${text} not null,
      audience_id ${text} not null ${references('users')},
      created_at ${text} not null,
      updated_at ${text} not null,
      expires_at ${text} not null,
      ip ${text} not null,
      user_agent ${text} not null,
      token_digest ${text} not null
    ) ${strict}`,
    'create unique index jwts_token on jwts (token_digest)',
    'create index jwts_by_organization on jwts (organization_id, created_at, jti)',
    'create index jwts_by_audience on jwts (audience_id, created_at)',

    `create table tags (
      id ${text} not null primary key,
      resource_id ${text} not null,
      tag ${text} not null,
      position integer not null
    ) ${strict}`,
    'create index tags_by_resource on tags (resource_id, position)',
    'create index tags_by_tag on tags (tag, resource_id)',

    `create table logs (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      created_at ${text} not null,
      ip ${text} not null,
      user_agent ${text} not null,
      action ${text} not null,
      bearer_id ${text} not null,
      resource_type ${text} not null,
      resource_id ${text} not null
    ) ${strict}`,
    'create index logs_by_creation on logs (organization_id, created_at, id)',
    'create index logs_by_resource on logs (resource_id, created_at)',

    `create table idempotency_keys (
      id ${text} not null primary key,
      created_at ${text} not null,
      resource_id ${text} not null
    ) ${strict}`,
    'create index idempotency_keys_by_creation on idempotency_keys (created_at)',

    `create table sign_in_links (
      token_digest ${text} not null primary key,
      user_id ${text} not null ${references('users')},
      expires_at ${text} not null
    ) ${strict}`,
    'create index sign_in_links_by_user on sign_in_links (user_id)',
    'create index sign_in_links_by_expiry on sign_in_links (expires_at)',
  ]
}
