import { stableAccessKey, stableUuid } from '../fixtures/generator.ts'
import { insertRows } from '../fixtures/insert-rows.ts'
import type { FixtureRows } from '../fixtures/organization-builder.ts'
import { buildScenario } from '../fixtures/scenarios.ts'
import { CERTIFICATE_A } from '../formats/test-certificates.ts'
import type { Store, Transaction } from '../store/store.ts'
import {
  apiKeyRow,
  groupMemberRow,
  groupRow,
  policyRow,
  ruleRow,
  userRow,
} from '../store/test-rows.ts'
import type { SampleIds } from './sample-requests.ts'

/** In the names of everything in the other Organization. */
export const FOREIGN = 'zz-foreign'

const TIME = '2026-11-20T09:00:00.000000Z'
const LATER = '2027-11-20T09:00:00.000000Z'

/**
 * Adds one thing of every kind to an Organization.
 *
 * @param name Begins all their names, and makes their ids.
 */
export async function addSamples(
  store: Store,
  organization: { readonly id: string; readonly ownerId: string },
  name: string,
): Promise<SampleIds> {
  const id = (kind: string): string => stableUuid(`${name}/${kind}`)
  const ids: SampleIds = {
    organization: organization.id,
    owner: organization.ownerId,
    project: id('project'),
    user: id('user'),
    key: stableAccessKey(`${name}/key`),
    session: id('session'),
    authenticator: id('authenticator'),
    application: id('application'),
    applicationKey: stableAccessKey(`${name}/application key`),
    group: id('group'),
    policy: id('policy'),
    log: id('log'),
    sshKey: id('ssh key'),
    saml: id('saml'),
    certificate: id('certificate'),
    scim: id('scim'),
    scimToken: id('scim token'),
  }
  await store.transaction((tx) => insertSamples(tx, ids, name))
  return ids
}

/** Adds another Organization to the store, with one thing of every kind. */
export async function addForeignOrganization(
  store: Store,
): Promise<{ ids: SampleIds; rows: FixtureRows }> {
  const { rows, organizationId, ownerId } = buildScenario('empty', {
    now: new Date(TIME),
    salt: FOREIGN,
  })
  for (const row of rows.organizations) row.name = FOREIGN
  for (const row of rows.users) row.username = `${FOREIGN}-owner`
  await store.transaction((tx) => insertRows(tx, rows))
  const ids = await addSamples(store, { id: organizationId, ownerId }, FOREIGN)
  return { ids, rows }
}

async function insertSamples(tx: Transaction, ids: SampleIds, name: string): Promise<void> {
  const organization_id = ids.organization
  const common = { organization_id, created_at: TIME, updated_at: TIME }
  const named = { name, name_key: name, description: name, search_text: name }
  await tx.insert('projects', {
    id: ids.project,
    ...common,
    name,
    description: '',
    search_text: name,
  })
  await tx.insert(
    'users',
    userRow(ids.user, {
      organization_id,
      username: name,
      username_key: name,
      email: `${name}@example.com`,
      email_key: `${name}@example.com`,
      password_hash: `$argon2id$${name}`,
      totp_secret: `sealed-secret-of-${name}`,
    }),
  )
  const { editable, deletable, managed } = groupRow('')
  const lifecycle = { editable, deletable, managed }
  await tx.insert('applications', { id: ids.application, ...common, ...named, ...lifecycle })
  await tx.insert('groups', groupRow(ids.group, { organization_id, ...named }))
  const inGroup = {
    ...groupMemberRow(ids.group, ids.application),
    member_type: 'application',
  } as const
  await tx.insert('group_members', [groupMemberRow(ids.group, ids.user), inGroup])
  await tx.insert(
    'policies',
    policyRow(ids.policy, {
      organization_id,
      ...named,
      principal_type: 'group',
      principal_id: ids.group,
    }),
  )
  const rule = stableUuid(`${name}/rule`)
  await tx.insert('rules', ruleRow(rule, { policy_id: ids.policy, organization_id }))
  for (const [access_key, bearer_type, bearer_id] of [
    [ids.key, 'user', ids.user],
    [ids.applicationKey, 'application', ids.application],
  ] as const) {
    const bearer = { bearer_type, bearer_id, description: name }
    const key = { organization_id, default_project_id: ids.project, ...bearer }
    await tx.insert('api_keys', apiKeyRow(access_key, key))
  }
  await tx.insert('jwts', {
    jti: ids.session,
    ...common,
    issuer_id: ids.user,
    audience_id: ids.user,
    expires_at: LATER,
    ip: '198.51.100.9',
    user_agent: name,
    token_digest: `digest-of-session-${name}`,
  })
  await tx.insert('logs', {
    id: ids.log,
    organization_id,
    created_at: TIME,
    ip: '198.51.100.9',
    user_agent: name,
    action: 'created',
    bearer_id: ids.owner,
    bearer_type: 'user',
    bearer_name: name,
    resource_type: 'group',
    resource_id: ids.group,
    resource_name: name,
    search_text: name,
  })
  await tx.insert('ssh_keys', {
    id: ids.sshKey,
    ...common,
    project_id: ids.project,
    name,
    name_key: name,
    public_key: 'ssh-ed25519 AAAA',
    fingerprint: '256 MD5:00 (ssh-ed25519)',
    disabled: false,
    search_text: name,
  })
  await insertWaysOfSigningIn(tx, ids, name)
}

async function insertWaysOfSigningIn(tx: Transaction, ids: SampleIds, name: string): Promise<void> {
  const { organization: organization_id } = ids
  const made = { organization_id, created_at: TIME }
  await tx.insert('webauthn_authenticators', {
    id: ids.authenticator,
    user_id: ids.user,
    name,
    credential_id: `credential-of-${name}`,
    public_key: `public-key-of-${name}`,
    public_key_algorithm: -7,
    sign_count: 0,
    rp_id: 'iam.test',
    created_at: TIME,
    last_login_at: null,
  })
  await tx.insert('saml_configurations', {
    id: ids.saml,
    ...made,
    entity_id: `https://idp.test/${name}`,
    single_sign_on_url: '',
  })
  await tx.insert('saml_certificates', {
    id: ids.certificate,
    ...made,
    saml_id: ids.saml,
    type: 'signing',
    origin: 'identity_provider',
    content: CERTIFICATE_A,
    expires_at: LATER,
  })
  await tx.insert('scim_configurations', { id: ids.scim, ...made })
  await tx.insert('scim_tokens', {
    id: ids.scimToken,
    ...made,
    scim_id: ids.scim,
    secret_digest: `digest-of-scim-token-${name}`,
    expires_at: LATER,
  })
}
