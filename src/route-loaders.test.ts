import type { LoaderFunctionArgs } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { queryClient } from './api/query-client.ts'
import { read, reads } from './route-loaders.ts'

const here = '/iam/users'
const there = '/iam/groups'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', { location: { pathname: here } })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  queryClient.clear()
})

/** Whether a loader that reads what arrives after `delay` milliseconds is done, as time goes by. */
function load(path: string, delay: number): { isDone: () => boolean } {
  const loader = reads(() =>
    read({
      queryKey: ['groups', 'test'],
      queryFn: () => new Promise<string>((resolve) => setTimeout(() => resolve('there'), delay)),
    }),
  )
  const request = new Request(`http://localhost${path}`)
  let done = false
  void loader({ params: {}, request } as unknown as LoaderFunctionArgs).then(() => (done = true))
  return { isDone: () => done }
}

it('waits for what another page is about', async () => {
  const { isDone } = load(there, 30)
  await vi.advanceTimersByTimeAsync(29)
  expect(isDone()).toBe(false)
  await vi.advanceTimersByTimeAsync(2)
  expect(isDone()).toBe(true)
})

it('but not for long', async () => {
  const { isDone } = load(there, 10_000)
  await vi.advanceTimersByTimeAsync(59)
  expect(isDone()).toBe(false)
  await vi.advanceTimersByTimeAsync(2)
  expect(isDone()).toBe(true)
})

it('nor for what the cache has, which is read again behind the page', async () => {
  queryClient.setQueryData(['groups', 'test'], 'old', { updatedAt: 1 })
  const { isDone } = load(there, 30)
  await vi.advanceTimersByTimeAsync(0)
  expect(isDone()).toBe(true)
  await vi.advanceTimersByTimeAsync(30)
  expect(queryClient.getQueryData(['groups', 'test'])).toBe('there')
})

it('nor where the address is the same already', async () => {
  const { isDone } = load(`${here}?q=ana`, 30)
  await vi.advanceTimersByTimeAsync(0)
  expect(isDone()).toBe(true)
})
