import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { ensureBuilt } from './ensure-built.ts'

interface BuiltFile {
  path: string
  text: string
}

/** The files of a build, without the compressed forms of the same. */
async function build(mode: 'production' | 'mock'): Promise<BuiltFile[]> {
  const folder = await ensureBuilt(mode)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(folder.length), text: readFileSync(path, 'utf8') }))
}

/** Words that only the mock, its backend and its worker are made of. */
const mockWords = [
  'mockServiceWorker',
  'Mock Service Worker',
  'setupWorker',
  '[MSW]',
  'northwind',
  'argon2',
  'idempotency_keys',
]

describe('the production build', () => {
  let files: BuiltFile[]
  beforeAll(async () => {
    files = await build('production')
  }, 120_000)

  it('is there', () => {
    const paths = files.map(({ path }) => path)
    expect(paths).toContain('/index.html')
    expect(paths.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(5)
  })

  it('holds no mock and no worker', () => {
    expect(files.map(({ path }) => path).filter((path) => /^\/sw\.js$|worker/i.test(path))).toEqual(
      [],
    )
    const found = mockWords.flatMap((word) =>
      files.filter(({ text }) => text.includes(word)).map(({ path }) => `${word} in ${path}`),
    )
    expect(found).toEqual([])
  })

  it('holds no source map and nothing of the development build', () => {
    expect(files.filter(({ path }) => path.endsWith('.map'))).toEqual([])
    const scripts = files.filter(({ path }) => path.endsWith('.js'))
    expect(scripts.filter(({ text }) => text.includes('react-refresh'))).toEqual([])
  })

  it('has what is needed first compiled while it arrives', () => {
    // What others add to the beginning of a chunk must come after the hint: it counts on the first line.
    const first = files.filter(({ path }) => /\/(index|vendor)-[\w-]+\.js$/.test(path))
    expect(first.length).toBeGreaterThanOrEqual(2)
    for (const { path, text } of first) {
      expect(text.split('\n', 1)[0], path).toBe('//# allFunctionsCalledOnLoad')
    }
  })

  it('names no other site to load from', () => {
    const page = files.find(({ path }) => path === '/index.html')?.text ?? ''
    expect(page.match(/(?:src|href)="(?!\/)[^"]*"/g) ?? []).toEqual([])
  })
})

describe('the mock build', () => {
  it('holds what the production build must not, so that the search can find it', async () => {
    const files = await build('mock')
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/sw.js', '/mockServiceWorker.js']),
    )
    const page = files.find(({ path }) => path === '/index.html')?.text ?? ''
    expect(files.map(({ path }) => path)).toContain(/new Worker\('([^']+)'/.exec(page)?.[1])
    const missing = mockWords.filter((word) => !files.some(({ text }) => text.includes(word)))
    expect(missing).toEqual([])
  }, 120_000)
})
