/**
 * The tables, as types and as data. `tables` drives both stores; the migrations create the same
 * columns. Times are RFC 3339 in UTC with six decimals, so that text order is time order.
 */

export interface OrganizationRow {
  id: string
  name: string
  alias: string
  created_at: string
  login_password_enabled: boolean
  /** Sign-in by a code that is sent by e-mail. */
  login_magic_code_enabled: boolean
  login_oauth2_enabled: boolean
  login_saml_enabled: boolean
  enforce_mfa: boolean
  enforce_password_renewal: boolean
  /** How long a member may take to do what is enforced, before the account is locked. */
  grace_period_seconds: number
  /** Wrong passwords or codes in a row, 1 to 50, after which a member is locked. */
  login_attempts_before_locked: number
  max_login_session_seconds: number
  /** The longest life of a new API key; 0 for no limit. */
  max_api_key_expiration_seconds: number
}

/** A limit of one Organization that differs from the usual one. */
export interface QuotaRow {
  /** `<organization_id>/<name>` */
  id: string
  organization_id: string
  name: string
  quota: number
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
  /** Whether somebody else chose the password; where renewal is enforced it must be changed. */
  password_chosen_by_other: boolean
  /** Secret of the one-time passwords, encrypted; present before `mfa` is on, while it is set up. */
  totp_secret: string | null
  /** The time step of the last one-time password used, which is not taken twice. */
  totp_last_step: number | null
  /** Wrong passwords and codes since the last good one. */
  failed_sign_ins: number
  last_failed_sign_in_at: string | null
  search_text: string
}

/** A code that stands in for a one-time password, once. */
export interface RecoveryCodeRow {
  /** HMAC-SHA-256 of user and code, base64url. */
  id: string
  user_id: string
}

/** Since when a user has to do something that the Organization enforces. */
export interface GracePeriodRow {
  /** `<user_id>/<type>` */
  id: string
  user_id: string
  type: 'update_password' | 'set_mfa'
  created_at: string
  /** Since when it is done; what was left of the period runs on when it is undone. */
  met_at: string | null
}

/** A sign-in code sent by e-mail; one per user, good for one sign-in. */
export interface SignInCodeRow {
  user_id: string
  /** HMAC-SHA-256 of user and code, base64url. */
  code_digest: string
  expires_at: string
  /** Wrong codes given for it so far. */
  tries: number
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
  /** Who acted, as it was then; the platform acts when an Organization is made. */
  bearer_type: 'user' | 'application' | 'platform'
  /** Names at the time, which outlive what they name. */
  bearer_name: string
  resource_name: string
  search_text: string
}

/** A public key for logging in to machines of a Project. */
export interface SshKeyRow {
  id: string
  organization_id: string
  project_id: string
  name: string
  name_key: string
  /** Algorithm and key, without a comment. */
  public_key: string
  /** `<bits> MD5:<hex pairs> (<algorithm>)` */
  fingerprint: string
  created_at: string
  updated_at: string
  disabled: boolean
  search_text: string
}

/** What an Organization keeps of its SAML identity provider; at most one. */
export interface SamlConfigurationRow {
  id: string
  organization_id: string
  created_at: string
  /** Entity ID of the identity provider; empty until it is set, as is the URL. */
  entity_id: string
  single_sign_on_url: string
}

export interface SamlCertificateRow {
  id: string
  organization_id: string
  saml_id: string
  type: 'signing' | 'encryption'
  origin: 'scaleway' | 'identity_provider'
  /** PEM text as it was sent. */
  content: string
  created_at: string
  /** From the certificate, to the second. */
  expires_at: string
}

/** That an Organization has automatic user provisioning; at most one. */
export interface ScimConfigurationRow {
  id: string
  organization_id: string
  created_at: string
}

export interface ScimTokenRow {
  id: string
  organization_id: string
  scim_id: string
  /** HMAC-SHA-256 of the token's secret half, base64url; the secret itself is never stored. */
  secret_digest: string
  created_at: string
  expires_at: string
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

/** What the first visitor of an empty server must hold; one row at most, gone once it has served. */
export interface SetupTokenRow {
  id: 'setup'
  /** HMAC-SHA-256 of the token, base64url. */
  token_digest: string
  expires_at: string
}

/** A session of cloud mode. The secret key of its API key is in it, encrypted. */
export interface GatewaySessionRow {
  /** HMAC-SHA-256 of the session token, base64url. */
  token_digest: string
  /** AES-256-GCM under the pepper and the token together: the database and the pepper open nothing. */
  sealed: string
  created_at: string
  used_at: string
  expires_at: string
}

/** The creation of an API key that was asked for through the gateway, by its Idempotency-Key. */
export interface GatewayCreationRow {
  /** HMAC-SHA-256 of caller and Idempotency-Key. */
  id: string
  created_at: string
  /** Whose key, and what it was to be called: by this it is found if the answer got lost. */
  bearer_id: string
  description: string
  /** `running` until there is an outcome: `made`, `failed` (answered so), or `unknown` (no answer). */
  state: 'running' | 'made' | 'failed' | 'unknown'
  /** The key that was made; empty as long as none is known. */
  access_key: string
}

/** Failed attempts at credentials from one network, or at a login that nobody has. */
export interface AttemptRow {
  /** HMAC-SHA-256 of what is counted, base64url. */
  id: string
  failures: number
  last_failed_at: string
  /** The row counts for nothing from then on. */
  expires_at: string
}

/** A security key or another WebAuthn authenticator of a user. */
export interface WebauthnAuthenticatorRow {
  id: string
  user_id: string
  name: string
  /** base64url; unique, as an authenticator makes a new one for each registration. */
  credential_id: string
  /** COSE key, base64url. */
  public_key: string
  /** COSE identifier of its algorithm, such as -7 for ES256. */
  public_key_algorithm: number
  /** The authenticator's own counter, which shows clones where it counts at all. */
  sign_count: number
  /** The domain that it answers to. */
  rp_id: string
  created_at: string
  last_login_at: string | null
}

/** A challenge on its way to an authenticator and back; good for one answer. */
export interface WebauthnCeremonyRow {
  id: string
  user_id: string
  /** HMAC-SHA-256 of the challenge, base64url. */
  challenge_digest: string
  /** Of the page that asks. */
  origin: string
  expires_at: string
}

/** A user's place among the connected users of one person, each in another Organization. */
export interface UserConnectionRow {
  user_id: string
  /** The same for all users who are connected. */
  connection_id: string
  connected_at: string
}

/** Proof that its bearer was signed in as this user; good for one connection. */
export interface ConnectionTokenRow {
  /** HMAC-SHA-256 of the token, base64url. */
  token_digest: string
  user_id: string
  expires_at: string
}

/** What a Project is said to be for. */
export interface ProjectQualificationRow {
  project_id: string
  architecture_type: string
  /** Name of the API's field, such as `host_website`. */
  use_case: string | null
  sub_use_case: string | null
}

/** A pepper that keeps, or kept, secrets of this database. */
export interface PepperRow {
  /** Tells nothing of the pepper. */
  id: string
  /** The highest is the newest pepper's. */
  rank: number
}

/** The latest time that a server on this database has seen; one row. */
export interface LatestTimeRow {
  id: string
  at: string
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
  quotas: QuotaRow
  recovery_codes: RecoveryCodeRow
  grace_periods: GracePeriodRow
  sign_in_codes: SignInCodeRow
  ssh_keys: SshKeyRow
  saml_configurations: SamlConfigurationRow
  saml_certificates: SamlCertificateRow
  scim_configurations: ScimConfigurationRow
  scim_tokens: ScimTokenRow
  webauthn_authenticators: WebauthnAuthenticatorRow
  webauthn_ceremonies: WebauthnCeremonyRow
  user_connections: UserConnectionRow
  connection_tokens: ConnectionTokenRow
  project_qualifications: ProjectQualificationRow
  attempts: AttemptRow
  setup_tokens: SetupTokenRow
  gateway_sessions: GatewaySessionRow
  gateway_creations: GatewayCreationRow
  peppers: PepperRow
  latest_times: LatestTimeRow
}

/** How a column is held: booleans as 0 and 1, lists as JSON text; `?` for one that may be null. */
type ColumnKind<V> =
  `${[NonNullable<V>] extends [boolean] ? 'boolean' : [NonNullable<V>] extends [number] ? 'integer' : [NonNullable<V>] extends [string] ? 'text' : 'json'}${null extends V ? '?' : ''}`

type Column<R> = keyof R & string

/** The columns that are anything but plain text. */
type SpecialColumn<R> = {
  [C in Column<R>]: ColumnKind<R[C]> extends 'text' ? never : C
}[Column<R>]

/** What is to be known of a table at run time. */
interface Table<R> {
  key: Column<R>
  /** Every column that is not plain text, and no other: the compiler counts them. */
  kinds: { [C in SpecialColumn<R>]: ColumnKind<R[C]> }
  unique?: readonly (readonly Column<R>[])[]
  /** Columns that hold the key of another table's row. Checked when a transaction ends. */
  references?: { [C in Column<R>]?: keyof Tables }
  /** Other columns by whose value rows are looked up. The memory store keeps an index of each. */
  lookups?: readonly Column<R>[]
}

const lifecycle = { editable: 'boolean', deletable: 'boolean', managed: 'boolean' } as const
const ofOrganization = { organization_id: 'organizations' } as const

export const tables: { [T in keyof Tables]: Table<Tables[T]> } = {
  organizations: {
    key: 'id',
    kinds: {
      login_password_enabled: 'boolean',
      login_magic_code_enabled: 'boolean',
      login_oauth2_enabled: 'boolean',
      login_saml_enabled: 'boolean',
      enforce_mfa: 'boolean',
      enforce_password_renewal: 'boolean',
      grace_period_seconds: 'integer',
      login_attempts_before_locked: 'integer',
      max_login_session_seconds: 'integer',
      max_api_key_expiration_seconds: 'integer',
    },
  },
  projects: { key: 'id', kinds: {}, references: ofOrganization },
  users: {
    key: 'id',
    kinds: {
      last_login_at: 'text?',
      mfa: 'boolean',
      locked: 'boolean',
      password_hash: 'text?',
      password_updated_at: 'text?',
      password_chosen_by_other: 'boolean',
      totp_secret: 'text?',
      totp_last_step: 'integer?',
      failed_sign_ins: 'integer',
      last_failed_sign_in_at: 'text?',
    },
    unique: [['organization_id', 'username_key']],
    references: ofOrganization,
    lookups: ['username_key', 'email_key'],
  },
  applications: { key: 'id', kinds: lifecycle, references: ofOrganization },
  groups: {
    key: 'id',
    kinds: lifecycle,
    unique: [['organization_id', 'name_key']],
    references: ofOrganization,
  },
  group_members: {
    key: 'id',
    kinds: { position: 'integer' },
    references: { group_id: 'groups' },
    lookups: ['member_id'],
  },
  policies: {
    key: 'id',
    kinds: { ...lifecycle, principal_type: 'text?', principal_id: 'text?' },
    references: ofOrganization,
    lookups: ['principal_id'],
  },
  rules: {
    key: 'id',
    kinds: {
      position: 'integer',
      permission_set_names: 'json',
      organization_id: 'text?',
      project_ids: 'json?',
    },
    references: { policy_id: 'policies', ...ofOrganization },
  },
  api_keys: {
    key: 'access_key',
    kinds: { ...lifecycle, expires_at: 'text?', expires_at_decimals: 'integer' },
    unique: [['secret_digest']],
    references: ofOrganization,
    lookups: ['bearer_id', 'secret_digest', 'default_project_id'],
  },
  jwts: {
    key: 'jti',
    kinds: {},
    unique: [['token_digest']],
    references: { audience_id: 'users', ...ofOrganization },
    lookups: ['token_digest', 'issuer_id'],
  },
  tags: { key: 'id', kinds: { position: 'integer' }, lookups: ['resource_id', 'tag'] },
  logs: { key: 'id', kinds: {}, references: ofOrganization, lookups: ['bearer_id', 'resource_id'] },
  idempotency_keys: { key: 'id', kinds: {} },
  sign_in_links: { key: 'token_digest', kinds: {}, references: { user_id: 'users' } },
  quotas: { key: 'id', kinds: { quota: 'integer' }, references: ofOrganization },
  recovery_codes: {
    key: 'id',
    kinds: {},
    references: { user_id: 'users' },
    lookups: ['user_id'],
  },
  grace_periods: {
    key: 'id',
    kinds: { met_at: 'text?' },
    references: { user_id: 'users' },
    lookups: ['user_id'],
  },
  sign_in_codes: {
    key: 'user_id',
    kinds: { tries: 'integer' },
    references: { user_id: 'users' },
  },
  ssh_keys: {
    key: 'id',
    kinds: { disabled: 'boolean' },
    references: { project_id: 'projects', ...ofOrganization },
    lookups: ['project_id'],
  },
  saml_configurations: {
    key: 'id',
    kinds: {},
    unique: [['organization_id']],
    references: ofOrganization,
  },
  saml_certificates: {
    key: 'id',
    kinds: {},
    references: { saml_id: 'saml_configurations', ...ofOrganization },
    lookups: ['saml_id'],
  },
  scim_configurations: {
    key: 'id',
    kinds: {},
    unique: [['organization_id']],
    references: ofOrganization,
  },
  scim_tokens: {
    key: 'id',
    kinds: {},
    references: { scim_id: 'scim_configurations', ...ofOrganization },
    lookups: ['scim_id'],
  },
  webauthn_authenticators: {
    key: 'id',
    kinds: { public_key_algorithm: 'integer', sign_count: 'integer', last_login_at: 'text?' },
    unique: [['credential_id']],
    references: { user_id: 'users' },
    lookups: ['user_id'],
  },
  webauthn_ceremonies: {
    key: 'id',
    kinds: {},
    references: { user_id: 'users' },
    lookups: ['user_id'],
  },
  user_connections: {
    key: 'user_id',
    kinds: {},
    references: { user_id: 'users' },
    lookups: ['connection_id'],
  },
  connection_tokens: {
    key: 'token_digest',
    kinds: {},
    references: { user_id: 'users' },
    lookups: ['user_id'],
  },
  project_qualifications: {
    key: 'project_id',
    kinds: { use_case: 'text?', sub_use_case: 'text?' },
    references: { project_id: 'projects' },
  },
  attempts: { key: 'id', kinds: { failures: 'integer' } },
  setup_tokens: { key: 'id', kinds: {} },
  gateway_sessions: { key: 'token_digest', kinds: {} },
  gateway_creations: { key: 'id', kinds: {} },
  peppers: { key: 'id', kinds: { rank: 'integer' } },
  latest_times: { key: 'id', kinds: {} },
}
