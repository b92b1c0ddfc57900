import { CERTIFICATE_B } from '../formats/test-certificates.ts'

/**
 * A good request for every operation, in the words of `SampleIds`: `$user` and the like stand for ids.
 * The key is the operation's, with a word more where there are several. Whoever adds an operation adds
 * its requests here: tests of who may do what, and of ids of other Organizations, go through all.
 */
export interface Sample {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: Readonly<Record<string, unknown>>
}

/** What requests refer to; all in one Organization. */
export interface SampleIds {
  readonly organization: string
  readonly project: string
  /** A member who is none of the callers, with the rest of it. */
  readonly user: string
  readonly key: string
  readonly session: string
  readonly authenticator: string
  readonly owner: string
  readonly application: string
  readonly applicationKey: string
  readonly group: string
  readonly policy: string
  readonly log: string
  readonly sshKey: string
  readonly saml: string
  readonly certificate: string
  readonly scim: string
  readonly scimToken: string
}

const SSH_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICdh/1NkAeuS5r3u2rJjavu3OMzOtv7Ua5uHtJMzTyLY'
const METADATA =
  '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.test">' +
  '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
  '<md:SingleSignOnService Location="https://idp.test/sso" ' +
  'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/></md:IDPSSODescriptor>' +
  '</md:EntityDescriptor>'

const RULE = { permission_set_names: ['IAMManager'], organization_id: '$organization' }
const PROJECT_RULE = { permission_set_names: ['SSHKeysReadOnly'], project_ids: ['$project'] }
const organization = { organization_id: '$organization' }
const user = { user_id: '$user' }
const self = { user_id: '$self' }
const owner = { user_id: '$owner' }
const application = { application_id: '$application' }
const group = { group_id: '$group' }
const policy = { policy_id: '$policy' }
const project = { project_id: '$project' }
const saml = { saml_id: '$saml' }
const scim = { scim_id: '$scim' }
const NEW_PASSWORD = { password: 'a new password of mine' }

export const sampleRequests: Readonly<Record<string, Sample>> = {
  getMetadata: {},
  getOpenAPIDocument: {},
  getSetup: {},
  setUp: {
    body: {
      token: 'a guess',
      organization: { name: 'Mine' },
      owner: { username: 'me', email: 'me@mine.example', ...NEW_PASSWORD },
    },
  },
  signIn: { body: { login: 'nobody', password: 'a guess' } },
  getSession: {},
  signOut: {},
  getSignInOptions: {},
  requestSignInCode: { body: { login: 'nobody' } },
  getCounters: {},
  getPermissions: { query: user },
  'getPermissions of an application': { query: application },
  'getPermissions of a group': { query: group },
  search: { query: { q: 'a' } },
  getUsage: {},
  getOrganizationDetails: {},
  updateOrganizationDetails: { body: { name: 'Mine', enforce_mfa: true } },
  sendMessage: { body: { kind: 'welcome', ...user } },

  listUsers: { query: { ...organization, user_ids: ['$user'] } },
  createUser: {
    body: { ...organization, member: { username: 'a.new.one', email: 'new@one.example' } },
  },
  getUser: { params: user },
  'getUser oneself': { params: self },
  updateUser: { params: user, body: { first_name: 'Other', email: 'other@mine.example' } },
  'updateUser oneself': { params: self, body: { first_name: 'Other' } },
  'updateUser own address': { params: self, body: { email: 'other@mine.example' } },
  'updateUser the Owner': { params: owner, body: { email: 'other@mine.example' } },
  deleteUser: { params: user },
  'deleteUser oneself': { params: self },
  'deleteUser the Owner': { params: owner },
  updateUserUsername: { params: user, body: { username: 'another.name' } },
  'updateUserUsername oneself': { params: self, body: { username: 'another.name' } },
  'updateUserUsername the Owner': { params: owner, body: { username: 'another.name' } },
  updateUserPassword: { params: user, body: NEW_PASSWORD },
  'updateUserPassword oneself': { params: self, body: NEW_PASSWORD },
  'updateUserPassword the Owner': { params: owner, body: NEW_PASSWORD },
  lockUser: { params: user },
  'lockUser the Owner': { params: owner },
  unlockUser: { params: user },
  createUserMFAOTP: { params: user },
  'createUserMFAOTP oneself': { params: self },
  validateUserMFAOTP: { params: user, body: { one_time_password: '000000' } },
  'validateUserMFAOTP oneself': { params: self, body: { one_time_password: '000000' } },
  deleteUserMFAOTP: { params: user },
  'deleteUserMFAOTP oneself': { params: self },
  'deleteUserMFAOTP the Owner': { params: owner },
  listGracePeriods: { query: user },
  startUserWebAuthnRegistration: { params: user, query: { origin: 'https://iam.test' } },
  'startUserWebAuthnRegistration oneself': {
    params: self,
    query: { origin: 'https://iam.test' },
  },
  finishUserWebAuthnRegistration: {
    params: user,
    body: {
      ceremony_id: '11111111-1111-4111-8111-111111111111',
      authenticator_name: 'mine',
      origin: 'https://iam.test',
      raw_id: 'AAAA',
      client_data_json: 'AAAA',
      attestation_object: 'AAAA',
      public_key_algorithm: -7,
    },
  },
  listUserWebAuthnAuthenticators: { params: user },
  updateWebAuthnAuthenticator: {
    params: { authenticator_id: '$authenticator' },
    body: { authenticator_name: 'mine' },
  },
  deleteWebAuthnAuthenticator: { params: { authenticator_id: '$authenticator' } },
  getUserConnections: { params: user },
  'getUserConnections oneself': { params: self },
  initiateUserConnection: { params: user },
  'initiateUserConnection oneself': { params: self },
  joinUserConnection: { params: user, body: { token: 'a guess' } },
  'joinUserConnection oneself': { params: self, body: { token: 'a guess' } },
  removeUserConnection: { params: user, body: { target_user_id: '$user' } },
  'removeUserConnection oneself': { params: self, body: { target_user_id: '$user' } },

  getOrganization: { params: organization },
  setOrganizationAlias: { params: organization, body: { alias: 'mine' } },
  updateOrganizationLoginMethods: {
    params: organization,
    body: { login_magic_code_enabled: false },
  },
  getOrganizationSecuritySettings: { params: organization },
  updateOrganizationSecuritySettings: {
    params: organization,
    body: { login_attempts_before_locked: 50 },
  },
  getOrganizationSaml: { params: organization },
  enableOrganizationSaml: { params: organization },
  updateSaml: { params: saml, body: { entity_id: 'https://idp.test' } },
  deleteSaml: { params: saml },
  listSamlCertificates: { params: saml },
  addSamlCertificate: {
    params: saml,
    body: { type: 'signing', content: CERTIFICATE_B },
  },
  getSamlCertificate: { params: { certificate_id: '$certificate' } },
  deleteSamlCertificate: { params: { certificate_id: '$certificate' } },
  parseSamlMetadata: { body: { file: { content: btoa(METADATA) } } },
  getOrganizationScim: { params: organization },
  enableOrganizationScim: { params: organization },
  deleteScim: { params: scim },
  listScimTokens: { params: scim },
  createScimToken: { params: scim },
  deleteScimToken: { params: { token_id: '$scimToken' } },

  listGroups: {
    query: {
      ...organization,
      group_ids: ['$group'],
      user_ids: ['$user'],
      application_ids: ['$application'],
    },
  },
  createGroup: { body: { ...organization, name: 'Mine' } },
  getGroup: { params: group },
  updateGroup: { params: group, body: { name: 'Mine' } },
  deleteGroup: { params: group },
  setGroupMembers: {
    params: group,
    body: { user_ids: ['$user'], application_ids: ['$application'] },
  },
  addGroupMembers: {
    params: group,
    body: { user_ids: ['$user'], application_ids: ['$application'] },
  },
  addGroupMember: { params: group, body: user },
  'addGroupMember an application': { params: group, body: application },
  removeGroupMember: { params: group, body: user },
  'removeGroupMember an application': { params: group, body: application },

  listApplications: { query: { ...organization, application_ids: ['$application'] } },
  createApplication: { body: { ...organization, name: 'Mine' } },
  getApplication: { params: application },
  updateApplication: { params: application, body: { name: 'Mine' } },
  deleteApplication: { params: application },

  listPolicies: {
    query: {
      ...organization,
      user_ids: ['$user'],
      group_ids: ['$group'],
      application_ids: ['$application'],
      policy_ids: ['$policy'],
    },
  },
  createPolicy: { body: { ...organization, name: 'Mine', rules: [RULE, PROJECT_RULE], ...user } },
  'createPolicy for oneself': { body: { name: 'Mine', rules: [RULE], ...self } },
  'createPolicy for an application': { body: { name: 'Mine', rules: [RULE], ...application } },
  'createPolicy for a group': { body: { name: 'Mine', rules: [RULE], ...group } },
  getPolicy: { params: policy },
  deletePolicy: { params: policy },
  updatePolicy: { params: policy, body: user },
  'updatePolicy for a group': { params: policy, body: group },
  'updatePolicy for an application': { params: policy, body: application },
  clonePolicy: { params: policy },
  listRules: { query: policy },
  setRules: { body: { ...policy, rules: [RULE, PROJECT_RULE] } },
  listPermissionSets: { query: organization },
  checkPermissions: {
    body: {
      permissions: [
        { service: 'iam', name: 'user', action: 'read', ...organization },
        { service: 'iam', name: 'ssh_key', action: 'read', ...project },
      ],
    },
  },

  listAPIKeys: { query: { ...organization, access_keys: ['$key'], access_key: '$key' } },
  'listAPIKeys of a user': { query: user },
  'listAPIKeys of an application': { query: application },
  'listAPIKeys of a bearer': { query: { bearer_id: '$user', bearer_type: 'user' } },
  'createAPIKey for another user': { body: user },
  'createAPIKey for oneself': { body: { ...self, default_project_id: '$project' } },
  'createAPIKey for an application': { body: application },
  getAPIKey: { params: { access_key: '$key' } },
  'getAPIKey of an application': { params: { access_key: '$applicationKey' } },
  updateAPIKey: {
    params: { access_key: '$key' },
    body: { description: 'Mine', default_project_id: '$project' },
  },
  'updateAPIKey of an application': {
    params: { access_key: '$applicationKey' },
    body: { description: 'Mine' },
  },
  deleteAPIKey: { params: { access_key: '$key' } },
  'deleteAPIKey of an application': { params: { access_key: '$applicationKey' } },

  listJWTs: { query: { audience_id: '$user' } },
  'listJWTs of oneself': { query: { audience_id: '$self' } },
  createJWT: { body: user },
  'createJWT for oneself': { body: self },
  getJWT: { params: { jti: '$session' } },
  deleteJWT: { params: { jti: '$session' } },

  listLogs: { query: organization },
  getLog: { params: { log_id: '$log' } },
  getLogNames: { query: { log_ids: ['$log'] } },

  listProjects: { query: { ...organization, project_ids: ['$project'] } },
  createProject: { body: { ...organization, name: 'Mine' } },
  getProject: { params: project },
  updateProject: { params: project, body: { name: 'Mine' } },
  deleteProject: { params: project },
  deleteProjectWithResources: { params: project, body: { project_name: 'sample' } },
  setProjectQualification: {
    params: project,
    body: { qualification: { architecture_type: 'instance', container: {} } },
  },
  getProjectUse: { query: project },
  listSSHKeys: { query: { ...organization, ...project } },
  createSSHKey: { body: { name: 'mine', public_key: SSH_KEY, ...project } },
  getSSHKey: { params: { ssh_key_id: '$sshKey' } },
  updateSSHKey: { params: { ssh_key_id: '$sshKey' }, body: { name: 'mine' } },
  deleteSSHKey: { params: { ssh_key_id: '$sshKey' } },
  listQuota: { query: organization },
  getQuotum: { params: { quotum_name: 'IamApiKeys' }, query: organization },
}
