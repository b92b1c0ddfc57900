import { afterEach, expect, it, vi } from 'vitest'

import { createReadinessCheck } from './readiness.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('asks the store once for all who ask at the same time', async () => {
  const count = vi.fn<() => Promise<number>>().mockResolvedValue(0)
  const { check } = createReadinessCheck({ count })
  expect(await Promise.all([check(), check(), check()])).toEqual(['ready', 'ready', 'ready'])
  expect(count).toHaveBeenCalledTimes(1)
  expect(await check()).toBe('ready')
  expect(count).toHaveBeenCalledTimes(2)
})

it('is not ready while the store fails or is silent, and is again afterwards', async () => {
  vi.useFakeTimers()
  const count = vi
    .fn<() => Promise<number>>()
    .mockRejectedValueOnce(new Error('away'))
    .mockReturnValueOnce(new Promise(() => undefined))
    .mockResolvedValueOnce(0)
  const { check } = createReadinessCheck({ count })
  expect(await check()).toBe('unavailable')
  const silent = check()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await silent).toBe('unavailable')
  expect(await check()).toBe('ready')
})

it('is not ready any more once the server stops', async () => {
  const count = vi.fn<() => Promise<number>>().mockResolvedValue(0)
  const { check, stop } = createReadinessCheck({ count })
  stop()
  expect(await check()).toBe('stopping')
  expect(count).not.toHaveBeenCalled()
})
