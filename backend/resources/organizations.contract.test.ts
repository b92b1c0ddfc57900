import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const DAY_SECONDS = 86_400

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let organizationId: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    organizationId = test.scenario.organizationId
  })
  afterEach(() => test.close())

  const base = () => `/iam/v1alpha1/organizations/${organizationId}`

  it('answers an Organization with the keys of the contract', async () => {
    const { body } = await test.request(base(), { as: owner })
    expect(Object.entries(body as object)).toEqual([
      ['id', organizationId],
      ['name', 'Northwind Labs'],
      ['alias', 'northwind'],
      ['login_password_enabled', true],
      ['login_magic_code_enabled', true],
      ['login_oauth2_enabled', false],
      ['login_saml_enabled', false],
    ])
    expect(await test.sdk(owner).iam.getOrganization()).toMatchObject({ alias: 'northwind' })
  })

  it('sets an alias that no other Organization has', async () => {
    const { iam } = test.sdk(owner)
    expect(await iam.setOrganizationAlias({ alias: 'nwlabs' })).toMatchObject({ alias: 'nwlabs' })
    expect(await iam.setOrganizationAlias({ alias: 'nwlabs' })).toMatchObject({ alias: 'nwlabs' })
    const row = await test.store.get('organizations', organizationId)
    await test.store.transaction(async (tx) => {
      if (row) await tx.insert('organizations', { ...row, id: 'elsewhere', alias: 'taken' })
    })
    await expect(iam.setOrganizationAlias({ alias: 'taken' })).rejects.toMatchObject({
      status: 409,
    })
    for (const alias of ['x', 'North', 'north wind', 'n'.repeat(33)]) {
      await expect(iam.setOrganizationAlias({ alias })).rejects.toMatchObject({ status: 400 })
    }
  })

  it('keeps one usable method of signing in', async () => {
    const { iam } = test.sdk(owner)
    const off = { loginPasswordEnabled: false }
    await expect(iam.updateOrganizationLoginMethods(off)).rejects.toMatchObject({ status: 400 })
    expect(
      await iam.updateOrganizationLoginMethods({
        loginSamlEnabled: true,
        loginOauth2Enabled: true,
      }),
    ).toMatchObject({
      loginSamlEnabled: true,
      loginOauth2Enabled: true,
      loginPasswordEnabled: true,
    })

    const mailing = await createTestBackend(open, { mail: 'works' })
    const { secret } = await mailing.keyFor('user', mailing.scenario.ownerId)
    const other = mailing.sdk(secret).iam
    expect(await other.updateOrganizationLoginMethods(off)).toMatchObject(off)
    await expect(
      other.updateOrganizationLoginMethods({ loginMagicCodeEnabled: false }),
    ).rejects.toMatchObject({ status: 400 })
    await mailing.close()
  })

  it('answers and changes security settings, durations as seconds', async () => {
    const path = `${base()}/security-settings`
    const before = {
      enforce_password_renewal: false,
      grace_period_duration: '259200s',
      login_attempts_before_locked: 10,
      max_login_session_duration: '2592000s',
      max_api_key_expiration_duration: '0s',
    }
    expect((await test.request(path, { as: owner })).body).toEqual(before)
    const empty = await test.request(path, { method: 'PATCH', body: {}, as: owner })
    expect(empty.body).toEqual(before)
    const changed = await test.sdk(owner).iam.updateOrganizationSecuritySettings({
      gracePeriodDuration: '7200.000000000s',
      loginAttemptsBeforeLocked: 5,
      maxApiKeyExpirationDuration: '2592000s',
    })
    expect(changed).toEqual({
      enforcePasswordRenewal: false,
      gracePeriodDuration: '7200s',
      loginAttemptsBeforeLocked: 5,
      maxLoginSessionDuration: '2592000s',
      maxApiKeyExpirationDuration: '2592000s',
    })
    expect(await test.sdk(owner).iam.getOrganizationSecuritySettings()).toEqual(changed)
  })

  it.each([
    { grace_period_duration: '3600' },
    { grace_period_duration: '0s' },
    { grace_period_duration: '-5s' },
    { max_login_session_duration: '60s' },
    { max_login_session_duration: '1h' },
    { max_api_key_expiration_duration: '10s' },
    { max_api_key_expiration_duration: '0.5s' },
    { max_api_key_expiration_duration: '99999999999s' },
    { login_attempts_before_locked: 0 },
    { login_attempts_before_locked: 51 },
  ])('refuses the settings %j', async (body) => {
    const path = `${base()}/security-settings`
    const answer = await test.request(path, { method: 'PATCH', body, as: owner })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ details: [{ argument_name: Object.keys(body)[0] }] })
  })

  it('shortens the sessions that run, and lengthens none', async () => {
    const browser = await test.signedIn(test.scenario.memberId)
    const { iam } = test.sdk(owner)
    const set = (maxLoginSessionDuration: string) =>
      iam.updateOrganizationSecuritySettings({ maxLoginSessionDuration })
    await set('7200s')
    await set('2592000s')
    test.advance(7_100_000)
    expect((await test.request('/console/v1/session', { as: browser })).status).toBe(200)
    test.advance(100_000)
    expect((await test.request('/console/v1/session', { as: browser })).body).toMatchObject({
      reason: 'expired',
    })
  })

  it('limits the life of new API keys, the Owner’s included, and leaves old ones', async () => {
    const { iam } = test.sdk(owner)
    const userId = test.scenario.ownerId
    const inDays = (days: number) =>
      new Date(test.options.clock().getTime() + days * DAY_SECONDS * 1000)
    const old = await iam.createAPIKey({ userId, description: 'old' })
    await iam.updateOrganizationSecuritySettings({
      maxApiKeyExpirationDuration: `${30 * DAY_SECONDS}s`,
    })
    const refusal = (help_message: string) => ({
      status: 400,
      body: { details: [{ argument_name: 'expires_at', reason: 'constraint', help_message }] },
    })
    const create = (expires_at?: Date) =>
      test.request('/iam/v1alpha1/api-keys', { body: { user_id: userId, expires_at }, as: owner })
    expect(await create()).toMatchObject(
      refusal('organization security settings require an expiration date for API keys'),
    )
    expect(await create(inDays(31))).toMatchObject(
      refusal('organization security settings allow API keys to last 30 days at most'),
    )
    expect((await create(inDays(30))).status).toBe(200)
    expect(
      await iam.updateAPIKey({ accessKey: old.accessKey, description: 'still old' }),
    ).toMatchObject({ expiresAt: undefined })
    await expect(
      iam.updateAPIKey({ accessKey: old.accessKey, expiresAt: inDays(31) }),
    ).rejects.toMatchObject({ status: 400 })
    await iam.updateAPIKey({ accessKey: old.accessKey, expiresAt: inDays(29) })
    const session = await test.request('/console/v1/session', {
      as: await test.signedIn(test.scenario.memberId),
    })
    expect(session.body).toMatchObject({
      limits: { max_api_key_expiration_seconds: 30 * DAY_SECONDS },
    })
  })

  it('is renamed through the console’s own endpoint', async () => {
    const path = '/console/v1/organization'
    const before = { id: organizationId, name: 'Northwind Labs', alias: 'northwind' }
    expect((await test.request(path, { as: owner })).body).toEqual({
      ...before,
      enforce_mfa: false,
    })
    const patch = (body: unknown) => test.request(path, { method: 'PATCH', body, as: owner })
    expect((await patch({ name: ' Northwind ' })).body).toMatchObject({ name: 'Northwind' })
    expect((await patch({})).body).toMatchObject({ name: 'Northwind', enforce_mfa: false })
    for (const name of ['', ' ', 'a\nb', 'n'.repeat(65)]) {
      expect((await patch({ name })).status, JSON.stringify(name)).toBe(400)
    }
  })

  it('is closed to members without the right, and to others', async () => {
    const { secret } = await test.keyFor('user', test.scenario.memberId)
    const body = {}
    for (const path of ['', '/security-settings']) {
      expect((await test.request(base() + path, { as: secret })).status, path).toBe(403)
    }
    for (const [method, path] of [
      ['PUT', '/alias'],
      ['PATCH', '/login-methods'],
      ['PATCH', '/security-settings'],
    ] as const) {
      const sent = path === '/alias' ? { alias: 'mine' } : body
      const answer = await test.request(base() + path, { method, body: sent, as: secret })
      expect(answer.body).toMatchObject({
        details: [{ action: 'write', resource: 'organization' }],
      })
    }
    await test.allow('user', test.scenario.memberId, ['OrganizationReadOnly'])
    expect((await test.request(base(), { as: secret })).status).toBe(200)
    const elsewhere = '/iam/v1alpha1/organizations/11111111-1111-4111-8111-111111111111'
    expect((await test.request(elsewhere, { as: owner })).status).toBe(403)
  })
})
