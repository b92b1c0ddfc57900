import {
  apiKeySearchText,
  namedSearchText,
  sshKeySearchText,
  userSearchText,
} from '../../backend/resources/search-text.ts'
import type {
  ApiKeyRow,
  ApplicationRow,
  GroupMemberRow,
  GroupRow,
  LogRow,
  PolicyRow,
  ProjectRow,
  RuleRow,
  SshKeyRow,
  UserRow,
} from '../../backend/store/schema.ts'
import { foldText } from '../../backend/store/store.ts'
import type { Wire } from './organization-reader.ts'

/**
 * Rows of what the API answered, for the console's own operations, which work on a store. What the
 * API does not tell has the value that nothing asks for.
 */

/** The row of a user. */
export function userRow(wire: Wire): UserRow {
  const names = {
    email: text(wire, 'email'),
    username: text(wire, 'username'),
    first_name: text(wire, 'first_name'),
    last_name: text(wire, 'last_name'),
  }
  return {
    ...origin(wire),
    ...names,
    // Unique in the store, whatever the platform allows.
    username_key: `${foldText(names.username)}\n${text(wire, 'id')}`,
    email_key: foldText(names.email),
    phone_number: text(wire, 'phone_number'),
    locale: text(wire, 'locale'),
    last_login_at: null,
    type: wire['type'] === 'owner' ? 'owner' : 'member',
    status: 'activated',
    mfa: wire['mfa'] === true,
    locked: wire['locked'] === true,
    password_hash: null,
    password_updated_at: null,
    password_chosen_by_other: false,
    totp_secret: null,
    totp_last_step: null,
    failed_sign_ins: 0,
    last_failed_sign_in_at: null,
    search_text: userSearchText(names),
  }
}

/** The row of an application. */
export function applicationRow(wire: Wire): ApplicationRow {
  return { ...origin(wire), ...named(wire), ...lifecycle }
}

/** The row of a group. */
export function groupRow(wire: Wire): GroupRow {
  const name = named(wire)
  return {
    ...origin(wire),
    ...name,
    ...lifecycle,
    name_key: `${name.name_key}\n${text(wire, 'id')}`,
  }
}

/** The rows of a group's members. */
export function memberRows(wire: Wire): GroupMemberRow[] {
  const group_id = text(wire, 'id')
  const members = (member_type: GroupMemberRow['member_type'], ids: readonly string[]) =>
    ids.map((member_id, position) => ({
      id: `${group_id}/${member_id}`,
      group_id,
      member_type,
      member_id,
      position,
    }))
  return [
    ...members('user', texts(wire, 'user_ids')),
    ...members('application', texts(wire, 'application_ids')),
  ]
}

/** The row of a policy. */
export function policyRow(wire: Wire): PolicyRow {
  const principal = (['user', 'group', 'application'] as const).find(
    (type) => text(wire, `${type}_id`) !== '',
  )
  return {
    ...origin(wire),
    ...named(wire),
    ...lifecycle,
    principal_type: principal ?? null,
    principal_id: principal === undefined ? null : text(wire, `${principal}_id`),
  }
}

/** The row of a policy's rule. */
export function ruleRow(wire: Wire, policyId: string, position: number): RuleRow {
  const scope = text(wire, 'permission_sets_scope_type')
  const organizationId = text(wire, 'organization_id')
  return {
    id: text(wire, 'id'),
    policy_id: policyId,
    position,
    permission_set_names: texts(wire, 'permission_set_names'),
    permission_sets_scope_type:
      scope === 'projects' || scope === 'organization' ? scope : 'account_root_user',
    condition: text(wire, 'condition'),
    organization_id: organizationId === '' ? null : organizationId,
    project_ids: Array.isArray(wire['project_ids']) ? texts(wire, 'project_ids') : null,
  }
}

/** The row of an API key; of an Organization, which the API does not repeat. */
export function apiKeyRow(wire: Wire, organization_id: string): ApiKeyRow {
  const applicationId = text(wire, 'application_id')
  const key = { access_key: text(wire, 'access_key'), description: text(wire, 'description') }
  return {
    ...key,
    organization_id,
    bearer_type: applicationId === '' ? 'user' : 'application',
    bearer_id: applicationId === '' ? text(wire, 'user_id') : applicationId,
    // There is none to have; the column wants one that no other row has.
    secret_digest: key.access_key,
    created_at: text(wire, 'created_at'),
    updated_at: text(wire, 'updated_at'),
    expires_at: text(wire, 'expires_at') || null,
    expires_at_decimals: 6,
    default_project_id: text(wire, 'default_project_id'),
    creation_ip: text(wire, 'creation_ip'),
    ...lifecycle,
    search_text: apiKeySearchText(key),
  }
}

/** The row of a Project. */
export function projectRow(wire: Wire): ProjectRow {
  const { name, description, search_text } = named(wire)
  return { ...origin(wire), name, description, search_text }
}

/** The row of an SSH key. */
export function sshKeyRow(wire: Wire): SshKeyRow {
  const name = text(wire, 'name')
  return {
    ...origin(wire),
    project_id: text(wire, 'project_id'),
    name,
    name_key: foldText(name),
    public_key: text(wire, 'public_key'),
    fingerprint: text(wire, 'fingerprint'),
    disabled: wire['disabled'] === true,
    search_text: sshKeySearchText({ name }),
  }
}

const resourceTypes = ['api_key', 'user', 'application', 'group', 'policy'] as const
const actions = ['created', 'updated', 'deleted'] as const

/**
 * The row of an entry of the log. The API tells no names, nor which kind of bearer acted.
 *
 * @param isApplication Whether a bearer's id is an application's.
 */
export function logRow(
  wire: Wire,
  organization_id: string,
  isApplication: (bearerId: string) => boolean,
): LogRow {
  const bearer_id = text(wire, 'bearer_id')
  return {
    id: text(wire, 'id'),
    organization_id,
    created_at: text(wire, 'created_at'),
    ip: text(wire, 'ip'),
    user_agent: text(wire, 'user_agent'),
    action: actions.find((action) => action === wire['action']) ?? 'updated',
    bearer_id,
    resource_type: resourceTypes.find((type) => type === wire['resource_type']) ?? 'user',
    resource_id: text(wire, 'resource_id'),
    bearer_type: isApplication(bearer_id) ? 'application' : 'user',
    bearer_name: '',
    resource_name: '',
    search_text: '',
  }
}

const lifecycle = { editable: true, deletable: true, managed: false }

function origin(wire: Wire) {
  return {
    id: text(wire, 'id'),
    organization_id: text(wire, 'organization_id'),
    created_at: text(wire, 'created_at'),
    updated_at: text(wire, 'updated_at'),
  }
}

function named(wire: Wire) {
  const names = { name: text(wire, 'name'), description: text(wire, 'description') }
  return { ...names, name_key: foldText(names.name), search_text: namedSearchText(names) }
}

/** A text of the object; empty when it has none. */
export function text(wire: Wire, name: string): string {
  const value = wire[name]
  return typeof value === 'string' ? value : ''
}

function texts(wire: Wire, name: string): string[] {
  const value = wire[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
