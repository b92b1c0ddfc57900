import { afterAll, beforeAll, expect, it } from 'vitest'

import { createPeppers } from '../../backend/http/peppers.ts'
import { type Store, StoreFull, StoreUnavailable } from '../../backend/store/store.ts'
import { onEveryStore } from '../on-every-store.ts'
import { createGatewaySessions, type OpenSession } from './gateway-sessions.ts'
import { createKeyOnce } from './key-creation.ts'
import { KeyRefused } from './upstream-errors.ts'
import type { Upstream } from './upstream.ts'

/** What the gateway keeps, on every store. */

const clock = () => new Date('2026-11-23T09:00:00.000Z')
const [older, newer] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
const session: OpenSession = {
  id: 'session',
  accessKey: 'SCWABCDEFGHJKMNPQRST',
  secretKey: '11111111-2222-4333-8444-555555555555',
  bearer: { type: 'user', id: '7d0f1c5e-1c52-4a2e-9c1c-d6b7f3f7a001' },
  organizationId: '7d0f1c5e-1c52-4a2e-9c1c-d6b7f3f7a002',
}

onEveryStore((open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('keeps a session while its pepper is known, and voids and closes it', async () => {
    const peppers = createPeppers([older])
    const sessions = createGatewaySessions({ store, peppers, clock })
    const { token } = await sessions.open(session)
    expect(await sessions.find(token)).toMatchObject({ secretKey: session.secretKey })
    expect(await sessions.find(`${token}x`)).toBeUndefined()

    peppers.replace([newer, older])
    expect(await sessions.find(token)).toMatchObject({ secretKey: session.secretKey })
    peppers.replace([newer])
    expect(await sessions.find(token)).toBeUndefined()
    peppers.replace([newer, older])

    await sessions.void(token)
    await expect(sessions.find(token)).rejects.toBeInstanceOf(KeyRefused)
    await sessions.close(token)
    expect(await sessions.find(token)).toBeUndefined()
  })

  it('hands a secret key on though what became of the request cannot be noted', async () => {
    let broken = false
    const away = new StoreUnavailable('away')
    const failing: Store = {
      ...store,
      transaction: (work) => (broken ? Promise.reject(away) : store.transaction(work)),
    }
    const upstream: Upstream = {
      origin: 'https://upstream.test',
      async send() {
        broken = true
        const text = JSON.stringify({ access_key: 'SCWMADEMADEMADEMADE1', secret_key: 'secret' })
        return {
          status: 200,
          type: 'application/json',
          text,
          retryAfter: undefined,
          requestId: undefined,
        }
      },
    }
    const reports: unknown[] = []
    const report = (error: unknown): unknown => reports.push(error)
    const parts = { store: failing, peppers: createPeppers([older]), clock, upstream, report }
    const made = await createKeyOnce(parts, session, { user_id: session.bearer.id }, 'a bad day')
    expect(made).toMatchObject({ secret_key: 'secret' })
    expect(reports).toEqual([away])
  })

  it('reads on when there is no room to note the use of a session', async () => {
    let now = clock()
    const full: Store = {
      ...store,
      transaction: (work) =>
        now > clock() ? Promise.reject(new StoreFull('full')) : store.transaction(work),
    }
    const peppers = createPeppers([older])
    const sessions = createGatewaySessions({ store: full, peppers, clock: () => now })
    const { token } = await sessions.open(session)
    now = new Date(now.getTime() + 10 * 60_000)
    expect(await sessions.find(token)).toMatchObject({ secretKey: session.secretKey })
  })

  it('sends one of many creations with one Idempotency-Key', async () => {
    let sent = 0
    const upstream: Upstream = {
      origin: 'https://upstream.test',
      async send({ method }) {
        const made = { access_key: 'SCWMADEMADEMADEMADE1', secret_key: 'secret' }
        if (method === 'POST') sent += 1
        const body = method === 'POST' ? made : { api_keys: [], total_count: 0 }
        return {
          status: 200,
          type: 'application/json',
          text: JSON.stringify(body),
          retryAfter: undefined,
          requestId: undefined,
        }
      },
    }
    const parts = { store, peppers: createPeppers([older]), clock, upstream }
    const body = { user_id: session.bearer.id, description: 'laptop' }
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => createKeyOnce(parts, session, body, 'one form')),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ status: 409 })
    }
    expect(sent).toBe(1)
  })
})
