import { Errors } from '@scaleway/sdk-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const KEYS = '/iam/v1alpha1/api-keys'
const FIELDS = [
  'access_key',
  'secret_key',
  'description',
  'created_at',
  'updated_at',
  'expires_at',
  'default_project_id',
  'editable',
  'deletable',
  'managed',
  'creation_ip',
]

type Wire = Record<string, unknown> & { access_key: string; secret_key: string | null }

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser
  let member: TestBrowser
  let memberId: string
  let ownerId: string
  let applicationId: string

  beforeEach(async () => {
    test = await createTestBackend(open, { faults: true })
    ownerId = test.scenario.ownerId
    memberId = test.scenario.memberId
    owner = await test.signedIn(ownerId)
    member = await test.signedIn(memberId)
    applicationId = applicationNamed('ci-deploy')
  })
  afterEach(() => test.close())

  function applicationNamed(name: string): string {
    return test.scenario.rows.applications.find((row) => row.name === name)?.id ?? ''
  }

  async function create(body: object, as: TestBrowser | string = owner, headers = {}) {
    const answer = await test.request(KEYS, { body, as, headers })
    return { ...answer, key: answer.body as Wire }
  }

  describe('creation', () => {
    it('answers the whole key, secret included, in the order of the API', async () => {
      const { status, text, key } = await create({ user_id: ownerId, description: 'laptop' })

      expect(status).toBe(200)
      expect(Object.keys(key)).toEqual([...FIELDS, 'user_id'])
      expect(key).toMatchObject({
        description: 'laptop',
        created_at: expect.stringMatching(/^2026-11-23T09:00:00\.00000\dZ$/),
        expires_at: null,
        default_project_id: test.scenario.organizationId,
        editable: true,
        deletable: true,
        managed: false,
        creation_ip: '203.0.113.7',
        user_id: ownerId,
      })
      expect(key['updated_at']).toBe(key['created_at'])
      expect(key.access_key).toMatch(/^SCW[0-9A-HJKMNP-TV-Z]{17}$/)
      expect(key.secret_key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      expect(text).toContain(String(key.secret_key))
    })

    it('puts application_id last for an application', async () => {
      const { key } = await create({ application_id: applicationId })
      expect(Object.keys(key)).toEqual([...FIELDS, 'application_id'])
    })

    it('never shows the secret again, and stores none', async () => {
      const { key } = await create({ user_id: ownerId, description: 'once' })
      const secret = String(key.secret_key)
      const answers = await Promise.all([
        test.request(`${KEYS}/${key.access_key}`, { as: owner }),
        test.request(`${KEYS}?access_keys=${key.access_key}`, { as: owner }),
        test.request(`${KEYS}/${key.access_key}`, {
          method: 'PATCH',
          body: { description: 'twice' },
          as: owner,
        }),
      ])
      for (const answer of answers) {
        expect(answer.status).toBe(200)
        expect(answer.text).toContain('"secret_key":null')
        expect(answer.text).not.toContain(secret)
      }
      const rows = await Promise.all([
        test.store.find('api_keys'),
        test.store.find('logs'),
        test.store.find('idempotency_keys'),
      ])
      expect(JSON.stringify(rows)).not.toContain(secret)
    })

    it('gives a secret that works at once with the rights of its bearer', async () => {
      const mine = await create({ user_id: memberId }, member)
      const memberSdk = test.sdk(String(mine.key.secret_key))
      expect((await memberSdk.iam.getAPIKey({ accessKey: mine.key.access_key })).userId).toBe(
        memberId,
      )
      await expect(memberSdk.iam.listApplications()).rejects.toBeInstanceOf(
        Errors.PermissionsDeniedError,
      )
      const own = await create({ user_id: ownerId })
      const { totalCount } = await test.sdk(String(own.key.secret_key)).iam.listApplications()
      expect(totalCount).toBe(test.scenario.rows.applications.length)
    })

    it('is for oneself or for applications only, whoever asks', async () => {
      const byOwner = await create({ user_id: memberId })
      expect(byOwner.status).toBe(400)
      expect(byOwner.body).toEqual({
        details: [
          {
            argument_name: 'user_id',
            help_message:
              'an API key is generated for oneself or for an application, never for another user',
            reason: 'constraint',
          },
        ],
        message: 'invalid argument(s)',
        type: 'invalid_arguments',
      })
      const byMember = await create({ user_id: ownerId }, member)
      expect(byMember.status).toBe(403)
      expect(byMember.text).toBe(
        '{"details":[{"action":"write","resource":"api_key"},{"action":"write","resource":"self_api_key"}],"message":"insufficient permissions","type":"permissions_denied"}',
      )
      expect((await create({ application_id: applicationId }, member)).status).toBe(403)
    })

    it('is refused to an application without rights', async () => {
      const key = await test.keyFor('application', applicationNamed('billing-export'))
      const asked = await create({ application_id: applicationNamed('billing-export') }, key.secret)
      expect(asked.status).toBe(403)
    })

    it('wants exactly one bearer, which exists', async () => {
      expect((await create({})).status).toBe(400)
      expect((await create({ user_id: ownerId, application_id: applicationId })).status).toBe(400)
      const missing = '0c0ffee0-0000-4000-8000-000000000000'
      const { status, body } = await create({ application_id: missing })
      expect(status).toBe(404)
      expect(body).toMatchObject({ resource: 'application', resource_id: missing })
    })

    it('keeps the precision of expires_at and turns it into UTC', async () => {
      const pairs = [
        ['2027-01-01T01:00:00+01:00', '2027-01-01T00:00:00Z'],
        ['2027-01-01T00:00:00.5Z', '2027-01-01T00:00:00.500Z'],
        ['2027-01-01T00:00:00.123Z', '2027-01-01T00:00:00.123Z'],
        ['2027-01-01T00:00:00.123456789Z', '2027-01-01T00:00:00.123456Z'],
      ]
      for (const [asked, answered] of pairs) {
        const { key } = await create({ user_id: ownerId, expires_at: asked })
        expect(key['expires_at']).toBe(answered)
      }
      expect((await create({ user_id: ownerId, expires_at: null })).key['expires_at']).toBeNull()
    })

    it.each([
      [{ expires_at: '2026-11-23T08:59:59Z' }, 'expires_at', 'constraint'],
      [{ expires_at: 'tomorrow' }, 'expires_at', 'format'],
      [{ expires_at: '2027-02-30T00:00:00Z' }, 'expires_at', 'format'],
      [{ description: 'x'.repeat(201) }, 'description', 'constraint'],
      [{ default_project_id: 'default' }, 'default_project_id', 'format'],
      [
        { default_project_id: '0c0ffee0-0000-4000-8000-000000000000' },
        'default_project_id',
        'constraint',
      ],
    ])('refuses %o', async (fields, argument_name, reason) => {
      const before = await test.store.count('api_keys')
      const { status, body } = await create({ user_id: ownerId, ...fields })
      expect(status).toBe(400)
      expect(body).toMatchObject({ details: [{ argument_name, reason }] })
      expect(await test.store.count('api_keys')).toBe(before)
    })

    it('writes one log entry', async () => {
      const { key } = await create({ application_id: applicationId })
      const logs = await test.store.find('logs', { where: { resource_id: key.access_key } })
      expect(logs).toEqual([
        expect.objectContaining({
          action: 'created',
          resource_type: 'api_key',
          bearer_id: ownerId,
          ip: '203.0.113.7',
          user_agent: 'harness/1',
          created_at: key['created_at'],
        }),
      ])
    })

    it('stops at the quota and leaves nothing behind', async () => {
      const count = await test.store.count('api_keys')
      for (let n = count; n < 100; n += 1) await test.keyFor('user', ownerId)
      const { status, body } = await create({ user_id: ownerId })
      expect(status).toBe(403)
      expect(body).toMatchObject({
        type: 'quotas_exceeded',
        details: [{ resource: 'IamApiKeys', quota: 100, current: 100 }],
      })
      expect(await test.store.count('api_keys')).toBe(100)
    })
  })

  describe('Idempotency-Key', () => {
    const header = { 'Idempotency-Key': 'click-1' }

    it('refuses the repeat and says what the first one made', async () => {
      const first = await create({ user_id: ownerId }, owner, header)
      const count = await test.store.count('api_keys')
      const second = await create({ user_id: ownerId }, owner, header)
      expect(second.status).toBe(409)
      expect(second.body).toMatchObject({
        type: 'already_exists',
        resource: 'api_key',
        resource_id: first.key.access_key,
        help_message: expect.stringContaining('cannot be shown again'),
      })
      expect(second.text).not.toContain(String(first.key.secret_key))
      expect(await test.store.count('api_keys')).toBe(count)
    })

    it('lets one of many simultaneous requests through', async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => create({ user_id: ownerId }, owner, header)),
      )
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409, 409, 409])
    })

    it('is forgotten after a day, is per caller, and counts successes only', async () => {
      await create({ user_id: ownerId, expires_at: '2000-01-01T00:00:00Z' }, owner, header)
      expect((await create({ user_id: ownerId }, owner, header)).status).toBe(200)
      expect((await create({ user_id: memberId }, member, header)).status).toBe(200)
      test.advance(24 * 3_600_000 + 1000)
      expect((await create({ user_id: ownerId }, owner, header)).status).toBe(200)
    })
  })

  describe('one key', () => {
    it('is read by the official client, its times as dates', async () => {
      const { secret, accessKey } = await test.keyFor('application', applicationId, {
        expires_at: '2027-01-01T00:00:00.000000Z',
      })
      const admin = await test.keyFor('user', ownerId)
      const key = await test.sdk(admin.secret).iam.getAPIKey({ accessKey })
      expect(key.expiresAt).toEqual(new Date('2027-01-01T00:00:00Z'))
      expect(key.secretKey).toBeNull()
      expect(key.applicationId).toBe(applicationId)
      await expect(test.sdk(secret).iam.getAPIKey({ accessKey })).rejects.toBeInstanceOf(
        Errors.PermissionsDeniedError,
      )
    })

    it('that does not exist is 404 under the name access_key', async () => {
      const { status, text } = await test.request(`${KEYS}/SCWXXXXXXXXXXXXXXXXX`, { as: owner })
      expect(status).toBe(404)
      expect(text).toBe(
        '{"message":"resource is not found","resource":"access_key","resource_id":"SCWXXXXXXXXXXXXXXXXX","type":"not_found"}',
      )
    })

    it('is changed by PATCH; null and absent fields stay', async () => {
      const { key } = await create({ user_id: ownerId, expires_at: '2027-01-01T00:00:00Z' })
      const project = test.scenario.rows.projects.find((row) => row.name === 'platform')
      const path = `${KEYS}/${key.access_key}`
      test.advance(1000)
      const { body } = await test.request(path, {
        method: 'PATCH',
        body: { description: 'new', default_project_id: project?.id, expires_at: null },
        as: owner,
      })
      expect(body).toEqual({
        ...key,
        secret_key: null,
        description: 'new',
        default_project_id: project?.id,
        updated_at: expect.stringMatching(/^2026-11-23T09:00:01/),
      })
      expect((await test.request(path, { as: owner })).body).toEqual(body)
    })

    it('of a member is changed and deleted by the member, others by nobody without rights', async () => {
      const { key } = await create({ user_id: memberId }, member)
      const path = `${KEYS}/${key.access_key}`
      const patch = { method: 'PATCH', body: { description: 'mine' } } as const
      expect((await test.request(path, { ...patch, as: member })).status).toBe(200)
      const foreign = test.scenario.rows.api_keys.find((row) => row.bearer_id !== memberId)
      const other = `${KEYS}/${foreign?.access_key}`
      for (const request of [patch, { method: 'DELETE' }, {}] as const) {
        expect((await test.request(other, { ...request, as: member })).status).toBe(403)
      }
      const gone = await test.request(path, { method: 'DELETE', as: member })
      expect(gone.status).toBe(204)
      expect(gone.text).toBe('')
      expect(gone.headers.get('content-type')).toBe('application/json')
    })

    it('gets 401 from the moment it is deleted', async () => {
      const { key } = await create({ user_id: ownerId })
      const { iam } = test.sdk(String(key.secret_key))
      await iam.listAPIKeys()
      await iam.deleteAPIKey({ accessKey: key.access_key })
      await expect(iam.listAPIKeys()).rejects.toBeInstanceOf(Errors.DeniedAuthenticationError)
      const again = await test.request(`${KEYS}/${key.access_key}`, { method: 'DELETE', as: owner })
      expect(again.status).toBe(404)
      const logs = await test.store.find('logs', { where: { resource_id: key.access_key } })
      expect(logs.map((log) => log.action).toSorted()).toEqual(['created', 'deleted'])
    })

    it('that a product manages is neither changed nor deleted', async () => {
      const { accessKey } = await test.keyFor('application', applicationId, {
        editable: false,
        deletable: false,
        managed: true,
      })
      const path = `${KEYS}/${accessKey}`
      const answers = [
        await test.request(path, { method: 'PATCH', body: { description: 'x' }, as: owner }),
        await test.request(path, { method: 'DELETE', as: owner }),
      ]
      for (const { status, body } of answers) {
        expect(status).toBe(412)
        expect(body).toMatchObject({ precondition: 'protected_resource' })
      }
    })
  })

  describe('faults named by a description', () => {
    it.each([
      ['fault:500', 500, 0],
      ['fault:network', 0, 0],
      ['fault:lost-answer', 0, 1],
    ])('%s', async (description, status, made) => {
      const before = await test.store.count('api_keys')
      const request = new Request(`https://iam.test${KEYS}`, {
        method: 'POST',
        body: JSON.stringify({ user_id: ownerId, description }),
      })
      const response = await test.backend.fetch(request, { ip: '', session: owner.carrier })
      expect(response.status).toBe(status)
      expect(response.type).toBe(status === 0 ? 'error' : 'default')
      expect(await test.store.count('api_keys')).toBe(before + made)
    })
  })
})
