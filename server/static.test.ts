import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createStaticFiles, inlineScriptHashes, type StaticFiles } from './static.ts'

const script = 'export const answer = 42\n'
const page =
  '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script>theme()</script>' +
  '<script type="module" src="/assets/app-1a2b.js" nonce="__CSP_NONCE__"></script>'

let folder: string
let files: StaticFiles

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-static-'))
  mkdirSync(join(folder, 'dist/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  writeFileSync(join(folder, 'dist/index.html'), page)
  writeFileSync(join(folder, 'dist/favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'dist/.stamp'), 'hidden')
  mkdirSync(join(folder, 'dist/.git'))
  writeFileSync(join(folder, 'dist/.git/config.js'), 'hidden')
  mkdirSync(join(folder, 'private'))
  writeFileSync(join(folder, 'private/key.txt'), 'outside')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'dist/link.txt'))
  symlinkSync(join(folder, 'private'), join(folder, 'dist/linked'))
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js'), script)
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js.br'), brotliCompressSync(script))
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js.gz'), gzipSync(script))
  files = createStaticFiles(join(folder, 'dist'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return files.respond(new Request(`http://console${path}`, { method, headers }), path)
}

describe('files', () => {
  it('are kept for ever when their name has a hash, and asked for again otherwise', async () => {
    const asset = await get('/assets/app-1a2b.js')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await asset.text()).toBe(script)
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
  })

  it('come in the best encoding that the caller takes', async () => {
    const encoding = async (accepted: string) =>
      (await get('/assets/app-1a2b.js', { 'accept-encoding': accepted })).headers.get(
        'content-encoding',
      )
    expect(await encoding('gzip, deflate, br, zstd')).toBe('br')
    expect(await encoding('gzip, br;q=0')).toBe('gzip')
    expect(await encoding('identity')).toBeNull()
    const packed = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' })
    expect(packed.headers.get('vary')).toBe('Accept-Encoding')
    expect(brotliDecompressSync(await packed.arrayBuffer()).toString()).toBe(script)
  })

  it('are not sent again when the caller has them', async () => {
    const etag = (await get('/favicon.svg')).headers.get('etag') ?? ''
    const again = await get('/favicon.svg', { 'if-none-match': `"other", W/${etag}` })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await get('/favicon.svg', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('have a tag for each encoding', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (accepted) =>
        (await get('/assets/app-1a2b.js', { 'accept-encoding': accepted })).headers.get('etag'),
      ),
    )
    expect(new Set(tags).size).toBe(3)
  })

  it('answer HEAD with headers alone and refuse other methods', async () => {
    const head = await get('/favicon.svg', {}, 'HEAD')
    expect(head.headers.get('content-length')).toBe('6')
    expect(await head.text()).toBe('')
    const post = await get('/favicon.svg', {}, 'POST')
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('paths', () => {
  it.each([
    '/assets/gone-1a2b.js',
    '/assets/',
    '/assets/app-1a2b.js.br',
    '/assets/app-1a2b.js.map',
    '/robots.txt',
    '/.stamp',
    '/.git/config.js',
    '/link.txt',
    '/linked/key.txt',
    '/FAVICON.SVG',
    '/favicon.svg%00',
    '/favicon.svg\0.html',
    '/./favicon.svg',
    '/constructor.prototype',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
  ])('%s is no file', async (path) => {
    const response = await files.respond(new Request('http://console/'), path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/outside|hidden/)
  })

  it.each([
    '/',
    '/index.html',
    '/iam/users',
    '/iam/users/',
    '/no/such/page',
    '/%2e%2e',
    '//host/x',
  ])('%s is a page of the console', async (path) => {
    const response = await files.respond(new Request('http://console/'), path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })
})

describe('the page', () => {
  it('carries a nonce of its own that its policy names', async () => {
    const answers = await Promise.all([get('/'), get('/')])
    const nonces = answers.map(
      ({ headers }) =>
        /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '',
    )
    expect(nonces[0]).not.toBe(nonces[1])
    for (const [index, answer] of answers.entries()) {
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(answer.headers.get('etag')).toBeNull()
      const html = await answer.text()
      expect(html).toContain(`<meta property="csp-nonce" nonce="${nonces[index]}">`)
      expect(html).not.toContain('__CSP_NONCE__')
    }
  })

  it('allows nothing inline but its own script', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? ''
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`script-src 'self' ${inlineScriptHashes('<script>theme()</script>')}`)
    expect(policy).toContain("worker-src 'none'")
  })
})

it('says what to do when the console is not built', async () => {
  const response = await createStaticFiles(join(folder, 'nowhere')).respond(
    new Request('http://console/'),
    '/iam/users',
  )
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('npm run build')
})
