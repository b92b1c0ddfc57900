import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import {
  createTestBackend,
  TEST_PASSWORD,
  type TestBackend,
  type TestBrowser,
} from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/users'
const SESSION = '/console/v1/session'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let memberId: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    memberId = test.scenario.memberId
  })
  afterEach(() => test.close())

  const signIn = async (login: string, password: string): Promise<number> =>
    (await test.request(SESSION, { body: { login, password }, as: test.browser() })).status
  const isOpen = async (as: TestBrowser): Promise<boolean> =>
    (await test.request(SESSION, { as })).status === 200

  it('changes a username, which signs in from then on', async () => {
    const { iam } = test.sdk(owner)
    const user = await iam.updateUserUsername({ userId: memberId, username: 'Priya.R' })
    expect(user).toMatchObject({ id: memberId, username: 'Priya.R' })
    expect(await signIn('priya.r', TEST_PASSWORD)).toBe(200)
    expect(await signIn('priya.raman', TEST_PASSWORD)).toBe(401)
  })

  it('sets a password for a member: all their sessions end', async () => {
    const [first, second] = [await test.signedIn(memberId), await test.signedIn(memberId)]
    await test.sdk(owner).iam.updateUserPassword({ userId: memberId, password: 'one for you' })
    expect([await isOpen(first), await isOpen(second)]).toEqual([false, false])
    expect(await signIn('priya.raman', 'one for you')).toBe(200)
    expect(await signIn('priya.raman', TEST_PASSWORD)).toBe(401)
    expect(await test.store.get('users', memberId)).toMatchObject({
      password_chosen_by_other: true,
    })
  })

  it('lets everybody set the own password in a session: the others end, this one stays', async () => {
    const [here, elsewhere] = [await test.signedIn(memberId), await test.signedIn(memberId)]
    await test.sdk(here).iam.updateUserPassword({ userId: memberId, password: 'my own words' })
    expect([await isOpen(here), await isOpen(elsewhere)]).toEqual([true, false])
    expect(await signIn('priya.raman', 'my own words')).toBe(200)
    expect(await test.store.get('users', memberId)).toMatchObject({
      password_chosen_by_other: false,
    })
  })

  it('lets no API key of a plain member set their password or turn their MFA off', async () => {
    const { secret } = await test.keyFor('user', memberId)
    const body = { password: 'stolen' }
    const set = await test.request(`${PATH}/${memberId}/update-password`, { body, as: secret })
    expect(set.status).toBe(403)
    const path = `${PATH}/${memberId}/mfa-otp`
    expect((await test.request(path, { method: 'DELETE', as: secret })).status).toBe(403)
    expect((await test.request(path, { method: 'POST', as: secret })).status).toBe(403)
  })

  it('keeps the Owner’s credentials to the Owner', async () => {
    const { ownerId } = test.scenario
    await test.allow('user', memberId, ['IAMManager'])
    const manager = await test.signedIn(memberId)
    const attempts = [
      ['POST', 'update-password', { password: 'mine now' }],
      ['POST', 'update-username', { username: 'mine.now' }],
      ['DELETE', 'mfa-otp', undefined],
      ['PATCH', '', { email: 'mine@x.example' }],
    ] as const
    for (const [method, path, body] of attempts) {
      const target = `${PATH}/${ownerId}${path && `/${path}`}`
      const answer = await test.request(target, { method, body, as: manager })
      expect(answer.status, path).toBe(412)
      expect(answer.body).toMatchObject({ precondition: 'protected_resource' })
    }
    expect(await signIn('elena.varga', TEST_PASSWORD)).toBe(200)
    const own = await test.request(`${PATH}/${ownerId}/update-password`, {
      body: { password: 'still mine' },
      as: await test.signedIn(ownerId),
    })
    expect(own.status).toBe(200)
    expect(await signIn('elena.varga', 'still mine')).toBe(200)
  })

  it('locks a member out: no session, no sign-in, no API key; and unlocks', async () => {
    const { iam } = test.sdk(owner)
    const browser = await test.signedIn(memberId)
    const { secret } = await test.keyFor('user', memberId)
    expect(await iam.lockUser({ userId: memberId })).toMatchObject({ locked: true })
    expect(await isOpen(browser)).toBe(false)
    expect(await signIn('priya.raman', TEST_PASSWORD)).toBe(403)
    expect((await test.request(`${PATH}/${memberId}`, { as: secret })).status).toBe(401)
    expect(await iam.unlockUser({ userId: memberId })).toMatchObject({ locked: false })
    expect(await signIn('priya.raman', TEST_PASSWORD)).toBe(200)
    expect((await test.request(`${PATH}/${memberId}`, { as: secret })).status).toBe(200)
    expect(await isOpen(browser)).toBe(false)
  })

  it('gives nobody new attempts at the Owner’s password by unlocking the Owner', async () => {
    const { ownerId } = test.scenario
    await test.allow('user', memberId, ['IAMUserManager'])
    expect(await signIn('elena.varga', 'wrong')).toBe(401)
    const path = `${PATH}/${ownerId}/unlock`
    const answer = await test.request(path, { body: {}, as: await test.signedIn(memberId) })
    expect(answer.status).toBe(412)
    expect(answer.body).toMatchObject({ precondition: 'protected_resource' })
    expect(await test.store.get('users', ownerId)).toMatchObject({ failed_sign_ins: 1 })
  })

  it('needs the right to write users for everything about others', async () => {
    const member = await test.signedIn(memberId)
    const other = test.scenario.rows.users.find((user) => user.username === 'tomas.lind')?.id
    for (const [path, body] of [
      ['lock', {}],
      ['unlock', {}],
      ['update-password', { password: 'x' }],
      ['update-username', { username: 'xy' }],
    ] as const) {
      const answer = await test.request(`${PATH}/${other}/${path}`, { body, as: member })
      expect(answer.status, path).toBe(403)
    }
    const missing = `${PATH}/11111111-1111-4111-8111-111111111111/lock`
    expect((await test.request(missing, { body: {}, as: owner })).status).toBe(404)
  })

  it('takes passwords of 1 to 72 bytes', async () => {
    for (const password of ['', 'x'.repeat(73)]) {
      const path = `${PATH}/${memberId}/update-password`
      expect((await test.request(path, { body: { password }, as: owner })).status).toBe(400)
    }
  })
})
