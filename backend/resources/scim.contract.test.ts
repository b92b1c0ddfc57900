import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const API = '/iam/v1alpha1'
const ELSEWHERE = '11111111-1111-4111-8111-111111111111'

type Wire = Record<string, unknown> & { id: string }
interface Made {
  token: Wire
  bearer_token: string
}

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let organizationId: string

  const start = async (now?: Date) => {
    test = await createTestBackend(open, now === undefined ? {} : { now })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    organizationId = test.scenario.organizationId
  }
  beforeEach(() => start())
  afterEach(() => test.close())

  const scimPath = () => `${API}/organizations/${organizationId}/scim`
  const call = async (path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', body?: unknown) =>
    test.request(path, { method, as: owner, ...(body === undefined ? {} : { body }) })
  const enable = async () => (await call(scimPath(), 'POST', {})).body as Wire
  const notFound = (resource: string, resource_id: string) => ({
    message: 'resource is not found',
    resource,
    resource_id,
    type: 'not_found',
  })

  it('is enabled, gets tokens and is deleted as recorded', async () => {
    const before = await call(scimPath())
    expect([before.status, before.text]).toEqual([
      404,
      JSON.stringify(notFound('organization_scim', organizationId)),
    ])
    const enabled = await call(scimPath(), 'POST', {})
    const { id } = enabled.body as Wire
    expect(enabled.status).toBe(200)
    expect(enabled.body).toEqual({ id, created_at: expect.stringMatching(/^2026-.*\.\d{6}Z$/) })
    expect(Object.keys(enabled.body as object)).toEqual(['id', 'created_at'])
    expect((await call(scimPath())).text).toBe(enabled.text)

    const made = await call(`${API}/scim/${id}/tokens`, 'POST')
    expect(made.status).toBe(200)
    const { token, bearer_token } = made.body as Made
    expect(Object.keys(made.body as object)).toEqual(['token', 'bearer_token'])
    expect(Object.keys(token)).toEqual(['id', 'scim_id', 'created_at', 'expires_at'])
    const created = String(token['created_at'])
    expect(token).toEqual({
      id: token.id,
      scim_id: id,
      created_at: created,
      expires_at: created.replace('2026', '2027'),
    })
    const list = await call(`${API}/scim/${id}/tokens?order_by=created_at_asc`)
    expect(list.text).toBe(JSON.stringify({ scim_tokens: [token], total_count: 1 }))
    expect(list.text).not.toContain(bearer_token.split('.')[1])

    const gone = await call(`${API}/scim-tokens/${token.id}`, 'DELETE', {})
    expect([gone.status, gone.text]).toEqual([204, ''])
    await call(`${API}/scim/${id}/tokens`, 'POST')
    expect((await call(`${API}/scim/${id}`, 'DELETE', {})).status).toBe(204)
    expect(await test.store.count('scim_tokens')).toBe(0)
    expect((await call(`${API}/scim/${id}/tokens`)).body).toEqual(notFound('scim', id))
  })

  it('answers the secret of a token once and keeps its digest', async () => {
    const { id } = await enable()
    const { token, bearer_token } = (await call(`${API}/scim/${id}/tokens`, 'POST')).body as Made
    const [encodedId, secret = ''] = bearer_token.split('.')
    expect(atob(encodedId ?? '')).toBe(token.id)
    expect(secret).toMatch(/^[0-9a-f-]{36}$/)
    const row = await test.store.get('scim_tokens', token.id)
    expect(row?.secret_digest).toMatch(/[\w-]{43}$/)
    expect(JSON.stringify(row)).not.toContain(secret)
    // It is for a provisioning endpoint, and no key of this API.
    expect((await test.request(scimPath(), { as: secret })).status).toBe(401)
  })

  it('has two tokens at most, newest or oldest first, in pages', async () => {
    const { id } = await enable()
    const path = `${API}/scim/${id}/tokens`
    const made = []
    for (let count = 0; count < 2; count += 1) {
      made.push(((await call(path, 'POST')).body as Made).token.id)
    }
    const full = await call(path, 'POST')
    expect([full.status, full.body]).toMatchObject([
      403,
      { type: 'quotas_exceeded', details: [{ resource: 'IamScimTokens', quota: 2, current: 2 }] },
    ])
    const ids = async (query: string) =>
      ((await call(`${path}?${query}`)).body as { scim_tokens: Wire[] }).scim_tokens.map(
        (token) => token.id,
      )
    expect(await ids('')).toEqual(made)
    expect(await ids('order_by=created_at_desc')).toEqual(made.toReversed())
    expect(await ids('page_size=1&page=2')).toEqual(made.slice(1))
    expect((await call(`${path}?order_by=name_asc`)).status).toBe(400)
    await call(`${API}/scim-tokens/${made[0]}`, 'DELETE')
    expect((await call(path, 'POST')).status).toBe(200)
  })

  it('makes tokens that end on a day that exists', async () => {
    await test.close()
    await start(new Date('2028-02-29T10:00:00Z'))
    const { id } = await enable()
    const { token } = (await call(`${API}/scim/${id}/tokens`, 'POST')).body as Made
    expect(token['expires_at']).toMatch(/^2029-03-01T10:00:00/)
  })

  it('is there once, and cannot be deleted by its Organization', async () => {
    await enable()
    const again = await call(scimPath(), 'POST', {})
    expect([again.status, again.body]).toMatchObject([
      409,
      { type: 'already_exists', resource: 'organization_scim', resource_id: organizationId },
    ])
    expect((await call(scimPath(), 'DELETE', {})).status).toBe(405)
  })

  it('is closed to those without the right, and to other Organizations', async () => {
    const { id } = await enable()
    const { token } = (await call(`${API}/scim/${id}/tokens`, 'POST')).body as Made
    const { secret } = await test.keyFor('user', test.scenario.memberId)
    const reads = [scimPath(), `${API}/scim/${id}/tokens`]
    const writes = [
      ['POST', scimPath()],
      ['POST', `${API}/scim/${id}/tokens`],
      ['DELETE', `${API}/scim-tokens/${token.id}`],
      ['DELETE', `${API}/scim/${id}`],
    ] as const
    const statuses = async () => {
      const all = [...reads.map((path) => ['GET', path] as const), ...writes]
      return Promise.all(
        all.map(
          async ([method, path]) => (await test.request(path, { method, as: secret })).status,
        ),
      )
    }
    expect(await statuses()).toEqual([403, 403, 403, 403, 403, 403])
    await test.allow('user', test.scenario.memberId, ['IAMReadOnly'])
    expect(await statuses()).toEqual([200, 200, 403, 403, 403, 403])

    const foreign = { organization_id: ELSEWHERE }
    const [organization] = test.scenario.rows.organizations
    await test.store.transaction(async (tx) => {
      if (organization)
        await tx.insert('organizations', { ...organization, id: ELSEWHERE, alias: 'x' })
      await tx.update('scim_tokens', { id: token.id }, foreign)
      await tx.update('scim_configurations', { id }, foreign)
    })
    for (const [method, path] of writes.slice(1)) {
      expect((await call(path, method)).status, path).toBe(404)
    }
    expect((await call(`${API}/scim-tokens/${token.id}`, 'DELETE')).body).toEqual(
      notFound('scim_token', token.id),
    )
    expect((await call(`${API}/organizations/${ELSEWHERE}/scim`)).status).toBe(403)
  })
})
