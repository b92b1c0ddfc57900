import { afterEach, beforeEach, expect, it } from 'vitest'

import { createBackend, type Backend } from '../app.ts'
import { createMemoryStore } from '../store/memory.ts'
import { countingStore, type Counts } from '../testing/counting-store.ts'
import { createTestBackend, TEST_PASSWORD, type TestBackend } from '../testing/harness.ts'

/** What a request cost that takes time, and what it was answered. */
interface Cost extends Counts {
  compared: number
  status: number
}

let test: TestBackend
let costOf: (request: Request, token?: string) => Promise<Cost>

beforeEach(async () => {
  test = await createTestBackend(async () => createMemoryStore())
  const store = countingStore(test.store)
  const { passwords } = test.options
  let compared = 0
  const verify = (phc: string, password: string): Promise<boolean> => {
    compared += 1
    return passwords.verify(phc, password)
  }
  const backend: Backend = createBackend({
    ...test.options,
    store,
    passwords: { hash: passwords.hash, verify },
  })
  costOf = async (request, token) => {
    Object.assign(store, { reads: 0, transactions: 0 })
    compared = 0
    const session = { read: () => token, write: () => undefined, clear: () => undefined }
    const { status } = await backend.fetch(request, { ip: '203.0.113.7', session })
    return { status, compared, reads: store.reads, transactions: store.transactions }
  }
})
afterEach(() => test.close())

const users = (headers: Record<string, string> = {}): Request =>
  new Request('https://iam.test/iam/v1alpha1/users', { headers })

it('an unknown secret takes what a known one takes that is good no more', async () => {
  const key = (patch = {}) => test.keyFor('user', test.scenario.ownerId, patch)
  const good = await key()
  const expired = await key({ expires_at: '2026-11-23T08:00:00.000000Z' })
  const almost = good.secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  const costs = []
  for (const secret of [expired.secret, almost, crypto.randomUUID(), 'x', 'x'.repeat(8000)]) {
    costs.push(await costOf(users({ 'X-Auth-Token': secret })))
  }
  expect(new Set(costs.map((cost) => JSON.stringify(cost))).size).toBe(1)
  expect(costs[0]).toMatchObject({ status: 401, transactions: 0 })
  expect((await costOf(users({ 'X-Auth-Token': good.secret }))).status).toBe(200)
})

it('an unknown session takes what one takes that is over', async () => {
  const browser = await test.signedIn(test.scenario.ownerId)
  test.advance(31 * 24 * 60 * 60 * 1000)
  const over = await costOf(users(), browser.token)
  expect(over.status).toBe(401)
  expect(await costOf(users(), 'unknown')).toEqual(over)
  expect(await costOf(users({ 'X-Session-Token': 'unknown' }))).toEqual(over)
})

it('an unknown login takes what a known one takes, with every kind of user and at every attempt', async () => {
  await test.store.transaction((tx) =>
    tx.update('users', { username: 'tomas.lind' }, { password_hash: null }),
  )
  const locked = test.scenario.rows.users.find((user) => user.locked)?.username ?? ''
  const attempt = (login: string, way: 'password' | 'code') =>
    costOf(
      new Request('https://iam.test/console/v1/session', {
        method: 'POST',
        body: JSON.stringify({ login, [way]: '123456' }),
      }),
    )
  // Something is made ready at the first one.
  await attempt('somebody.else', 'password')
  for (const way of ['password', 'code'] as const) {
    const logins = ['nobody', 'priya.raman', 'elena.varga', 'tomas.lind', locked]
    const costs = new Map<string, Cost[]>(logins.map((login) => [login, []]))
    for (let time = 0; time < 7; time += 1) {
      for (const login of logins) {
        // A test of another limit: this network is never refused.
        await test.store.transaction((tx) =>
          tx.update('attempts', { failures: { above: 50 } }, { failures: 1 }),
        )
        costs.get(login)?.push(await attempt(login, way))
      }
    }
    for (const login of logins)
      expect(costs.get(login), `${way} ${login}`).toEqual(costs.get('nobody'))
  }
  const right = new Request('https://iam.test/console/v1/session', {
    method: 'POST',
    body: JSON.stringify({ login: 'ingrid.bjornstad', password: TEST_PASSWORD }),
  })
  expect((await costOf(right)).compared).toBe(1)
})
