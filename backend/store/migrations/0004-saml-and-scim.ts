import { sql } from 'kysely'

import type { Migration } from '../migrate.ts'
import type { SqlKind } from '../sql-text.ts'

/** What an Organization keeps of its SAML identity provider, and its tokens for SCIM. */
export const samlAndScim: Migration = async (db, kind) => {
  for (const statement of statements(kind)) await sql.raw(statement).execute(db)
}

function statements(kind: SqlKind): string[] {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text'
  const strict = kind === 'sqlite' ? 'strict' : ''
  const references = (table: string) => `references ${table} (id) deferrable initially deferred`

  return [
    `create table saml_configurations (
      id ${text} not null primary key,
      organization_id ${text} not null unique ${references('organizations')},
      created_at ${text} not null,
      entity_id ${text} not null,
      single_sign_on_url ${text} not null
    ) ${strict}`,

    `create table saml_certificates (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      saml_id ${text} not null ${references('saml_configurations')},
      type ${text} not null,
      origin ${text} not null,
      content ${text} not null,
      created_at ${text} not null,
      expires_at ${text} not null
    ) ${strict}`,
    'create index saml_certificates_by_creation on saml_certificates (saml_id, created_at, id)',

    `create table scim_configurations (
      id ${text} not null primary key,
      organization_id ${text} not null unique ${references('organizations')},
      created_at ${text} not null
    ) ${strict}`,

    `create table scim_tokens (
      id ${text} not null primary key,
      organization_id ${text} not null ${references('organizations')},
      scim_id ${text} not null ${references('scim_configurations')},
      secret_digest ${text} not null,
      created_at ${text} not null,
      expires_at ${text} not null
    ) ${strict}`,
    'create index scim_tokens_by_creation on scim_tokens (scim_id, created_at, id)',
  ]
}
