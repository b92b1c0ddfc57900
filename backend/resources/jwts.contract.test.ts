import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/jwts'
const DAY = 86_400_000

interface Page {
  jwts: { jti: string }[]
  total_count: number
}

onEveryStore((open) => {
  let test: TestBackend
  let member: TestBrowser

  beforeEach(async () => {
    test = await createTestBackend(open)
    member = await test.signedIn(test.scenario.memberId)
  })
  afterEach(() => test.close())

  const list = async (as: TestBrowser, userId: string, query = ''): Promise<Page> => {
    const { status, body } = await test.request(`${PATH}?audience_id=${userId}&${query}`, { as })
    expect(status).toBe(200)
    return body as Page
  }

  it('lists one’s own sessions, without their tokens', async () => {
    const { memberId } = test.scenario
    const { jwts, total_count } = await list(member, memberId, 'order_by=created_at_desc')
    // The one of just now, and the one of the fixture, which is over.
    expect(total_count).toBe(2)
    expect(Object.entries(jwts[0] ?? {})).toEqual([
      ['jti', expect.any(String)],
      ['issuer_id', memberId],
      ['audience_id', memberId],
      ['created_at', expect.any(String)],
      ['updated_at', expect.any(String)],
      ['expires_at', expect.any(String)],
      ['ip', '203.0.113.7'],
      ['user_agent', 'harness/1'],
    ])
    expect((await list(member, memberId, 'expired=false')).jwts).toEqual([jwts[0]])
    expect((await list(member, memberId, 'expired=true')).jwts).toEqual([jwts[1]])
  })

  it('ends a session at once', async () => {
    const { memberId } = test.scenario
    const other = await test.signedIn(memberId)
    const [, theirs] = (await list(other, memberId, 'expired=false')).jwts
    const path = `${PATH}/${theirs?.jti}`
    expect((await test.request(path, { as: member })).status).toBe(200)

    const ended = await test.request(path, { method: 'DELETE', as: member })
    expect([ended.status, ended.text]).toEqual([204, ''])

    expect((await test.request('/console/v1/session', { as: other })).body).toMatchObject({
      type: 'denied_authentication',
      method: 'jwt',
      reason: 'not_found',
    })
    expect((await test.request('/console/v1/session', { as: member })).status).toBe(200)
    const gone = await test.request(path, { as: member })
    expect(gone.body).toMatchObject({ type: 'not_found', resource: 'jwt' })
  })

  it('takes the cookie away with one’s own session', async () => {
    const { memberId } = test.scenario
    const [own] = (await list(member, memberId, 'expired=false')).jwts
    await test.request(`${PATH}/${own?.jti}`, { method: 'DELETE', as: member })
    expect(member.token).toBeUndefined()
  })

  it('keeps the sessions of others closed', async () => {
    const { ownerId, memberId } = test.scenario
    const owner = await test.signedIn(ownerId)
    const [theirs] = (await list(owner, ownerId)).jwts
    const missing = (action: string) => ({ details: [{ action, resource: 'jwt' }] })
    const refused = async (path: string, method: 'GET' | 'DELETE' = 'GET'): Promise<unknown> =>
      (await test.request(path, { method, as: member })).body
    expect(await refused(`${PATH}?audience_id=${ownerId}`)).toMatchObject(missing('read'))
    expect(await refused(`${PATH}/${theirs?.jti}`)).toMatchObject(missing('read'))
    expect(await refused(`${PATH}/${theirs?.jti}`, 'DELETE')).toMatchObject(missing('write'))
    expect(await test.store.get('jwts', theirs?.jti ?? '')).toBeDefined()
    // The Owner may: a lost laptop must be signed out by somebody.
    expect((await list(owner, memberId)).total_count).toBe(2)
  })

  it('is closed to API keys, the Owner’s too', async () => {
    const { ownerId } = test.scenario
    const { secret } = await test.keyFor('user', ownerId)
    const [session] = (await list(await test.signedIn(ownerId), ownerId)).jwts
    for (const method of ['GET', 'DELETE'] as const) {
      const { status, body } = await test.request(`${PATH}/${session?.jti}`, { method, as: secret })
      expect(status).toBe(403)
      expect(body).toMatchObject({ details: [{ resource: 'self_jwt' }] })
    }
    await expect(test.sdk(secret).iam.listJWTs({ audienceId: ownerId })).rejects.toThrow(
      'insufficient permissions',
    )
  })

  it('no longer takes a session that is over, and lists it as such', async () => {
    const { ownerId, memberId } = test.scenario
    test.advance(365 * DAY)
    expect((await test.request('/console/v1/session', { as: member })).status).toBe(401)
    const owner = await test.signedIn(ownerId)
    expect((await list(owner, memberId, 'expired=false')).total_count).toBe(0)
  })

  it('wants to know whose', async () => {
    expect((await test.request(PATH, { as: member })).body).toMatchObject({
      details: [{ argument_name: 'audience_id', reason: 'required' }],
    })
  })
})
