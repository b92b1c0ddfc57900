import { organizationDefaults } from '../resources/organization-defaults.ts'
import type { Row } from './store.ts'

const time = '2026-01-01T00:00:00.000000Z'
const flags = { editable: true, deletable: true, managed: false }

/** Whole rows for tests, which then state only what matters to them. */
export function organizationRow(id = 'org'): Row<'organizations'> {
  return { id, name: id, alias: id, created_at: time, ...organizationDefaults }
}

export function userRow(id: string, columns: Partial<Row<'users'>> = {}): Row<'users'> {
  return {
    id,
    organization_id: 'org',
    email: `${id}@example.com`,
    username: id,
    username_key: id,
    email_key: `${id}@example.com`,
    first_name: '',
    last_name: '',
    phone_number: '',
    locale: 'en_GB',
    created_at: time,
    updated_at: time,
    last_login_at: null,
    type: 'member',
    status: 'activated',
    mfa: false,
    locked: false,
    password_hash: null,
    password_updated_at: null,
    password_chosen_by_other: false,
    totp_secret: null,
    totp_last_step: null,
    failed_sign_ins: 0,
    last_failed_sign_in_at: null,
    search_text: id,
    ...columns,
  }
}

export function groupRow(id: string, columns: Partial<Row<'groups'>> = {}): Row<'groups'> {
  return {
    id,
    organization_id: 'org',
    name: id,
    name_key: id,
    description: '',
    created_at: time,
    updated_at: time,
    ...flags,
    search_text: id,
    ...columns,
  }
}

export function groupMemberRow(
  group_id: string,
  member_id: string,
  position = 0,
): Row<'group_members'> {
  return { id: `${group_id}/${member_id}`, group_id, member_type: 'user', member_id, position }
}

export function policyRow(id: string, columns: Partial<Row<'policies'>> = {}): Row<'policies'> {
  return { ...groupRow(id), principal_type: null, principal_id: null, ...columns }
}

export function ruleRow(id: string, columns: Partial<Row<'rules'>> = {}): Row<'rules'> {
  return {
    id,
    policy_id: 'policy',
    position: 0,
    permission_set_names: ['IAMManager'],
    permission_sets_scope_type: 'organization',
    condition: '',
    organization_id: 'org',
    project_ids: null,
    ...columns,
  }
}

export function apiKeyRow(
  access_key: string,
  columns: Partial<Row<'api_keys'>> = {},
): Row<'api_keys'> {
  return {
    access_key,
    organization_id: 'org',
    bearer_type: 'user',
    bearer_id: 'bearer',
    secret_digest: `digest of ${access_key}`,
    description: '',
    created_at: time,
    updated_at: time,
    expires_at: null,
    expires_at_decimals: 0,
    default_project_id: 'project',
    creation_ip: '203.0.113.7',
    ...flags,
    search_text: access_key,
    ...columns,
  }
}
