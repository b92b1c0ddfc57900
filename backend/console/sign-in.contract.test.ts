import { setTimeout } from 'node:timers/promises'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createBackend, type PasswordHasher } from '../app.ts'
import {
  createTestBackend,
  TEST_PASSWORD,
  type Answer,
  type TestBackend,
} from '../testing/harness.ts'

const SESSION = '/console/v1/session'
const MINUTE = 60_000

onEveryStore((open) => {
  let test: TestBackend

  beforeEach(async () => {
    test = await createTestBackend(open, { mail: 'works' })
  })
  afterEach(() => test.close())

  const signIn = (body: Record<string, string>): Promise<Answer> =>
    test.request(SESSION, { body, as: test.browser() })
  const withPassword = (login: string, password = TEST_PASSWORD) => signIn({ login, password })
  const fail = async (login: string, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      expect((await withPassword(login, 'wrong')).status).toBe(401)
    }
  }
  const user = async (id: string) => test.store.get('users', id)
  const settings = (patch: Record<string, unknown>) =>
    test.store.transaction((tx) =>
      tx.update('organizations', { id: test.scenario.organizationId }, patch),
    )

  it('locks a member after too many wrong passwords, and says so from then on', async () => {
    const { memberId, ownerId } = test.scenario
    await fail('priya.raman', 9)
    expect((await withPassword('priya.raman')).status).toBe(200)
    await fail('priya.raman', 9)
    expect(await user(memberId)).toMatchObject({ locked: false, failed_sign_ins: 9 })
    await fail('PRIYA.RAMAN@northwind.example', 1)
    expect(await user(memberId)).toMatchObject({ locked: true })
    // Neither a good nor a bad password is compared any more.
    for (const password of [TEST_PASSWORD, 'wrong']) {
      const { status, text } = await withPassword('priya.raman', password)
      expect(status).toBe(429)
      expect(text).toContain('a member is locked until')
    }
    const logs = await test.store.find('logs', { where: { resource_id: memberId } })
    expect(logs.filter((log) => log.ip === '203.0.113.7')).toMatchObject([
      { bearer_type: 'platform', action: 'updated', resource_type: 'user' },
    ])
    const { secret } = await test.keyFor('user', ownerId)
    await test.sdk(secret).iam.unlockUser({ userId: memberId })
    expect((await withPassword('priya.raman')).status).toBe(200)
  })

  it('knows a user by name, however many older ones have that name as their e-mail address', async () => {
    const { memberId } = test.scenario
    const member = await user(memberId)
    const address = 'shared@northwind.example'
    await test.store.transaction(async (tx) => {
      for (let count = 0; count < 20; count += 1) {
        const username = `older-${count}`
        await tx.insert('users', {
          ...member!,
          id: crypto.randomUUID(),
          username,
          username_key: username,
          email: address,
          email_key: address,
          password_hash: null,
          created_at: '2020-01-01T00:00:00.000000Z',
        })
      }
      await tx.update('users', { id: memberId }, { username: address, username_key: address })
    })
    expect((await withPassword(address)).status).toBe(200)
  })

  it('never locks the Owner, who gets one attempt a minute instead', async () => {
    await fail('elena.varga', 10)
    expect(await user(test.scenario.ownerId)).toMatchObject({ locked: false })
    const paused = await withPassword('elena.varga')
    expect(paused.status).toBe(429)
    expect(paused.body).toMatchObject({ type: 'too_many_requests', reset_seconds: 60 })
    test.advance(MINUTE)
    await fail('elena.varga', 1)
    expect((await withPassword('elena.varga')).status).toBe(429)
    test.advance(MINUTE)
    expect((await withPassword('elena.varga')).status).toBe(200)
    await fail('elena.varga', 1)
  })

  it('follows the Organization’s own number of attempts', async () => {
    await settings({ login_attempts_before_locked: 2 })
    await fail('priya.raman', 2)
    expect((await withPassword('priya.raman')).status).toBe(429)
  })

  it('tells who knows the password that passwords are switched off, and nobody else', async () => {
    await settings({ login_password_enabled: false })
    const known = await withPassword('priya.raman')
    expect(known.status).toBe(412)
    expect(known.text).toContain('code by e-mail')
    expect((await withPassword('priya.raman', 'wrong')).status).toBe(401)
  })

  it('takes passwords that are switched off where no code can be sent any more', async () => {
    const silent = await createTestBackend(open)
    const off = { login_password_enabled: false }
    await silent.store.transaction((tx) => tx.update('organizations', {}, off))
    const body = { login: 'elena.varga', password: TEST_PASSWORD }
    expect((await silent.request(SESSION, { body })).status).toBe(200)
    await silent.close()
  })

  it('recovers from a moment in which no password could be hashed', async () => {
    const { passwords } = test.options
    let failures = 1
    const shaky: PasswordHasher = {
      verify: passwords.verify,
      hash: async (password) => {
        if (failures-- > 0) throw new Error('no thread')
        return passwords.hash(password)
      },
    }
    const backend = createBackend({ ...test.options, passwords: shaky })
    const attempt = async (): Promise<number> => {
      const body = JSON.stringify({ login: 'priya.raman', password: TEST_PASSWORD })
      const request = new Request(`https://iam.test${SESSION}`, { method: 'POST', body })
      return (await backend.fetch(request, { ip: '', session: test.browser().carrier })).status
    }
    expect(await attempt()).toBe(500)
    expect(await attempt()).toBe(200)
  })

  it('lets a session last as long as the Organization allows', async () => {
    await settings({ max_login_session_seconds: 3600 })
    const browser = await test.signedIn(test.scenario.memberId)
    expect(browser.expiresAt?.toISOString()).toBe('2026-11-23T10:00:00.000Z')
    test.advance(59 * MINUTE)
    expect((await test.request(SESSION, { as: browser })).status).toBe(200)
    test.advance(MINUTE)
    expect((await test.request(SESSION, { as: browser })).body).toMatchObject({ reason: 'expired' })
  })

  const askForCode = async (login: string): Promise<string> => {
    const before = test.mails.length
    const { status } = await test.request(`${SESSION}/code`, { body: { login } })
    expect(status).toBe(204)
    await vi.waitFor(() => expect(test.mails.length).toBe(before + 1))
    const [code] = /\b\d{6}\b/.exec(test.mails.at(-1)?.text ?? '') ?? []
    return code ?? ''
  }
  /** A code of six digits that is not this one. */
  const other = (code: string): string => (code === '123456' ? '654321' : '123456')

  it('signs in with a code that was sent by e-mail, once', async () => {
    expect((await test.request('/console/v1/sign-in-options')).body).toMatchObject({ code: true })
    const code = await askForCode('priya.raman')
    expect(test.mails[0]).toMatchObject({ to: 'priya.raman@northwind.example' })
    expect(JSON.stringify(await test.store.find('sign_in_codes'))).not.toContain(code)
    expect((await signIn({ login: 'priya.raman', code: other(code) })).status).toBe(401)
    expect((await signIn({ login: 'tomas.lind', code })).status).toBe(401)
    const answer = await signIn({ login: 'priya.raman@northwind.example', code: ` ${code}` })
    expect(answer.body).toMatchObject({ user: { username: 'priya.raman' } })
    expect(answer.body).toMatchObject({ capabilities: expect.arrayContaining(['email']) })
    expect((await signIn({ login: 'priya.raman', code })).status).toBe(401)
  })

  it('lets a code be good for ten minutes and five tries', async () => {
    const late = await askForCode('priya.raman')
    test.advance(10 * MINUTE)
    expect((await signIn({ login: 'priya.raman', code: late })).status).toBe(401)
    const code = await askForCode('priya.raman')
    for (let time = 0; time < 5; time += 1) {
      expect((await signIn({ login: 'priya.raman', code: other(code) })).status).toBe(401)
    }
    expect((await signIn({ login: 'priya.raman', code })).status).toBe(401)
    expect(await user(test.scenario.memberId)).toMatchObject({ failed_sign_ins: 7 })
  })

  it('asks for the one-time password after a code too, and keeps the code until then', async () => {
    const code = await askForCode('amara.okafor')
    const answer = await signIn({ login: 'amara.okafor', code })
    expect(answer.body).toMatchObject({ reason: 'one_time_password_required' })
    expect(await test.store.count('sign_in_codes')).toBe(1)
  })

  it('sends no second code within a minute, and none to whom it cannot help', async () => {
    await askForCode('priya.raman')
    for (const login of ['priya.raman', 'nobody', 'sam.whitlock']) {
      expect((await test.request(`${SESSION}/code`, { body: { login } })).status).toBe(204)
    }
    test.advance(MINUTE)
    await askForCode('tomas.lind')
    expect(test.mails.map(({ to }) => to)).toEqual([
      'priya.raman@northwind.example',
      'tomas.lind@northwind.example',
    ])
  })

  it('neither sends nor takes codes where they are switched off', async () => {
    const code = await askForCode('priya.raman')
    await settings({ login_magic_code_enabled: false })
    expect((await test.request('/console/v1/sign-in-options')).body).toMatchObject({ code: false })
    expect((await signIn({ login: 'priya.raman', code })).status).toBe(401)
    const body = { login: 'tomas.lind' }
    expect((await test.request(`${SESSION}/code`, { body })).status).toBe(204)
    // It is sent behind the answer, if at all.
    await setTimeout(50)
    expect(test.mails).toHaveLength(1)
  })

  it('reports a code that cannot be sent, and offers none without mail', async () => {
    const broken = await createTestBackend(open, { mail: 'broken' })
    const path = `${SESSION}/code`
    const body = { login: 'priya.raman' }
    expect((await broken.request(path, { body })).status).toBe(204)
    await vi.waitFor(() => expect(broken.reports).toHaveLength(1))
    await broken.close()
    const silent = await createTestBackend(open)
    expect((await silent.request(path, { body })).status).toBe(204)
    expect((await silent.request('/console/v1/sign-in-options')).body).toMatchObject({
      code: false,
    })
    await silent.close()
  })
})
