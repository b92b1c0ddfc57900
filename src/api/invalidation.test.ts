import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'

import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'

import { INVALIDATES, invalidate } from './invalidation.ts'

/** Writes that SDK methods make: `iam.createGroup(`, `account.updateProject(`, `iamWith({…}).create…`. */
const WRITE =
  /(?:\biam|\baccount|\biamWith\([^)]*\))\s*\.\s*((?:create|update|delete|set|add|remove|lock|unlock|clone|join|initiate|validate|enable|parse)\w*)\(/g

describe('INVALIDATES', () => {
  it('has an entry for every write of the console, and the write goes through useOperation', () => {
    const sources = globSync('src/**/*.{ts,tsx}', { cwd: new URL('../..', import.meta.url) })
      .filter((path) => !path.includes('.test.'))
      .map((path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
    const written = new Set(
      sources.flatMap((source) => [...source.matchAll(WRITE)].map(([, method]) => method ?? '')),
    )
    const declared = new Set(
      sources.flatMap((source) =>
        [...source.matchAll(/useOperation(?:<[^(]*>)?\(\s*'(\w+)'/g)].map(([, name]) => name ?? ''),
      ),
    )
    expect(written.size).toBeGreaterThan(0)
    expect([...written].filter((method) => !(method in INVALIDATES))).toEqual([])
    expect([...written].filter((method) => !declared.has(method))).toEqual([])
  })
})

describe('invalidate', () => {
  it('reads again what is on screen and settles when it is right', async () => {
    const client = new QueryClient()
    let applications = ['one']
    const read = vi.fn(async () => applications)
    const observer = new QueryObserver(client, {
      queryKey: ['applications', 'list'],
      queryFn: read,
      staleTime: Infinity,
    })
    const stop = observer.subscribe(() => {})
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toEqual(['one']))

    applications = ['one', 'two']
    await invalidate(client, 'createApplication')

    expect(observer.getCurrentResult().data).toEqual(['one', 'two'])
    expect(read).toHaveBeenCalledTimes(2)
    stop()
  })

  it('does not take the answer of a first read that began before', async () => {
    const client = new QueryClient()
    const { promise: first, resolve: answerFirst } = Promise.withResolvers<string[]>()
    const read = vi.fn(async () => ['one', 'two']).mockReturnValueOnce(first)
    const observer = new QueryObserver(client, { queryKey: ['applications'], queryFn: read })
    const stop = observer.subscribe(() => {})

    const done = invalidate(client, 'createApplication')
    answerFirst(['one'])
    await done

    expect(observer.getCurrentResult().data).toEqual(['one', 'two'])
    stop()
  })

  it('does not read again what the operation removed', async () => {
    const client = new QueryClient()
    const read = vi.fn(async () => 'ci-deploy')
    const key = ['applications', 'detail', 'a']
    const observer = new QueryObserver(client, { queryKey: key, queryFn: read })
    const stop = observer.subscribe(() => {})
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('ci-deploy'))

    await invalidate(client, 'deleteApplication', [key])

    expect(read).toHaveBeenCalledOnce()
    expect(client.getQueryState(key)?.isInvalidated).toBe(true)
    stop()
  })

  it('leaves other resources alone', async () => {
    const client = new QueryClient()
    client.setQueryData(['users', 'list'], [])
    client.setQueryData(['apiKeys', 'list'], [])
    await invalidate(client, 'createAPIKey')
    expect(client.getQueryState(['users', 'list'])?.isInvalidated).toBe(false)
    expect(client.getQueryState(['apiKeys', 'list'])?.isInvalidated).toBe(true)
  })
})
