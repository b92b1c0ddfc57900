import { expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type Answer } from './harness.ts'

/** Keys of the platform's recorded answers, in their order. */
const SHAPES = {
  User: `id email username first_name last_name phone_number locale created_at updated_at
    organization_id deletable last_login_at type two_factor_enabled status mfa account_root_user_id
    tags locked`,
  Application: `id name description created_at updated_at organization_id editable deletable managed
    nb_api_keys tags`,
  Group: `id created_at updated_at organization_id name description user_ids application_ids tags
    editable deletable managed`,
  Policy: `id name description organization_id created_at updated_at editable deletable managed
    nb_rules nb_scopes nb_permission_sets tags`,
  Rule: 'id permission_set_names permission_sets_scope_type condition',
  PermissionSet: 'id name scope_type description categories',
  ApiKey: `access_key secret_key description created_at updated_at expires_at default_project_id
    editable deletable managed creation_ip`,
  SshKey: `id name public_key fingerprint created_at updated_at organization_id project_id disabled`,
  Log: 'id created_at ip user_agent action bearer_id organization_id resource_type resource_id',
  Jwt: 'jti issuer_id audience_id created_at updated_at expires_at ip user_agent',
  Quotum: 'name pretty_name unit description locality_type limits limit',
  Organization: `id name alias login_password_enabled login_magic_code_enabled login_oauth2_enabled
    login_saml_enabled`,
  SecuritySettings: `enforce_password_renewal grace_period_duration login_attempts_before_locked
    max_login_session_duration max_api_key_expiration_duration`,
  Saml: 'id status service_provider entity_id single_sign_on_url',
  Scim: 'id created_at',
  ScimToken: 'id scim_id created_at expires_at',
  Project: 'id name organization_id created_at updated_at description qualification',
}

type Wire = Record<string, unknown> & { id: string }

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

onEveryStore((open) => {
  it('gives every object its keys in the platform’s order, whichever operation answers', async () => {
    const test = await createTestBackend(open)
    const { organizationId, memberId, ownerId } = test.scenario
    const as = await test.signedIn(ownerId)
    const inOrganization = `organization_id=${organizationId}`

    const call = async (line: string, body?: object): Promise<Answer> => {
      const [name = '', path = ''] = line.split(' ')
      const method = METHODS.find((known) => known === name) ?? 'GET'
      const full = path.startsWith('/account') ? path : `/iam/v1alpha1${path}`
      const answer = await test.request(full, {
        method,
        as,
        ...(body === undefined ? {} : { body }),
      })
      const { headers, status } = answer
      expect([line, status]).toEqual([line, method === 'DELETE' ? 204 : 200])
      expect(headers.get('content-type')).toBe('application/json')
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      for (const absent of ['x-total-count', 'link', 'vary', 'access-control-allow-origin']) {
        expect(headers.has(absent)).toBe(false)
      }
      return answer
    }
    const expectKeys = (object: unknown, shape: keyof typeof SHAPES, ...oneOf: string[]): void => {
      expect(Object.keys(object as object)).toEqual([...SHAPES[shape].split(/\s+/), ...oneOf])
    }
    const one = async (
      line: string,
      shape: keyof typeof SHAPES,
      body?: object,
      ...oneOf: string[]
    ): Promise<Wire> => {
      const answer = await call(line, body)
      expectKeys(answer.body, shape, ...oneOf)
      return answer.body as Wire
    }
    const list = async (
      line: string,
      keys: readonly [string, string],
      shape: keyof typeof SHAPES,
      ...oneOf: string[]
    ): Promise<void> => {
      const { body } = await call(line)
      expect(Object.keys(body as object)).toEqual(keys)
      const items = (body as Record<string, unknown>)[
        keys.find((key) => key !== 'total_count') ?? ''
      ]
      expectKeys((items as unknown[])[0], shape, ...oneOf)
    }

    const user = await one('POST /users', 'User', {
      organization_id: organizationId,
      tags: null,
      member: { email: 'ada@example.com', username: 'ada.shape', locale: null },
    })
    expect(user).toMatchObject({
      first_name: '',
      phone_number: '',
      locale: 'en_US',
      last_login_at: null,
      account_root_user_id: '',
      tags: [],
    })
    await one(`GET /users/${user.id}`, 'User')
    await list(`GET /users?${inOrganization}&type=unknown_type`, ['users', 'total_count'], 'User')
    await one(`PATCH /users/${user.id}`, 'User', { tags: ['a'] })
    await one(`POST /users/${user.id}/update-username`, 'User', { username: 'ada.other' })
    await one(`POST /users/${user.id}/update-password`, 'User', { password: 'a new password' })
    await one(`POST /users/${user.id}/lock`, 'User', {})
    await one(`POST /users/${user.id}/unlock`, 'User', {})

    const application = await one('POST /applications', 'Application', {
      name: 'shape',
      organization_id: organizationId,
      description: null,
      tags: null,
    })
    expect(application).toMatchObject({ description: '', nb_api_keys: 0, tags: [] })
    await one(`GET /applications/${application.id}`, 'Application')
    await one(`PATCH /applications/${application.id}`, 'Application', { name: null, tags: ['x'] })
    await list(`GET /applications?name=shape`, ['applications', 'total_count'], 'Application')

    const group = await one('POST /groups', 'Group', {
      name: 'shape',
      organization_id: organizationId,
    })
    await one(`GET /groups/${group.id}`, 'Group')
    await one(`PATCH /groups/${group.id}`, 'Group', { description: 'x' })
    await one(`PUT /groups/${group.id}/members`, 'Group', { user_ids: null, application_ids: [] })
    await one(`POST /groups/${group.id}/add-member`, 'Group', { user_id: memberId })
    await one(`POST /groups/${group.id}/add-members`, 'Group', { user_ids: [ownerId] })
    await one(`POST /groups/${group.id}/remove-member`, 'Group', { user_id: memberId })
    await list('GET /groups?name=shape', ['groups', 'total_count'], 'Group')

    const rules = [{ permission_set_names: ['IAMReadOnly'], organization_id: organizationId }]
    const onProject = [{ permission_set_names: ['SSHKeysReadOnly'], project_ids: [organizationId] }]
    const policy = await one(
      'POST /policies',
      'Policy',
      { name: 'shape', organization_id: organizationId, rules, application_id: application.id },
      'application_id',
    )
    // Counted only once the policy is there, as on the platform.
    expect(policy).toMatchObject({ nb_rules: 0, nb_scopes: 0, nb_permission_sets: 0 })
    expect(
      await one(`GET /policies/${policy.id}`, 'Policy', undefined, 'application_id'),
    ).toMatchObject({ nb_rules: 1, nb_scopes: 1, nb_permission_sets: 1 })
    const principal = { group_id: group.id }
    await one(`PATCH /policies/${policy.id}`, 'Policy', principal, 'group_id')
    const clone = await one(
      `POST /policies/${policy.id}/clone`,
      'Policy',
      { name: 'y' },
      'no_principal',
    )
    expect(clone).toMatchObject({
      name: 'Copy of shape',
      no_principal: true,
      tags: [],
      nb_rules: 0,
    })
    await list('GET /policies?policy_name=shape', ['policies', 'total_count'], 'Policy', 'group_id')
    const read = `GET /rules?policy_id=${policy.id}`
    await list(read, ['rules', 'total_count'], 'Rule', 'organization_id')
    const put = await call('PUT /rules', { policy_id: policy.id, rules: onProject })
    expect(Object.keys(put.body as object)).toEqual(['rules'])
    await list(read, ['rules', 'total_count'], 'Rule', 'project_ids')
    await list(
      `GET /permission-sets?${inOrganization}`,
      ['permission_sets', 'total_count'],
      'PermissionSet',
    )

    const key = await one(
      'POST /api-keys',
      'ApiKey',
      { application_id: application.id, default_project_id: null, expires_at: null },
      'application_id',
    )
    const secret = expect.stringMatching(/^[0-9a-f-]{36}$/)
    expect(key).toMatchObject({ secret_key: secret, default_project_id: organizationId })
    const path = `/api-keys/${key['access_key'] as string}`
    for (const answer of [
      await one(`GET ${path}`, 'ApiKey', undefined, 'application_id'),
      await one(`PATCH ${path}`, 'ApiKey', { description: 'x' }, 'application_id'),
    ]) {
      expect(answer['secret_key']).toBeNull()
    }
    const keys = `GET /api-keys?bearer_type=unknown_bearer_type&bearer_id=${application.id}`
    await list(keys, ['api_keys', 'total_count'], 'ApiKey', 'application_id')

    const sshKey = await one('POST /ssh-keys', 'SshKey', {
      name: 'laptop',
      public_key: `ssh-ed25519 ${btoa(`\0\0\0\x0bssh-ed25519\0\0\0 ${'k'.repeat(32)}`)} ada@laptop`,
      project_id: organizationId,
    })
    expect(sshKey['public_key']).not.toContain('ada')
    await one(`GET /ssh-keys/${sshKey.id}`, 'SshKey')
    await one(`PATCH /ssh-keys/${sshKey.id}`, 'SshKey', { disabled: true })
    await list('GET /ssh-keys?disabled=true', ['ssh_keys', 'total_count'], 'SshKey')

    const logs = 'GET /logs?action=unknown_action&resource_type=unknown_resource_type'
    await list(logs, ['logs', 'total_count'], 'Log')
    await list(`GET /jwts?audience_id=${ownerId}`, ['jwts', 'total_count'], 'Jwt')
    await list(`GET /quota?${inOrganization}`, ['quota', 'total_count'], 'Quotum')
    await one(`GET /quota/IamGroups?${inOrganization}`, 'Quotum')
    const grace = await call('GET /grace-periods')
    expect(grace.body).toEqual({ grace_periods: [] })

    const organization = `/organizations/${organizationId}`
    await one(`GET ${organization}`, 'Organization')
    await one(`PUT ${organization}/alias`, 'Organization', { alias: 'shape' })
    await one(`PATCH ${organization}/login-methods`, 'Organization', {})
    const settings = await one(`GET ${organization}/security-settings`, 'SecuritySettings')
    const unchanged = await one(`PATCH ${organization}/security-settings`, 'SecuritySettings', {})
    expect(unchanged).toEqual(settings)
    const saml = await one(`POST ${organization}/saml`, 'Saml', {})
    await one(`GET ${organization}/saml`, 'Saml')
    expect(Object.keys(saml['service_provider'] as object)).toEqual([
      'entity_id',
      'assertion_consumer_service_url',
    ])
    await call(`DELETE /saml/${saml.id}`, {})
    const scim = await one(`POST ${organization}/scim`, 'Scim', {})
    await one(`GET ${organization}/scim`, 'Scim')
    const token = (await call(`POST /scim/${scim.id}/tokens`)).body as { token: object }
    expect(Object.keys(token)).toEqual(['token', 'bearer_token'])
    expectKeys(token.token, 'ScimToken')
    await list(`GET /scim/${scim.id}/tokens`, ['scim_tokens', 'total_count'], 'ScimToken')
    await call(`DELETE /scim/${scim.id}`, {})

    const project = await one('POST /account/v3/projects', 'Project', {
      name: 'shape',
      organization_id: organizationId,
    })
    expect(project['qualification']).toBeNull()
    const projectPath = `/account/v3/projects/${project.id}`
    expect(await one(`GET ${projectPath}`, 'Project')).toMatchObject({
      qualification: { architecture_type: 'unknown_architecture_type' },
    })
    expect(await one(`PATCH ${projectPath}`, 'Project', { description: 'x' })).toMatchObject({
      qualification: null,
    })
    const projects = `GET /account/v3/projects?${inOrganization}&name=shape`
    await list(projects, ['total_count', 'projects'], 'Project')

    const gone = [
      projectPath,
      `/ssh-keys/${sshKey.id}`,
      path,
      `/policies/${policy.id}`,
      `/groups/${group.id}`,
      `/applications/${application.id}`,
      `/users/${user.id}`,
    ]
    for (const each of gone) expect((await call(`DELETE ${each}`, {})).text).toBe('')
    await test.close()
  })
})
