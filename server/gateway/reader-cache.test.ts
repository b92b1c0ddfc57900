import { expect, it } from 'vitest'

import type { OpenSession } from './gateway-sessions.ts'
import { createReaderCache } from './reader-cache.ts'

const session: OpenSession = {
  id: 'digest of a token',
  accessKey: 'SCWABCDEFGHJKMNPQRST',
  secretKey: '11111111-2222-4333-8444-555555555555',
  bearer: { type: 'unknown', id: '' },
  organizationId: '7d0f1c5e-1c52-4a2e-9c1c-d6b7f3f7a002',
}

it('keeps what a session has read for some seconds, until a change, and while it lasts', () => {
  let now = 0
  const cache = createReaderCache(
    { origin: 'https://upstream.test', send: () => Promise.reject(new Error('not asked')) },
    () => new Date(now),
  )
  const first = cache.of(session)
  expect(cache.of(session)).toBe(first)
  expect(cache.of({ ...session, id: 'another' })).not.toBe(first)

  now += 20_000
  const second = cache.of(session)
  expect(second).not.toBe(first)

  cache.forget('another Organization')
  expect(cache.of(session)).toBe(second)
  cache.forget(session.organizationId)
  const third = cache.of(session)
  expect(third).not.toBe(second)

  cache.drop(['the digest under another pepper', session.id])
  expect(cache.of(session)).not.toBe(third)
})
