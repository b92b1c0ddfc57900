import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { search } from '../api/console-api.ts'
import { readListPage } from './list-page.ts'

vi.mock('../api/console-api.ts', () => ({ search: vi.fn() }))

const answer = (ids: string[], total = ids.length) => ({
  results: ids.map((id) => ({ type: 'user' as const, id, label: id, hint: '' })),
  totals: { user: total },
})

const read = vi.fn(async (ids: string[] | undefined) => ({
  rows: ids ?? ['all'],
  total: ids?.length ?? 1,
}))

afterEach(() => vi.clearAllMocks())

describe('readListPage', () => {
  test('without words reads the official list as it is', async () => {
    expect(await readListPage(new QueryClient(), 'user', '', read)).toEqual({
      rows: ['all'],
      total: 1,
    })
    expect(search).not.toHaveBeenCalled()
    expect(read).toHaveBeenCalledWith(undefined)
  })

  test('narrows the official list to what the search found', async () => {
    vi.mocked(search).mockResolvedValue(answer(['a', 'b']))
    expect(await readListPage(new QueryClient(), 'user', 'x', read)).toEqual({
      rows: ['a', 'b'],
      total: 2,
    })
    expect(search).toHaveBeenCalledWith({ q: 'x', types: ['user'] })
  })

  test('never asks the list with an empty filter, which would mean everything', async () => {
    vi.mocked(search).mockResolvedValue(answer([]))
    expect(await readListPage(new QueryClient(), 'user', 'x', read)).toEqual({ rows: [], total: 0 })
    expect(read).not.toHaveBeenCalled()
  })

  test('tells how many there are where the search found more than it gives', async () => {
    vi.mocked(search).mockResolvedValue(answer(['a', 'b'], 340))
    expect(await readListPage(new QueryClient(), 'user', 'x', read)).toMatchObject({ found: 340 })
  })

  test('searches once for the pages of one search', async () => {
    vi.mocked(search).mockResolvedValue(answer(['a']))
    const client = new QueryClient()
    await readListPage(client, 'user', 'x', read)
    await readListPage(client, 'user', 'x', read)
    expect(search).toHaveBeenCalledTimes(1)
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('a failed search is an error, not an empty list', async () => {
    vi.mocked(search).mockRejectedValue(new Error('down'))
    await expect(readListPage(new QueryClient(), 'user', 'x', read)).rejects.toThrow('down')
  })
})
