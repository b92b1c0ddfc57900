import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'
import {
  createVirtualAuthenticator,
  type Ceremony,
  type Registration,
} from '../testing/virtual-authenticator.ts'

const ORIGIN = 'https://iam.test'
const MINUTE = 60_000

interface Started {
  ceremony_id: string
  challenge: string
}

interface Listed {
  total_count: number
  authenticators: { id: string; name: string }[]
}

onEveryStore((open) => {
  let test: TestBackend
  let member: TestBrowser
  let memberId: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    memberId = test.scenario.memberId
    member = await test.signedIn(memberId)
  })
  afterEach(() => test.close())

  const path = (userId: string, action: string) => `/iam/v1alpha1/users/${userId}/${action}`
  const start = (origin = ORIGIN, as: TestBrowser | string = member, userId = memberId) =>
    test.request(
      `${path(userId, 'start-webauthn-registration')}?origin=${encodeURIComponent(origin)}`,
      { method: 'POST', as },
    )
  const begin = async () => (await start()).body as Started
  const finish = (
    ceremonyId: string,
    registration: Registration,
    { origin = ORIGIN, name = 'Blue key', as = member, userId = memberId } = {},
  ) =>
    test.request(path(userId, 'finish-webauthn-registration'), {
      body: { ceremony_id: ceremonyId, authenticator_name: name, origin, ...registration },
      as,
    })
  const register = async (name: string): Promise<string> => {
    const { ceremony_id, challenge } = await begin()
    const key = await createVirtualAuthenticator()
    const answer = await finish(ceremony_id, await key.register({ challenge, origin: ORIGIN }), {
      name,
    })
    expect(answer.status).toBe(200)
    return (answer.body as { authenticator_id: string }).authenticator_id
  }
  const list = async (query = '', as: TestBrowser | string = member) =>
    (await test.request(`${path(memberId, 'webauthn-authenticators')}?${query}`, { as }))
      .body as Listed

  it('registers, lists, renames and deletes authenticators', async () => {
    const started = await start()
    expect(started.body).toEqual({
      ceremony_id: expect.any(String),
      challenge: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      public_key_algorithms: [-8, -7, -257],
      timeout: '300s',
      exclude_credentials: [],
    })
    expect(Object.keys(started.body as object)).toEqual([
      'ceremony_id',
      'challenge',
      'public_key_algorithms',
      'timeout',
      'exclude_credentials',
    ])
    const logged = { resource_type: 'user', resource_id: memberId, action: 'updated' } as const
    const before = await test.store.count('logs', logged)
    const first = await register('Blue key')
    const second = await register('Phone')
    expect(await test.store.count('logs', logged)).toBe(before + 2)

    const page = await list('page_size=1&order_by=created_at_desc')
    expect(Object.keys(page)).toEqual(['total_count', 'authenticators'])
    expect(page).toEqual({
      total_count: 2,
      authenticators: [
        { id: second, name: 'Phone', created_at: expect.any(String), last_login_at: null },
      ],
    })
    const { exclude_credentials } = (await start()).body as { exclude_credentials: string[] }
    const stored = await test.store.get('webauthn_authenticators', first)
    expect(exclude_credentials).toHaveLength(2)
    expect(stored).toMatchObject({ rp_id: 'iam.test', public_key_algorithm: -7, sign_count: 0 })

    const one = `/iam/v1alpha1/webauthn-authenticator/${first}`
    const renamed = await test.request(one, {
      method: 'PATCH',
      body: { authenticator_name: 'Green key' },
      as: member,
    })
    expect(renamed.body).toMatchObject({ id: first, name: 'Green key' })
    const unchanged = await test.request(one, { method: 'PATCH', body: {}, as: member })
    expect(unchanged.body).toEqual(renamed.body)
    expect((await test.request(one, { method: 'DELETE', body: {}, as: member })).status).toBe(204)
    expect((await list()).authenticators.map(({ name }) => name)).toEqual(['Phone'])
    const gone = await test.request(one, { method: 'DELETE', as: await test.signedIn(ownerId()) })
    expect(gone.body).toMatchObject({ type: 'not_found', resource: 'webauthn_authenticator' })
  })

  it('accepts no answer but the one to its challenge, from its page, once', async () => {
    const key = await createVirtualAuthenticator()
    const refused = async (
      differs: Partial<Ceremony>,
      alter: (registration: Registration) => Partial<Registration> = () => ({}),
    ): Promise<unknown> => {
      const { ceremony_id, challenge } = await begin()
      const good = await key.register({ challenge, origin: ORIGIN })
      const bad = await key.register({ challenge, origin: ORIGIN, ...differs })
      const { status, body } = await finish(ceremony_id, { ...bad, ...alter(bad) })
      expect(status).toBe(400)
      // The ceremony is used up: a good answer is too late.
      expect((await finish(ceremony_id, good)).body).toMatchObject({
        details: [{ argument_name: 'ceremony_id' }],
      })
      return (body as { details: { help_message: string }[] }).details[0]?.help_message
    }
    const other = await (
      await createVirtualAuthenticator()
    ).register({
      challenge: btoa('x'.repeat(32)),
      origin: ORIGIN,
    })
    expect(await refused({ challenge: btoa('y'.repeat(32)) })).toMatch(/challenge/)
    expect(await refused({ origin: 'https://iam.test.evil.example' })).toMatch(/origin/)
    expect(await refused({ rpId: 'evil.example' })).toMatch(/RP ID/)
    expect(await refused({ type: 'webauthn.get' })).toMatch(/type/)
    expect(await refused({ flags: 0 })).toMatch(/presen/)
    expect(await refused({}, () => ({ raw_id: other.raw_id }))).toMatch(/raw_id/)
    expect(await refused({}, () => ({ public_key: other.public_key }))).toMatch(/public_key/)
    expect(await refused({}, () => ({ public_key_algorithm: -257 }))).toMatch(/algorithm/)
    const { authenticator_data } = other
    expect(await refused({}, () => ({ authenticator_data }))).toMatch(/authenticator_data/)
    for (const unreadable of ['AAAA', btoa('\x81'.repeat(9000))]) {
      const message = await refused({}, () => ({ attestation_object: unreadable }))
      expect(message).toBe('is not accepted: its parts cannot be read')
    }
    expect((await list()).total_count).toBe(0)

    const late = await begin()
    const answer = await key.register({ challenge: late.challenge, origin: ORIGIN })
    test.advance(5 * MINUTE)
    expect((await finish(late.ceremony_id, answer)).status).toBe(400)

    // A newer ceremony ends the former one, and a credential is registered once.
    const former = await begin()
    const newer = await begin()
    const toFormer = await key.register({ challenge: former.challenge, origin: ORIGIN })
    expect((await finish(former.ceremony_id, toFormer)).status).toBe(400)
    const toNewer = await key.register({ challenge: newer.challenge, origin: ORIGIN })
    const both = await Promise.all([1, 2].map(() => finish(newer.ceremony_id, toNewer)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400])
    const third = await begin()
    const again = await key.register({ challenge: third.challenge, origin: ORIGIN })
    expect((await finish(third.ceremony_id, again)).body).toMatchObject({ type: 'already_exists' })
  })

  it('is for oneself in a session, from a page of this server', async () => {
    const owner = await test.signedIn(ownerId())
    const { secret } = await test.keyFor('user', memberId)
    expect((await start(ORIGIN, owner)).status).toBe(403)
    expect((await start(ORIGIN, secret)).status).toBe(403)
    for (const origin of ['https://evil.example', 'iam.test', 'http://iam.test', 'null']) {
      expect((await start(origin)).body).toMatchObject({ details: [{ argument_name: 'origin' }] })
    }
    // Another user's ceremony is nobody else's, and stays good for its own.
    const { ceremony_id, challenge } = await begin()
    const key = await createVirtualAuthenticator()
    const answer = await key.register({ challenge, origin: ORIGIN })
    expect((await finish(ceremony_id, answer, { as: owner, userId: ownerId() })).status).toBe(400)
    expect((await finish(ceremony_id, answer)).status).toBe(200)
  })

  it('shows and deletes the authenticators of members to who may manage users', async () => {
    const id = await register('Blue key')
    const one = `/iam/v1alpha1/webauthn-authenticator/${id}`
    const owner = await test.signedIn(ownerId())
    const created = await test.request('/iam/v1alpha1/users', {
      body: { member: { email: 'new@example.com', username: 'new.member' } },
      as: owner,
    })
    const stranger = await test.signedIn((created.body as { id: string }).id)
    const { secret } = await test.keyFor('user', memberId)
    for (const as of [stranger, secret]) {
      // The same whether there is such an authenticator or not.
      for (const each of [one, one.replace(id, memberId)]) {
        expect((await test.request(each, { method: 'DELETE', as })).status).toBe(403)
      }
    }
    expect((await list('', secret)).total_count).toBe(1)
    const hidden = await test.request(path(memberId, 'webauthn-authenticators'), { as: stranger })
    expect(hidden.status).toBe(403)
    expect((await list('', owner)).total_count).toBe(1)
    expect((await test.request(one, { method: 'DELETE', as: owner })).status).toBe(204)

    await register('Another')
    const removed = await test.request(`/iam/v1alpha1/users/${memberId}`, {
      method: 'DELETE',
      as: owner,
    })
    expect(removed.status).toBe(204)
    expect(await test.store.count('webauthn_authenticators')).toBe(0)
  })

  const ownerId = () => test.scenario.ownerId
})
