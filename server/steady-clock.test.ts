import { expect, it } from 'vitest'

import { createBackend } from '../backend/app.ts'
import { toTimestamp } from '../backend/http/timestamps.ts'
import { createTestBackend, TEST_PASSWORD } from '../backend/testing/harness.ts'
import { onSqlStores } from './on-every-store.ts'
import { openSteadyClock, resetSteadyClock } from './steady-clock.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')
const minutes = (count: number): Date => new Date(NOON + count * 60_000)

onSqlStores((open) => {
  it('does not bring back what is over when the clock is set back, nor after a restart', async () => {
    const test = await createTestBackend(open, { now: minutes(0) })
    const { store, scenario } = test
    const until = { expires_at: toTimestamp(minutes(10)), expires_at_decimals: 3 }
    const key = await test.keyFor('user', scenario.ownerId, until)
    const browser = await test.signedIn(scenario.ownerId)
    await store.transaction((tx) => tx.update('jwts', {}, { expires_at: until.expires_at }))

    /** One life of a server, on a machine whose clock shows something or other. */
    const server = async (machine: { time: Date }) => {
      const clock = await openSteadyClock(store, () => machine.time)
      const backend = createBackend({
        ...test.options,
        clock: clock.now,
        expired: clock.expired,
      })
      const status = async (headers: Record<string, string>): Promise<number> => {
        const request = new Request(`https://iam.test/iam/v1alpha1/users/${scenario.ownerId}`, {
          headers,
        })
        const caller = { ip: '203.0.113.7', session: test.browser().carrier }
        return (await backend.fetch(request, caller)).status
      }
      return {
        withKey: () => status({ 'X-Auth-Token': key.secret }),
        withSession: () => status({ 'X-Session-Token': browser.token ?? '' }),
        clock,
      }
    }

    const machine = { time: minutes(5) }
    const first = await server(machine)
    expect([await first.withKey(), await first.withSession()]).toEqual([200, 200])
    machine.time = minutes(11)
    expect([await first.withKey(), await first.withSession()]).toEqual([401, 401])
    machine.time = minutes(5)
    expect([await first.withKey(), await first.withSession()]).toEqual([401, 401])

    // Killed, without a chance to tell the time.
    const second = await server({ time: minutes(5) })
    expect(second.clock.behind()).toBeGreaterThan(4 * 60_000)
    expect([await second.withKey(), await second.withSession()]).toEqual([401, 401])

    // A clock that was ahead by mistake: the operator says so.
    await resetSteadyClock(store, minutes(5))
    const third = await server({ time: minutes(5) })
    expect(await third.withKey()).toBe(200)
    await test.close()
  })

  it('writes once for all that is over, however often it is tried', async () => {
    const store = await open()
    const machine = { time: minutes(0) }
    const clock = await openSteadyClock(store, () => machine.time)
    const stored = async (): Promise<string | undefined> =>
      (await store.get('latest_times', 'latest'))?.at
    machine.time = minutes(1)
    await clock.expired(toTimestamp(minutes(-1)))
    expect(await stored()).toBe(toTimestamp(minutes(0)))
    await clock.expired(toTimestamp(minutes(1)))
    expect(await stored()).toBe(toTimestamp(minutes(1)))
    await store.close()
  })

  it('takes over the time of another server whose clock is ahead', async () => {
    const store = await open()
    const behind = await openSteadyClock(store, () => minutes(0))
    const ahead = await openSteadyClock(store, () => minutes(3))
    await behind.sync()
    expect(behind.now()).toEqual(ahead.now())
    expect(behind.behind()).toBe(3 * 60_000)
    await store.close()
  })

  it('leaves nothing of a clock that was ahead once it is reset', async () => {
    const test = await createTestBackend(open, { now: minutes(0) })
    const { options, scenario, store } = test
    await store.transaction((tx) =>
      tx.update('organizations', {}, { login_attempts_before_locked: 1 }),
    )
    const owner = await store.get('users', scenario.ownerId)
    /** Of a password, by a server that starts at this time. */
    const signIn = async (time: Date, password: string): Promise<number> => {
      const request = new Request('https://iam.test/console/v1/session', {
        method: 'POST',
        body: JSON.stringify({ login: owner?.username, password }),
      })
      const caller = { ip: '203.0.113.7', session: test.browser().carrier }
      return (await createBackend({ ...options, clock: () => time }).fetch(request, caller)).status
    }
    const sessions = () => store.count('jwts', { audience_id: scenario.memberId })

    await test.signedIn(scenario.memberId)
    const known = await sessions()
    const day = 24 * 60
    test.advance(day * 60_000)
    await test.signedIn(scenario.memberId)
    expect(await signIn(minutes(day), 'a guess')).toBe(401)
    expect(await signIn(minutes(3), TEST_PASSWORD)).toBe(429)
    expect(await sessions()).toBe(known + 1)

    await resetSteadyClock(store, minutes(2))
    expect(await signIn(minutes(3), TEST_PASSWORD)).toBe(200)
    expect(await sessions()).toBe(known)
    expect(await store.count('attempts')).toBe(0)
    await test.close()
  })
})
