import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createBackend, type Backend } from '../app.ts'
import { FAILURES_OF_NETWORK } from '../http/attempt-limits.ts'
import { networkOf } from '../http/network.ts'
import { createTestBackend, TEST_PASSWORD, type TestBackend } from '../testing/harness.ts'

const SESSION = '/console/v1/session'
const MINUTE = 60_000
const HOME = '198.51.100.4'

onEveryStore((open) => {
  let test: TestBackend

  beforeEach(async () => {
    test = await createTestBackend(open, { mail: 'works' })
  })
  afterEach(() => test.close())

  interface Said {
    status: number
    text: string
  }
  const ask = async (
    body: Record<string, string>,
    { ip = HOME, backend = test.backend, path = SESSION } = {},
  ): Promise<Said> => {
    const request = new Request(`https://iam.test${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const answer = await backend.fetch(request, { ip, session: test.browser().carrier })
    return { status: answer.status, text: await answer.text() }
  }
  const withPassword = (login: string, password: string, from = {}) =>
    ask({ login, password }, from)
  /** Wrong tokens are the cheapest guesses: nothing is hashed for them. */
  const guessTokens = async (times: number, from: { ip?: string; backend?: Backend } = {}) => {
    for (let time = 0; time < times; time += 1) {
      expect((await ask({ token: `guess ${time}` }, from)).status).toBe(401)
    }
  }

  it('is slowed by network: whatever is guessed at, whoever is guessed', async () => {
    const second = createBackend(test.options)
    await withPassword('priya.raman', 'wrong')
    await withPassword('tomas.lind', 'wrong', { backend: second })
    await ask({ login: 'nobody', password: 'wrong' })
    await ask({ login: 'priya.raman', code: '000000' })
    await guessTokens(FAILURES_OF_NETWORK - 5)
    // A good password alone is no failure where a second factor follows.
    const first = await withPassword('amara.okafor', TEST_PASSWORD)
    expect(first.text).toContain('one_time_password_required')
    expect((await withPassword('elena.varga', TEST_PASSWORD)).status).toBe(200)
    const otp = { login: 'amara.okafor', password: TEST_PASSWORD, one_time_password: '000000' }
    expect((await ask(otp)).text).toContain('one_time_password_invalid')

    // Used up, on every server of the database, for the good password as well.
    for (const backend of [test.backend, second]) {
      const refused = await withPassword('elena.varga', TEST_PASSWORD, { backend })
      expect(refused.status).toBe(429)
      expect(JSON.parse(refused.text)).toMatchObject({ reset_seconds: 600 })
    }
    expect((await withPassword('elena.varga', TEST_PASSWORD, { ip: '198.51.100.5' })).status).toBe(
      200,
    )
    test.advance(10 * MINUTE)
    expect((await withPassword('elena.varga', TEST_PASSWORD)).status).toBe(200)
    // What counts no more is swept when the next row is made.
    await guessTokens(1, { ip: '198.51.100.6' })
    expect(await test.store.count('attempts', { failures: { atLeast: 90 } })).toBe(0)
  })

  it('is slowed where a login means several: one’s own password covers no guess', async () => {
    const { memberId, ownerId } = test.scenario
    const as = await test.signedIn(memberId)
    const { email = '' } = (await test.store.get('users', ownerId)) ?? {}
    const own = 'what may be the Owner’s'
    const path = `/iam/v1alpha1/users/${memberId}`
    await test.request(`${path}/update-password`, { body: { password: own }, as })
    await test.request(path, { method: 'PATCH', body: { email }, as })
    for (let time = 0; time < 10; time += 1) {
      expect((await withPassword(email, own)).status).toBe(200)
    }
    for (const password of [own, TEST_PASSWORD, 'wrong']) {
      expect((await withPassword(email, password)).status).toBe(429)
    }
    // Nobody is locked, and a user name means one person.
    expect((await withPassword('elena.varga', TEST_PASSWORD)).status).toBe(200)
    test.advance(MINUTE)
    expect((await withPassword(email, TEST_PASSWORD)).text).toContain(ownerId)
  })

  it('is slowed at the tokens of connections as well', async () => {
    const { memberId } = test.scenario
    const as = await test.signedIn(memberId)
    const join = () =>
      test.request(`/iam/v1alpha1/users/${memberId}/join-connection`, {
        body: { token: 'guess' },
        as,
      })
    expect((await join()).status).toBe(400)
    await guessTokens(FAILURES_OF_NETWORK - 1, { ip: '203.0.113.7' })
    expect((await join()).status).toBe(429)
  })

  it('takes all addresses of an IPv6 network for one', async () => {
    for (let host = 1; host <= FAILURES_OF_NETWORK; host += 1) {
      await ask({ token: 'guess' }, { ip: `2001:db8:0:7::${host.toString(16)}` })
    }
    const from = async (ip: string) =>
      (await withPassword('elena.varga', TEST_PASSWORD, { ip })).status
    expect(await from('2001:db8:0:7:ffff::1')).toBe(429)
    expect(await from('2001:db8:0:8::1')).toBe(200)
  })

  it('is told the same of a member, of the Owner and of nobody, however often it tries', async () => {
    await test.store.transaction((tx) =>
      tx.update('users', { username: 'tomas.lind' }, { password_hash: null }),
    )
    const told = async (login: string, way: 'password' | 'code'): Promise<Said[]> => {
      const answers: Said[] = []
      for (let time = 0; time < 12; time += 1) answers.push(await ask({ login, [way]: '999999' }))
      return answers
    }
    const nobody = await told('no.body', 'password')
    expect(nobody.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429, 429])
    for (const login of ['priya.raman', 'elena.varga', 'tomas.lind', 'sam.whitlock']) {
      expect(await told(login, 'password')).toEqual(nobody)
    }
    const unlock = { failed_sign_ins: 0, locked: false }
    await test.store.transaction((tx) => tx.update('users', {}, unlock))
    expect(await told('priya.raman', 'code')).toEqual(await told('nobody.else', 'code'))
  })

  it('gains nothing by guessing at once: the right guess does not stand out', async () => {
    const guesses = [...[...Array(25).keys()].map((guess) => `guess ${guess}`), TEST_PASSWORD]
    const { passwords } = test.options
    // None is compared before all have been let in.
    const everybody = Promise.withResolvers<void>()
    let waiting = 0
    const verify = async (phc: string, password: string): Promise<boolean> => {
      waiting += 1
      if (waiting === guesses.length) everybody.resolve()
      await everybody.promise
      return passwords.verify(phc, password)
    }
    const backend = createBackend({ ...test.options, passwords: { hash: passwords.hash, verify } })
    const answers = await Promise.all(
      guesses.map((password) => withPassword('priya.raman', password, { backend })),
    )
    const refused = answers.filter(({ status }) => status === 429)
    const right = answers.at(-1)
    // It may have been compared first by chance, which begins the count anew.
    if (right?.status === 200) return
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(refused).toHaveLength(16)
    expect(new Set(refused.map(({ text }) => text))).toEqual(new Set([right?.text]))
    expect(await test.store.count('users', { username: 'priya.raman', locked: true })).toBe(1)
  })

  it('cannot have messages sent without end', async () => {
    const code = (login: string) => ask({ login }, { path: `${SESSION}/code` })
    for (let time = 0; time < FAILURES_OF_NETWORK; time += 1) {
      expect((await code(`nobody.${time}`)).status).toBe(204)
    }
    expect((await code('priya.raman')).status).toBe(429)
    // Signing in is another matter.
    expect((await withPassword('elena.varga', TEST_PASSWORD)).status).toBe(200)
  })
})

describe('networkOf', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.33', '192.0.2.33'],
    ['::ffff:c000:221', '192.0.2.33'],
    ['', ''],
    ['a proxy’s word', 'a proxy’s word'],
    ['1:2:3', '1:2:3'],
  ])('%s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })
})
