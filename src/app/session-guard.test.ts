import { createMemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { send } from '../api/http.ts'
import { guardSession } from './session-guard.ts'

const routes = ['/iam/api-keys', '/iam/api-keys/SCW1/delete', '/sign-in', '/setup'].map((path) => ({
  path,
  loader: async () => path,
}))
const guarded = (at: string) => {
  const router = createMemoryRouter(routes, { initialEntries: [at] })
  guardSession(router)
  return router
}
const ask = () => send('GET', '/console/v1/counters').catch(() => undefined)

beforeEach(() => {
  const refusal = { type: 'denied_authentication', method: 'api_key', reason: 'not_found' }
  vi.stubGlobal('fetch', async () => Response.json(refusal, { status: 401 }))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a session that is over', () => {
  it('leads to the sign-in page, which knows why and the way back', async () => {
    const router = guarded('/iam/api-keys?q=ci')
    await ask()
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
    expect(router.state.location.search).toBe('?returnTo=%2Fiam%2Fapi-keys%3Fq%3Dci')
    expect(router.state.location.state).toEqual({ keyRefused: true })
  })

  it('leads there though many requests tell of it while a dialog closes', async () => {
    const router = guarded('/iam/api-keys/SCW1/delete')
    const asked = [ask(), ask(), ask(), ask()]
    await asked[0]
    void router.navigate('/iam/api-keys', { replace: true })
    await Promise.all([...asked, ask()])
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
    expect(router.state.location.search).toBe('?returnTo=%2Fiam%2Fapi-keys')
    expect(router.state.location.state).toEqual({ keyRefused: true })
  })

  it('changes nothing on the pages that need none', async () => {
    const router = guarded('/setup')
    await ask()
    await new Promise((done) => setTimeout(done))
    expect(router.state.location.pathname).toBe('/setup')
  })
})
