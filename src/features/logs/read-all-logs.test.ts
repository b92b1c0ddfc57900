import type { Log } from '@scaleway/sdk-iam/v1alpha1'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { MOST_EXPORTED, type Progress, readAllLogs } from './read-all-logs.ts'

const { listLogs } = vi.hoisted(() => ({ listLogs: vi.fn() }))
vi.mock('../../api/client.ts', () => ({ iam: { listLogs } }))
vi.mock('../../api/console-api.ts', () => ({
  getLogNames: async (ids: string[]) =>
    ids.map((logId) => ({
      logId,
      principal: { kind: 'user', name: `who ${logId}` },
      resource: { name: 'what', exists: true },
    })),
}))

const NOTHING: Progress = { logs: [], total: undefined }

/** A log of so many entries, the newest first, a minute apart. */
function answerWith(total: number): void {
  listLogs.mockImplementation(async ({ page, pageSize }: { page: number; pageSize: number }) => {
    const first = (page - 1) * pageSize
    const count = Math.max(0, Math.min(pageSize, total - first))
    const logs = Array.from({ length: count }, (_, index) => {
      const time = Date.parse('2026-11-23T09:00:00Z') - (first + index) * 60_000
      return { id: `${first + index}`, createdAt: new Date(time) } as Log
    })
    return { logs, totalCount: total }
  })
}

async function read(start: Progress = NOTHING, signal = new AbortController().signal) {
  const seen: Progress[] = []
  const onProgress = (progress: Progress) => seen.push(progress)
  const result = readAllLogs({ orderBy: 'created_at_desc' }, start, { signal, onProgress })
  return { seen, result: await result.catch((error: unknown) => error) }
}

describe('readAllLogs', () => {
  beforeEach(() => {
    listLogs.mockReset()
  })

  it('reads every page once, with names, and none twice when entries come meanwhile', async () => {
    answerWith(250)
    const { seen, result } = await read()
    const { logs, total } = result as Progress
    expect(total).toBe(250)
    expect(logs.map(({ log }) => log.id)).toEqual(Array.from({ length: 250 }, (_, n) => `${n}`))
    expect(logs.at(-1)?.name?.principal.name).toBe('who 249')
    expect(seen.map((progress) => progress.logs.length)).toEqual([100, 200, 250])
    const ends = listLogs.mock.calls.map(([request]) => request.createdBefore?.toISOString())
    expect(ends).toEqual([undefined, '2026-11-23T09:00:00.001Z', '2026-11-23T09:00:00.001Z'])
  })

  it('goes on after a failure where it was', async () => {
    answerWith(250)
    const working = listLogs.getMockImplementation()
    listLogs.mockImplementation(async (request) => {
      if (request.page === 2) throw new Error('no answer')
      return working?.(request)
    })
    const { seen, result } = await read()
    expect(result).toMatchObject({ message: 'no answer' })
    answerWith(250)
    listLogs.mockClear()
    const { result: all } = await read(seen.at(-1))
    expect((all as Progress).logs).toHaveLength(250)
    expect(listLogs.mock.calls.map(([request]) => request.page)).toEqual([2, 3])
  })

  it('stops at the limit, and when there is nothing', async () => {
    answerWith(MOST_EXPORTED + 70)
    const { result } = await read()
    expect((result as Progress).logs).toHaveLength(MOST_EXPORTED)
    expect((result as Progress).total).toBe(MOST_EXPORTED + 70)
    answerWith(0)
    expect((await read()).result).toEqual({ logs: [], total: 0 })
  })

  it('stops when it is cancelled', async () => {
    answerWith(250)
    const controller = new AbortController()
    controller.abort()
    const { seen, result } = await read(NOTHING, controller.signal)
    expect(seen).toEqual([])
    expect(result).toMatchObject({ name: 'AbortError' })
  })
})
