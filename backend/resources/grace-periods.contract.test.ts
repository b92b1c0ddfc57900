import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { oneTimePassword } from '../http/one-time-passwords.ts'
import {
  createTestBackend,
  TEST_PASSWORD,
  type TestBackend,
  type TestBrowser,
} from '../testing/harness.ts'

const SESSION = '/console/v1/session'
const ORGANIZATION = '/console/v1/organization'
const DAY = 24 * 3_600_000

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

  const enforceMfa = async (enforce_mfa: boolean): Promise<void> => {
    const body = { enforce_mfa }
    const answer = await test.request(ORGANIZATION, { method: 'PATCH', body, as: owner })
    expect(answer.body).toMatchObject(body)
  }
  const signIn = async () => {
    const browser = test.browser()
    const body = { login: 'priya.raman', password: TEST_PASSWORD }
    const answer = await test.request(SESSION, { body, as: browser })
    return { ...answer, browser }
  }
  const requirements = async (as: TestBrowser) =>
    ((await test.request(SESSION, { as })).body as { requirements: unknown }).requirements

  it('begin with the first sign-in, and tell the member', async () => {
    await enforceMfa(true)
    const { iam } = test.sdk(owner)
    expect((await iam.listGracePeriods({ userId: memberId })).gracePeriods).toEqual([])
    test.advance(DAY)
    const { body, browser } = await signIn()
    expect(body).toMatchObject({
      requirements: [
        { type: 'set_mfa', expires_at: expect.stringMatching(/^2026-11-27T09:00:00/) },
      ],
    })
    test.advance(DAY)
    await signIn()
    const { gracePeriods } = await test.sdk(browser).iam.listGracePeriods()
    expect(gracePeriods).toMatchObject([{ type: 'set_mfa' }])
    expect(gracePeriods[0]?.createdAt?.toISOString()).toMatch(/^2026-11-24T09:00:00/)
    expect(gracePeriods[0]?.expiresAt?.toISOString()).toMatch(/^2026-11-27T09:00:00/)
    expect(await iam.listGracePeriods({ userId: memberId })).toEqual({ gracePeriods })
  })

  it('begin for who is signed in already', async () => {
    const { browser } = await signIn()
    await enforceMfa(true)
    expect(await requirements(browser)).toMatchObject([{ type: 'set_mfa' }])
  })

  it('lock at their end, API keys included; unlocking begins them anew', async () => {
    await enforceMfa(true)
    const { browser } = await signIn()
    const { secret } = await test.keyFor('user', memberId)
    test.advance(3 * DAY - 1000)
    expect((await test.request(SESSION, { as: browser })).status).toBe(200)
    test.advance(1000)
    const own = `/iam/v1alpha1/users/${memberId}`
    expect((await test.request(own, { as: secret })).status).toBe(401)
    expect((await test.request(SESSION, { as: browser })).status).toBe(401)
    expect(await test.store.get('users', memberId)).toMatchObject({ locked: true })
    expect((await signIn()).body).toMatchObject({ type: 'locked' })
    await test.sdk(owner).iam.unlockUser({ userId: memberId })
    expect((await signIn()).status).toBe(200)
    test.advance(2 * DAY)
    expect((await signIn()).status).toBe(200)
  })

  it('lock at the next sign-in too', async () => {
    await enforceMfa(true)
    const first = await signIn()
    await test.request(SESSION, { method: 'DELETE', as: first.browser })
    test.advance(3 * DAY)
    const { body, browser } = await signIn()
    expect(body).toMatchObject({ type: 'locked', resource_id: memberId })
    expect(browser.token).toBeUndefined()
    expect(await test.store.count('jwts', { audience_id: memberId, ip: '203.0.113.7' })).toBe(0)
  })

  it('end when MFA is set up, and when it is enforced no more', async () => {
    await enforceMfa(true)
    const { browser } = await signIn()
    const { iam } = test.sdk(browser)
    const { secret } = await iam.createUserMFAOTP({ userId: memberId })
    const code = oneTimePassword(secret, test.options.clock())
    await iam.validateUserMFAOTP({ userId: memberId, oneTimePassword: code })
    expect(await requirements(browser)).toEqual([])
    // Without it the period runs on from where it stopped.
    test.advance(2 * DAY)
    await iam.deleteUserMFAOTP({ userId: memberId })
    expect(await requirements(browser)).toMatchObject([
      { expires_at: expect.stringMatching(/^2026-11-28/) },
    ])
    await enforceMfa(false)
    expect(await test.store.count('grace_periods')).toBe(0)
    expect(await requirements(browser)).toEqual([])
  })

  it('are not made longer by setting MFA up and turning it off again', async () => {
    await enforceMfa(true)
    const { browser } = await signIn()
    const { iam } = test.sdk(browser)
    const onAndOff = async (): Promise<void> => {
      const { secret } = await iam.createUserMFAOTP({ userId: memberId })
      const code = oneTimePassword(secret, test.options.clock())
      await iam.validateUserMFAOTP({ userId: memberId, oneTimePassword: code })
      await iam.deleteUserMFAOTP({ userId: memberId })
    }
    for (let day = 0; day < 2; day += 1) {
      await onAndOff()
      expect(await requirements(browser)).toMatchObject([
        { expires_at: expect.stringMatching(/^2026-11-26/) },
      ])
      test.advance(DAY)
    }
    // An administrator may give the whole time once more.
    await test.sdk(owner).iam.deleteUserMFAOTP({ userId: memberId })
    expect(await requirements(browser)).toMatchObject([
      { expires_at: expect.stringMatching(/^2026-11-28/) },
    ])
  })

  it('ask for a new password where somebody else chose it', async () => {
    const { iam } = test.sdk(owner)
    await iam.updateOrganizationSecuritySettings({
      organizationId: test.scenario.organizationId,
      enforcePasswordRenewal: true,
    })
    expect((await signIn()).body).toMatchObject({ requirements: [] })
    await iam.updateUserPassword({ userId: memberId, password: TEST_PASSWORD })
    const { body, browser } = await signIn()
    expect(body).toMatchObject({ requirements: [{ type: 'update_password' }] })
    const path = `/iam/v1alpha1/users/${memberId}/update-password`
    const same = await test.request(path, { body: { password: TEST_PASSWORD }, as: browser })
    expect(same.status).toBe(400)
    expect(same.body).toMatchObject({ details: [{ argument_name: 'password' }] })
    expect(await requirements(browser)).toMatchObject([{ type: 'update_password' }])
    await test.sdk(browser).iam.updateUserPassword({ userId: memberId, password: 'my own' })
    expect(await requirements(browser)).toEqual([])
  })

  it('show the Owner what is missing and never lock', async () => {
    await enforceMfa(true)
    const browser = await test.signedIn(test.scenario.ownerId)
    const shown = [{ type: 'set_mfa', expires_at: null }]
    expect(await requirements(browser)).toEqual(shown)
    test.advance(20 * DAY)
    expect(await requirements(browser)).toEqual(shown)
  })

  it('are seen by the member and by who may read users', async () => {
    const path = '/iam/v1alpha1/grace-periods'
    const { secret } = await test.keyFor('user', memberId)
    const other = `${path}?user_id=${test.scenario.ownerId}`
    expect((await test.request(path, { as: secret })).body).toEqual({ grace_periods: [] })
    expect((await test.request(other, { as: secret })).status).toBe(403)
    const application = test.scenario.rows.applications[0]?.id ?? ''
    const key = await test.keyFor('application', application)
    expect((await test.request(path, { as: key.secret })).body).toMatchObject({
      details: [{ argument_name: 'user_id', reason: 'required' }],
    })
  })
})
