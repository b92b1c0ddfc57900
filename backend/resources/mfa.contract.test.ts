import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { oneTimePassword } from '../http/one-time-passwords.ts'
import {
  createTestBackend,
  TEST_PASSWORD,
  type Answer,
  type TestBackend,
} from '../testing/harness.ts'

const STEP = 30_000

onEveryStore((open) => {
  let test: TestBackend
  let memberId: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    memberId = test.scenario.memberId
  })
  afterEach(() => test.close())

  const code = (secret: string, steps = 0): string =>
    oneTimePassword(secret, new Date(test.options.clock().getTime() + steps * STEP))
  const signIn = (more: Record<string, string> = {}): Promise<Answer> =>
    test.request('/console/v1/session', {
      body: { login: 'priya.raman', password: TEST_PASSWORD, ...more },
    })
  /** Sets MFA up for the member, who stays signed in. */
  const setUp = async () => {
    const browser = await test.signedIn(memberId)
    const { iam } = test.sdk(browser)
    const { secret } = await iam.createUserMFAOTP({ userId: memberId })
    const { recoveryCodes } = await iam.validateUserMFAOTP({
      userId: memberId,
      oneTimePassword: code(secret),
    })
    return { iam, secret, recoveryCodes }
  }

  it('is on only once a first password was right', async () => {
    const { iam } = test.sdk(await test.signedIn(memberId))
    const { secret } = await iam.createUserMFAOTP({ userId: memberId })
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(await iam.getUser({ userId: memberId })).toMatchObject({ mfa: false })
    expect((await signIn()).status).toBe(200)
    const wrong = code(secret) === '000000' ? '000001' : '000000'
    await expect(
      iam.validateUserMFAOTP({ userId: memberId, oneTimePassword: wrong }),
    ).rejects.toMatchObject({ status: 400 })
    const { recoveryCodes } = await iam.validateUserMFAOTP({
      userId: memberId,
      oneTimePassword: code(secret),
    })
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(recoveryCodes[0]).toMatch(/^[0-9a-f]{5}-[0-9a-f]{5}$/)
    expect(await iam.getUser({ userId: memberId })).toMatchObject({
      mfa: true,
      twoFactorEnabled: true,
    })
    const logs = await test.store.find('logs', {
      where: { resource_id: memberId, ip: '203.0.113.7' },
    })
    expect(logs).toMatchObject([{ action: 'updated', resource_type: 'user' }])
  })

  it('stores neither the secret nor the codes as they are', async () => {
    const { secret, recoveryCodes } = await setUp()
    const stored = JSON.stringify([
      await test.store.find('users'),
      await test.store.find('recovery_codes'),
    ])
    for (const text of [secret, ...recoveryCodes]) expect(stored).not.toContain(text)
  })

  it('asks for a one-time password at sign-in, and takes each once', async () => {
    const { secret } = await setUp()
    expect((await signIn()).body).toMatchObject({
      type: 'denied_authentication',
      reason: 'one_time_password_required',
    })
    // The one that set it up has been used.
    const used = await signIn({ one_time_password: code(secret) })
    expect(used.status).toBe(401)
    expect(used.body).toMatchObject({ reason: 'one_time_password_invalid' })
    test.advance(STEP)
    const next = code(secret)
    expect((await signIn({ one_time_password: next })).status).toBe(200)
    expect((await signIn({ one_time_password: next })).status).toBe(401)
    expect((await signIn({ one_time_password: code(secret, 1) })).status).toBe(200)
    expect((await signIn({ one_time_password: code(secret, 3) })).status).toBe(401)
  })

  it('lets one of two in who use a one-time password at once', async () => {
    const { secret } = await setUp()
    test.advance(STEP)
    const given = { one_time_password: code(secret) }
    const answers = await Promise.all([signIn(given), signIn(given)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  it('says nothing of MFA without the right password', async () => {
    const { secret } = await setUp()
    test.advance(STEP)
    const answer = await signIn({ password: 'wrong', one_time_password: code(secret) })
    expect(answer.body).toMatchObject({ reason: 'not_found' })
  })

  it('takes each recovery code once, however it is typed', async () => {
    const { recoveryCodes } = await setUp()
    const typed = (recoveryCodes[3] ?? '').toUpperCase().replace('-', ' ')
    expect((await signIn({ recovery_code: typed })).status).toBe(200)
    expect((await signIn({ recovery_code: typed })).status).toBe(401)
    expect((await signIn({ recovery_code: recoveryCodes[4] ?? '' })).status).toBe(200)
    expect(await test.store.count('recovery_codes', { user_id: memberId })).toBe(8)
  })

  it('counts wrong one-time passwords like wrong passwords, and locks', async () => {
    const { secret } = await setUp()
    const wrong = code(secret, 20)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await signIn({ one_time_password: wrong })).status).toBe(401)
    }
    test.advance(STEP)
    const answer = await signIn({ one_time_password: code(secret) })
    expect(answer.status).toBe(429)
    expect(await test.store.get('users', memberId)).toMatchObject({ locked: true })
  })

  it('takes no more guesses at once than one after another', async () => {
    const { secret } = await setUp()
    test.advance(STEP)
    const code_digest = await test.options.peppers.digest(`sign-in code ${memberId} 123456`)
    const row = {
      user_id: memberId,
      code_digest,
      expires_at: '2027-01-01T00:00:00.000000Z',
      tries: 0,
    }
    await test.store.transaction((tx) => tx.insert('sign_in_codes', row))
    // With a code from an e-mail nothing slow stands before the one-time password.
    const guess = (one_time_password: string) =>
      test.request('/console/v1/session', {
        body: { login: 'priya.raman', code: '123456', one_time_password },
      })
    const good = new Set([-1, 0, 1].map((steps) => code(secret, steps)))
    const wrong = Array.from({ length: 30 }, (_, index) => `${index + 100_000}`)
    const guesses = wrong.filter((one) => !good.has(one)).map(guess)
    const answers = await Promise.all(guesses)
    expect(answers.filter(({ text }) => text.includes('one_time_password_invalid'))).toHaveLength(
      10,
    )
    expect(await test.store.get('users', memberId)).toMatchObject({
      locked: true,
      failed_sign_ins: 10,
    })
  })

  it('is turned off by the user and by an administrator, with its codes', async () => {
    const { iam, secret } = await setUp()
    await expect(iam.createUserMFAOTP({ userId: memberId })).rejects.toMatchObject({ status: 412 })
    await iam.deleteUserMFAOTP({ userId: memberId })
    expect((await signIn()).status).toBe(200)
    expect(await test.store.count('recovery_codes', { user_id: memberId })).toBe(0)

    const { iam: again } = await setUp()
    expect((await signIn({ one_time_password: code(secret) })).status).toBe(401)
    const { secret: owner } = await test.keyFor('user', test.scenario.ownerId)
    await test.sdk(owner).iam.deleteUserMFAOTP({ userId: memberId })
    expect(await again.getUser({ userId: memberId })).toMatchObject({ mfa: false })
    expect((await signIn()).status).toBe(200)
  })

  it('is set up by nobody else, not even the Owner', async () => {
    const owner = await test.signedIn(test.scenario.ownerId)
    const path = `/iam/v1alpha1/users/${memberId}/mfa-otp`
    expect((await test.request(path, { method: 'POST', as: owner })).status).toBe(403)
  })
})
