/**
 * The tables, as types and as data. `tables` drives both stores' encoding; the migrations create the
 * same columns. Times are RFC 3339 in UTC with six decimals, so that text order is time order.
 */

export interface OrganizationRow {
  id: string
  name: string
  alias: string
  created_at: string
}

export interface ProjectRow {
  id: string
  organization_id: string
  name: string
  description: string
  created_at: string
  updated_at: string
  /** Folded text that searches look in; every searchable table has it. */
  search_text: string
}

export interface UserRow {
  id: string
  organization_id: string
  email: string
  username: string
  /** Folded, for case-insensitive order and for sign-in; unique in an Organization. */
  username_key: string
  email_key: string
  first_name: string
  last_name: string
  phone_number: string
  locale: string
  created_at: string
  updated_at: string
  last_login_at: string | null
  type: 'owner' | 'member'
  status: 'activated' | 'invitation_pending'
  mfa: boolean
  locked: boolean
  /** PHC string of argon2id; null when the user has no password. */
  password_hash: string | null
  password_updated_at: string | null
  search_text: string
}

export interface ApplicationRow {
  id: string
  organization_id: string
  name: string
  name_key: string
  description: string
  created_at: string
  updated_at: string
  editable: boolean
  deletable: boolean
  managed: boolean
  search_text: string
}

export interface GroupRow {
  id: string
  organization_id: string
  name: string
  /** Unique in an Organization. */
  name_key: string
  description: string
  created_at: string
  updated_at: string
  editable: boolean
  deletable: boolean
  managed: boolean
  search_text: string
}

export interface GroupMemberRow {
  /** `<group_id>/<member_id>` */
  id: string
  group_id: string
  member_type: 'user' | 'application'
  member_id: string
  /** Member lists keep the order in which they were given. */
  position: number
}

export interface PolicyRow {
  id: string
  organization_id: string
  name: string
  name_key: string
  description: string
  created_at: string
  updated_at: string
  editable: boolean
  deletable: boolean
  managed: boolean
  principal_type: 'user' | 'group' | 'application' | null
  principal_id: string | null
  search_text: string
}

export interface RuleRow {
  id: string
  policy_id: string
  position: number
  permission_set_names: string[]
  permission_sets_scope_type: 'projects' | 'organization' | 'account_root_user'
  condition: string
  /** Set for a rule on the Organization or on all its current and future Projects. */
  organization_id: string | null
  /** Set for a rule on chosen Projects. */
  project_ids: string[] | null
}

export interface ApiKeyRow {
  access_key: string
  organization_id: string
  bearer_type: 'user' | 'application'
  bearer_id: string
  /** HMAC-SHA-256 of the secret key, base64url; the secret itself is never stored. */
  secret_digest: string
  description: string
  created_at: string
  updated_at: string
  expires_at: string | null
  /** Decimals of the second that the client sent with expires_at: 0, 3 or 6. */
  expires_at_decimals: number
  default_project_id: string
  creation_ip: string
  editable: boolean
  deletable: boolean
  managed: boolean
  search_text: string
}

/** A console session; the API's JWT resource. */
export interface JwtRow {
  jti: string
  organization_id: string
  issuer_id: string
  audience_id: string
  created_at: string
  updated_at: string
  expires_at: string
  ip: string
  user_agent: string
  /** HMAC-SHA-256 of the session token, base64url. */
  token_digest: string
}

export interface TagRow {
  /** `<resource_id>/<position>` */
  id: string
  resource_id: string
  tag: string
  position: number
}

export interface LogRow {
  id: string
  organization_id: string
  created_at: string
  ip: string
  user_agent: string
  action: 'created' | 'updated' | 'deleted'
  bearer_id: string
  resource_type: 'api_key' | 'user' | 'application' | 'group' | 'policy'
  resource_id: string
}

/** An answered request that must not be repeated; holds what was made, never a secret. */
export interface IdempotencyRow {
  /** HMAC-SHA-256 of caller, operation and Idempotency-Key. */
  id: string
  created_at: string
  resource_id: string
}

/** A link that signs its user in once. */
export interface SignInLinkRow {
  token_digest: string
  user_id: string
  expires_at: string
}

export interface Tables {
  organizations: OrganizationRow
  projects: ProjectRow
  users: UserRow
  applications: ApplicationRow
  groups: GroupRow
  group_members: GroupMemberRow
  policies: PolicyRow
  rules: RuleRow
  api_keys: ApiKeyRow
  jwts: JwtRow
  tags: TagRow
  logs: LogRow
  idempotency_keys: IdempotencyRow
  sign_in_links: SignInLinkRow
}

type ColumnKind = 'text' | 'integer' | 'boolean' | 'json'

/** Every table's key, the columns that are not plain text, and its unique indexes. */
export const tables: {
  [T in keyof Tables]: {
    key: keyof Tables[T] & string
    kinds?: { [C in keyof Tables[T]]?: ColumnKind }
    unique?: readonly (readonly (keyof Tables[T] & string)[])[]
  }
} = {
  organizations: { key: 'id' },
  projects: { key: 'id' },
  users: {
    key: 'id',
    kinds: { mfa: 'boolean', locked: 'boolean' },
    unique: [['organization_id', 'username_key']],
  },
  applications: {
    key: 'id',
    kinds: { editable: 'boolean', deletable: 'boolean', managed: 'boolean' },
  },
  groups: {
    key: 'id',
    kinds: { editable: 'boolean', deletable: 'boolean', managed: 'boolean' },
    unique: [['organization_id', 'name_key']],
  },
  group_members: { key: 'id', kinds: { position: 'integer' } },
  policies: {
    key: 'id',
    kinds: { editable: 'boolean', deletable: 'boolean', managed: 'boolean' },
  },
  rules: {
    key: 'id',
    kinds: { position: 'integer', permission_set_names: 'json', project_ids: 'json' },
  },
  api_keys: {
    key: 'access_key',
    kinds: {
      expires_at_decimals: 'integer',
      editable: 'boolean',
      deletable: 'boolean',
      managed: 'boolean',
    },
    unique: [['secret_digest']],
  },
  jwts: { key: 'jti', unique: [['token_digest']] },
  tags: { key: 'id', kinds: { position: 'integer' } },
  logs: { key: 'id' },
  idempotency_keys: { key: 'id' },
  sign_in_links: { key: 'token_digest' },
}
