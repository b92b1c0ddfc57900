import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { insertRows } from '../fixtures/insert-rows.ts'
import { buildScenario, type Scenario } from '../fixtures/scenarios.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const HOUR = 3_600_000

/**
 * Three Organizations of one person: a member of the first, the Owners of two others.
 */
onEveryStore((open) => {
  let test: TestBackend
  let ids: readonly [string, string, string]
  let browsers: readonly [TestBrowser, TestBrowser, TestBrowser]

  beforeEach(async () => {
    test = await createTestBackend(open)
    const second = await another('second')
    const third = await another('third')
    ids = [test.scenario.memberId, second.ownerId, third.ownerId]
    browsers = [
      await test.signedIn(ids[0]),
      await test.signedIn(ids[1]),
      await test.signedIn(ids[2]),
    ]
  })
  afterEach(() => test.close())

  async function another(salt: string): Promise<Scenario> {
    const scenario = buildScenario('empty', { now: test.options.clock(), salt })
    await test.store.transaction((tx) => insertRows(tx, scenario.rows))
    return scenario
  }
  const iam = (as: TestBrowser | string) => test.sdk(as).iam
  const initiate = async (index: 0 | 1 | 2) =>
    (await iam(browsers[index]).initiateUserConnection({ userId: ids[index] })).token
  const join = (index: 0 | 1 | 2, token: string) =>
    iam(browsers[index]).joinUserConnection({ userId: ids[index], token })
  const connect = async (joining: 0 | 1 | 2, added: 0 | 1 | 2) =>
    join(joining, await initiate(added))
  const connected = async (index: 0 | 1 | 2) => {
    const { connections } = await iam(browsers[index]).getUserConnections({ userId: ids[index] })
    return connections.map(({ user }) => user?.id)
  }
  const openAs = (index: 0 | 1 | 2, userId: string) =>
    test.request('/iam/v1alpha1/jwts', { body: { user_id: userId }, as: browsers[index] })

  it('connects the users of one person with each other, and takes one out again', async () => {
    expect(await connected(0)).toEqual([])
    const token = await initiate(1)
    await join(0, token)
    const path = `/iam/v1alpha1/users/${ids[0]}/connections`
    const { body } = await test.request(path, { as: browsers[0] })
    const { organization_id, username } = (await test.store.get('users', ids[1])) ?? {}
    expect(body).toEqual({
      connections: [
        {
          organization: { id: organization_id, name: 'Northwind Labs', locked: false },
          user: { id: ids[1], username, type: 'owner' },
        },
      ],
    })
    expect(JSON.stringify(body)).toMatch(/^.{17}"organization":\{"id":.*"user":\{"id"/)
    // The third comes to both, whichever of them it is connected with.
    await connect(2, 0)
    expect(await connected(0)).toEqual([ids[1], ids[2]])
    expect(await connected(2)).toEqual(expect.arrayContaining([ids[0], ids[1]]))

    await iam(browsers[0]).removeUserConnection({ userId: ids[0], targetUserId: ids[1] })
    expect([await connected(1), await connected(0)]).toEqual([[], [ids[2]]])
    await expect(
      iam(browsers[0]).removeUserConnection({ userId: ids[0], targetUserId: ids[1] }),
    ).rejects.toMatchObject({ status: 404 })
    // Oneself is taken out as well, and who would be left alone is in no connection.
    await iam(browsers[2]).removeUserConnection({ userId: ids[2], targetUserId: ids[2] })
    expect([await connected(0), await connected(2)]).toEqual([[], []])
    expect(await test.store.count('user_connections')).toBe(0)
  })

  it('takes a token once, for ten minutes, from a session of each', async () => {
    const refused = { status: 400, body: { details: [{ argument_name: 'token' }] } }
    const used = await initiate(1)
    const both = await Promise.allSettled([join(0, used), join(0, used)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(join(2, used)).rejects.toMatchObject(refused)
    const former = await initiate(2)
    const late = await initiate(2)
    await expect(join(0, former)).rejects.toMatchObject(refused)
    test.advance(HOUR / 6)
    await expect(join(0, late)).rejects.toMatchObject(refused)
    await expect(join(0, await initiate(0))).rejects.toMatchObject(refused)
    // What is stored opens nothing.
    const token = await initiate(2)
    const [row] = await test.store.find('connection_tokens')
    expect(JSON.stringify(row)).not.toContain(token)

    const { secret } = await test.keyFor('user', ids[0])
    for (const as of [secret, browsers[1]]) {
      for (const call of [
        () => iam(as).initiateUserConnection({ userId: ids[0] }),
        () => iam(as).joinUserConnection({ userId: ids[0], token }),
        () => iam(as).removeUserConnection({ userId: ids[0], targetUserId: ids[1] }),
      ]) {
        await expect(call()).rejects.toMatchObject({ status: 403 })
      }
    }
    // Not even the Owner sees where else a member works.
    const owner = await test.signedIn(test.scenario.ownerId)
    await expect(iam(owner).getUserConnections({ userId: ids[0] })).rejects.toMatchObject({
      status: 403,
    })
    // One Organization is in a connection once.
    const colleague = await iam(owner).initiateUserConnection({ userId: test.scenario.ownerId })
    await expect(join(1, colleague.token)).rejects.toMatchObject(refused)
    // A token of somebody who is locked meanwhile is worthless.
    await iam(owner).lockUser({ userId: ids[0] })
    expect(await test.store.count('connection_tokens', { user_id: ids[0] })).toBe(0)
  })

  it('opens sessions of oneself and of connected users', async () => {
    const own = await iam(browsers[0]).createJWT({ userId: ids[0], referrer: 'https://iam.test' })
    expect(own).toMatchObject({ renewToken: '', jwt: { issuerId: ids[0], audienceId: ids[0] } })
    const session = await test.request('/console/v1/session', {
      headers: { 'X-Session-Token': own.token },
    })
    expect(session.body).toMatchObject({ user: { id: ids[0] }, session_id: own.jwt?.jti })

    const jti = own.jwt?.jti ?? ''
    expect(await iam(browsers[0]).getJWT({ jti })).toEqual(own.jwt)
    await iam(browsers[0]).deleteJWT({ jti })
    const ended = await test.request('/console/v1/session', {
      headers: { 'X-Session-Token': own.token },
    })
    expect(ended.body).toMatchObject({ method: 'jwt', reason: 'not_found' })

    expect((await openAs(0, ids[1])).body).toMatchObject({ details: [{ resource: 'jwt' }] })
    await connect(0, 1)
    const answer = await openAs(0, ids[1])
    expect(Object.keys(answer.body as object)).toEqual(['jwt', 'token', 'renew_token'])
    const there = answer.body as { token: string; jwt: Record<string, string> }
    expect(there.jwt).toMatchObject({ issuer_id: ids[0], audience_id: ids[1] })
    const as = { headers: { 'X-Session-Token': there.token } }
    expect((await test.request('/console/v1/session', as)).body).toMatchObject({
      user: { id: ids[1], type: 'owner' },
    })
    // One that it opens in turn still has the issuer that signed in, and ends no later.
    const onward = await test.request('/iam/v1alpha1/jwts', { body: { user_id: ids[1] }, ...as })
    expect(onward.body).toMatchObject({
      jwt: { issuer_id: ids[0], audience_id: ids[1], expires_at: there.jwt['expires_at'] },
    })
    // All of them end with the connection.
    await iam(browsers[1]).removeUserConnection({ userId: ids[1], targetUserId: ids[0] })
    expect((await test.request('/console/v1/session', as)).status).toBe(401)
    expect(await test.store.count('jwts', { issuer_id: ids[0], audience_id: ids[1] })).toBe(0)
    expect((await openAs(0, ids[1])).status).toBe(403)
  })

  it('opens no session for an API key, of a locked user, or past a second factor', async () => {
    await connect(1, 0)
    const { secret } = await test.keyFor('user', ids[0])
    for (const userId of [ids[0], ids[1]]) {
      const answer = await test.request('/iam/v1alpha1/jwts', {
        body: { user_id: userId },
        as: secret,
      })
      expect([answer.status, answer.body]).toMatchObject([
        403,
        { details: [{ action: 'write', resource: 'self_jwt' }] },
      ])
    }
    // An Owner opens none of a member.
    const owner = await test.signedIn(test.scenario.ownerId)
    const asMember = await test.request('/iam/v1alpha1/jwts', {
      body: { user_id: ids[0] },
      as: owner,
    })
    expect(asMember.status).toBe(403)

    const change = (patch: { mfa?: boolean; locked?: boolean }) =>
      test.store.transaction((tx) => tx.update('users', { id: ids[0] }, patch))
    await change({ mfa: true })
    expect((await openAs(1, ids[0])).body).toMatchObject({ type: 'precondition_failed' })
    await change({ mfa: false, locked: true })
    expect((await openAs(1, ids[0])).body).toMatchObject({ type: 'locked', resource_id: ids[0] })
    await change({ locked: false })
    const { jwt } = (await openAs(1, ids[0])).body as { jwt: { expires_at: string } }
    // It ends with the session that opened it.
    const [opener] = await test.store.find('jwts', { where: { issuer_id: ids[1] } })
    expect(jwt.expires_at).toBe(opener?.expires_at)

    // Whoever is signed out everywhere loses what they opened elsewhere too.
    const openThere = () => test.store.count('jwts', { issuer_id: ids[1], audience_id: ids[0] })
    expect(await openThere()).toBe(1)
    await iam(browsers[1]).updateUserPassword({ userId: ids[1], password: 'quite another one' })
    expect(await openThere()).toBe(0)
    // A deleted user leaves nothing behind.
    await iam(owner).deleteUser({ userId: ids[0] })
    expect(await test.store.count('user_connections')).toBe(0)
  })

  it('lets nobody who manages the users of one Organization into another', async () => {
    const owner = iam(await test.signedIn(test.scenario.ownerId))
    const userId = ids[0]
    // What the user does on their own changes nothing.
    await connect(0, 1)
    await iam(browsers[0]).updateUser({ userId, email: 'own@example.com' })
    await iam(browsers[0]).updateUserPassword({ userId, password: 'one of my own' })
    await owner.updateUser({ userId, firstName: 'Another' })
    expect(await connected(0)).toEqual([ids[1]])

    await test.allow('user', userId, ['IAMUserManager'])
    const { secret } = await test.keyFor('user', userId)
    const turnOffMfa = async () => {
      await test.store.transaction((tx) => tx.update('users', { id: userId }, { mfa: true }))
      await owner.deleteUserMFAOTP({ userId })
    }
    const takeOvers = [
      turnOffMfa,
      () => owner.updateUser({ userId, email: 'other@example.com' }),
      () => owner.updateUserPassword({ userId, password: 'known to somebody' }),
      // Nor does a stolen key of the user, if the user manages users.
      () => iam(secret).updateUserPassword({ userId, password: 'known to a thief' }),
    ]
    for (const takeOver of takeOvers) {
      browsers = [await test.signedIn(userId), browsers[1], browsers[2]]
      await connect(0, 1)
      const { token } = (await openAs(0, ids[1])).body as { token: string }
      await takeOver()
      expect(await test.store.count('user_connections')).toBe(0)
      const headers = { 'X-Session-Token': token }
      expect((await test.request('/console/v1/session', { headers })).status).toBe(401)
    }
  })
})
