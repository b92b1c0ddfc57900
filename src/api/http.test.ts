import { afterEach, describe, expect, it, vi } from 'vitest'

import { readJson, send } from './http.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('an answer that the page’s script has asked for early', () => {
  it('is taken by the first request for it, and by no other', async () => {
    const fetched = vi.fn(async () => Response.json('fetched'))
    vi.stubGlobal('fetch', fetched)
    vi.stubGlobal('earlyAnswers', {
      '/console/v1/session': Promise.resolve(Response.json('early')),
    })
    const read = async (method: string, path: string) => readJson(await send(method, path))

    expect(await read('GET', '/console/v1/counters')).toBe('fetched')
    expect(await read('POST', '/console/v1/session')).toBe('fetched')
    expect(await read('GET', '/console/v1/session')).toBe('early')
    expect(await read('GET', '/console/v1/session')).toBe('fetched')
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  it('fails as any other does', async () => {
    const lost = Promise.reject(new TypeError('Failed to fetch'))
    vi.stubGlobal('earlyAnswers', { '/console/v1/session': lost })
    await expect(send('GET', '/console/v1/session')).rejects.toMatchObject({ kind: 'network' })
  })
})
