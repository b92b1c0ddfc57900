import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createBackend, type Backend } from '../app.ts'
import { createTestBackend, TEST_PASSWORD, type TestBackend } from '../testing/harness.ts'

const SESSION = '/console/v1/session'
const USERS = '/iam/v1alpha1/users'

onEveryStore((open) => {
  let test: TestBackend
  /** Two servers on one database. */
  let servers: Backend[]
  let memberId: string
  let owner: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    servers = [test.backend, createBackend(test.options)]
    memberId = test.scenario.memberId
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
  })
  afterEach(() => test.close())

  /** Whether a token that somebody has copied still opens anything, anywhere. */
  const isGood = async (token: string | undefined): Promise<boolean> => {
    const good = []
    for (const server of servers) {
      for (const path of [SESSION, `${USERS}/${memberId}`]) {
        for (const headers of [{}, { 'X-Session-Token': token ?? '' }]) {
          const read = () => ('X-Session-Token' in headers ? undefined : token)
          const session = { read, write: () => undefined, clear: () => undefined }
          const request = new Request(`https://iam.test${path}`, { headers })
          good.push((await server.fetch(request, { ip: '', session })).status === 200)
        }
      }
    }
    expect(new Set(good).size).toBe(1)
    return good[0] === true
  }
  const asOwner = (path: string, method: 'POST' | 'DELETE', body: object = {}) =>
    test.request(`${USERS}/${memberId}${path}`, { method, body, as: owner })

  it('a stolen session is good no more after whatever ends it, on every server at once', async () => {
    const endings: Record<string, (jar: Awaited<ReturnType<TestBackend['signedIn']>>) => unknown> =
      {
        'signing out': (as) => test.request(SESSION, { method: 'DELETE', as }),
        'ending it in the list': async (as) => {
          const { body } = await test.request(SESSION, { as })
          const { session_id } = body as { session_id: string }
          await test.request(`/iam/v1alpha1/jwts/${session_id}`, { method: 'DELETE', as })
        },
        'signing in again': (as) =>
          test.request(SESSION, { body: { login: 'priya.raman', password: TEST_PASSWORD }, as }),
        'a new password': (as) =>
          test.request(`${USERS}/${memberId}/update-password`, {
            body: { password: 'one of my own' },
            as,
          }),
        'a new password by an administrator': () =>
          asOwner('/update-password', 'POST', { password: TEST_PASSWORD }),
        'a lock': async () => {
          await asOwner('/lock', 'POST')
        },
        'an unlock after the lock': async () => {
          await asOwner('/lock', 'POST')
          await asOwner('/unlock', 'POST')
        },
        'a deletion': () => asOwner('', 'DELETE'),
      }
    for (const [name, end] of Object.entries(endings)) {
      if (name !== 'a lock') await asOwner('/unlock', 'POST')
      const browser = await test.signedIn(memberId)
      const stolen = browser.token
      expect(await isGood(stolen), name).toBe(true)
      await end(browser)
      expect(await isGood(stolen), name).toBe(false)
    }
  })

  it('the own browser goes on after a new password, with a new token', async () => {
    const browser = await test.signedIn(memberId)
    const [before, expires] = [browser.token, browser.expiresAt]
    const path = `${USERS}/${memberId}/update-password`
    const body = { password: 'one of my own' }
    expect((await test.request(path, { body, as: browser })).status).toBe(200)
    expect(browser.token).not.toBe(before)
    expect(browser.expiresAt).toEqual(expires)
    expect(await isGood(browser.token)).toBe(true)
    // A client that holds its token itself keeps it: it would not notice.
    const token = browser.token ?? ''
    const client = test.browser()
    const headers = { 'X-Session-Token': token }
    expect((await test.request(path, { body, headers, as: client })).status).toBe(200)
    expect(client.token).toBeUndefined()
    expect(await isGood(token)).toBe(true)
  })
})
