import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import {
  createTestBackend,
  TEST_PASSWORD,
  type TestBackend,
  type TestBrowser,
} from '../testing/harness.ts'
import { createSignInLink } from './sign-in-links.ts'

const SESSION = '/console/v1/session'
const DENIED =
  '{"message":"authentication is denied","method":"unknown_method","reason":"not_found","type":"denied_authentication"}'
const DAY = 24 * 3_600_000

onEveryStore((open) => {
  let test: TestBackend

  beforeEach(async () => {
    test = await createTestBackend(open)
  })
  afterEach(() => test.close())

  const signIn = (login: string, password = TEST_PASSWORD, as = test.browser()) =>
    test.request(SESSION, { body: { login, password }, as })
  const session = (as: TestBrowser) => test.request(SESSION, { as })

  it.each(['elena.varga', 'Elena.Varga@Northwind.example ', 'ELENA.VARGA'])(
    'opens for %j with the password',
    async (login) => {
      const browser = test.browser()
      const { status, body } = await signIn(login, TEST_PASSWORD, browser)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        user: { username: 'elena.varga', type: 'owner' },
        organization: { id: test.scenario.organizationId, name: 'Northwind Labs' },
        mode: 'local',
        now: '2026-11-23T09:00:00.000000Z',
        permissions: {
          read: expect.arrayContaining(['api_key', 'user', 'policy']),
          write: expect.arrayContaining(['application', 'self_api_key']),
        },
      })
      expect(body).toMatchObject({
        owner: { name: 'Elena Varga', email: 'elena.varga@northwind.example' },
        requirements: [],
        limits: { max_api_key_expiration_seconds: 0 },
        session_id: (await test.store.find('jwts', { where: { ip: '203.0.113.7' } }))[0]?.jti,
      })
      expect(JSON.stringify(body)).not.toContain('argon2')
      expect(browser.token).toMatch(/^[0-9a-f]{64}$/)
      expect((await session(browser)).body).toMatchObject({ user: { username: 'elena.varga' } })
      const row = await test.store.get('users', test.scenario.ownerId)
      expect(row?.last_login_at).toMatch(/^2026-11-23T09:00:00/)
    },
  )

  it('stores no token, only its digest', async () => {
    const browser = await test.signedIn(test.scenario.ownerId)
    expect(JSON.stringify(await test.store.find('jwts'))).not.toContain(browser.token)
  })

  it('tells a wrong password and an unknown user apart by nothing', async () => {
    expect((await signIn('elena.varga', 'wrong')).text).toBe(DENIED)
    expect((await signIn('nobody', 'wrong')).text).toBe(DENIED)
    expect((await signIn('elena.varga', '')).text).toBe(DENIED)
    expect((await test.request(SESSION, { body: { login: 'x' } })).body).toMatchObject({
      details: [{ argument_name: 'password', reason: 'required' }],
    })
  })

  it('stays closed for a locked user, which only the password reveals', async () => {
    const lockedUser = test.scenario.rows.users.find((user) => user.locked)
    const username = lockedUser?.username ?? ''
    expect((await signIn(username)).body).toMatchObject({ type: 'locked', resource: 'user' })
    expect((await signIn(username, 'wrong')).text).toBe(DENIED)
  })

  it('opens once with a link', async () => {
    const token = await createSignInLink(test.options, test.scenario.memberId)
    const first = test.browser()
    const { status } = await test.request(SESSION, { body: { token }, as: first })
    expect(status).toBe(200)
    const second = await test.request(SESSION, { body: { token }, as: test.browser() })
    expect(second.status).toBe(401)
    expect((await session(first)).status).toBe(200)
  })

  it('opens for one of two who use a link at once', async () => {
    const token = await createSignInLink(test.options, test.scenario.memberId)
    const use = () => test.request(SESSION, { body: { token }, as: test.browser() })
    const answers = await Promise.all([use(), use()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  it('does not open with a link whose time is over', async () => {
    const token = await createSignInLink(test.options, test.scenario.memberId)
    test.advance(DAY + 1)
    const { body } = await test.request(SESSION, { body: { token } })
    expect(body).toMatchObject({ method: 'jwt', reason: 'expired' })
  })

  it('tells a member what they may do', async () => {
    const member = await test.signedIn(test.scenario.memberId)
    const { body } = await session(member)
    expect(body).toMatchObject({ user: { id: test.scenario.memberId, type: 'member' } })
    const { permissions } = body as { permissions: { read: string[]; write: string[] } }
    expect(permissions.read).not.toContain('user')
    expect(permissions.write).toEqual(['self_user', 'self_api_key', 'self_jwt'])
  })

  it('ends with signing out, on the server too', async () => {
    const browser = await test.signedIn(test.scenario.ownerId)
    const stolen = { ...browser.carrier, token: browser.token }
    const { status } = await test.request(SESSION, { method: 'DELETE', as: browser })
    expect(status).toBe(204)
    expect(browser.token).toBeUndefined()
    const headers = { 'X-Session-Token': String(stolen.token) }
    expect((await test.request(SESSION, { headers })).body).toMatchObject({
      method: 'jwt',
      reason: 'not_found',
    })
    expect((await test.request(SESSION, { method: 'DELETE', as: browser })).status).toBe(204)
  })

  it('ends after thirty days, when revoked, and when its user is locked', async () => {
    const [old, revoked, lockedOut] = [
      await test.signedIn(test.scenario.ownerId),
      await test.signedIn(test.scenario.ownerId),
      await test.signedIn(test.scenario.memberId),
    ]
    const jwts = await test.store.find('jwts', {
      where: { audience_id: test.scenario.ownerId },
      order: [{ column: 'created_at', direction: 'asc' }],
    })
    const latest = jwts.at(-1)?.jti ?? ''
    await test.store.transaction((tx) => tx.delete('jwts', { jti: latest }))
    expect((await session(revoked)).status).toBe(401)
    await test.store.transaction((tx) =>
      tx.update('users', { id: test.scenario.memberId }, { locked: true }),
    )
    expect((await session(lockedOut)).status).toBe(401)
    expect((await session(old)).status).toBe(200)
    test.advance(30 * DAY)
    expect((await session(old)).body).toMatchObject({ method: 'jwt', reason: 'expired' })
  })

  it('works as X-Session-Token, and is replaced by the next sign-in of the same browser', async () => {
    const browser = await test.signedIn(test.scenario.ownerId)
    const former = String(browser.token)
    const headers = { 'X-Session-Token': former }
    expect((await test.request(SESSION, { headers })).status).toBe(200)
    await signIn('elena.varga', TEST_PASSWORD, browser)
    expect(browser.token).not.toBe(former)
    expect((await test.request(SESSION, { headers })).status).toBe(401)
  })

  it('is nobody’s without credentials, and no application’s', async () => {
    expect((await session(test.browser())).text).toBe(DENIED)
    const application = test.scenario.rows.applications[0]?.id ?? ''
    const { secret } = await test.keyFor('application', application)
    expect((await test.request(SESSION, { as: secret })).status).toBe(403)
  })
})
