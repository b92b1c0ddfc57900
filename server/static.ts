import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

import { pageContentSecurityPolicy } from './security-headers.ts'

/** What the build writes where the nonce of an answer goes. */
export const noncePlaceholder = '__CSP_NONCE__'

/** A built console, served from memory. */
export interface StaticFiles {
  /** Answers a request for a page or a file; any method but GET and HEAD is refused. */
  respond(request: Request, path: string): Promise<Response>
}

interface Content {
  type: string
  etag: string
  /** The bytes as they are, and in the encodings that the build has prepared. */
  encodings: ReadonlyMap<Encoding, Buffer>
}

type Encoding = 'br' | 'gzip' | 'identity'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const page = '/index.html'
/** Vite puts a content hash into the name of everything in here. */
const hashed = '/assets/'

/**
 * Serves the files that are in `folder` now, under their exact paths: what is not on the list does
 * not exist, so no path can lead elsewhere. A path that names no file and has no dot in its last part
 * is a route of the console and gets its page.
 */
export function createStaticFiles(folder: string): StaticFiles {
  const files = listFiles(folder)
  const served = (path: string): boolean => files.has(path) && !/\.(br|gz)$/.test(path)
  const contents = new Map<string, Promise<Content>>()
  const load = (path: string): Promise<Content> => {
    let content = contents.get(path)
    if (content === undefined) {
      content = readContent(join(folder, path), path, files)
      contents.set(path, content)
    }
    return content
  }
  const worker = files.has('/sw.js')

  return {
    async respond(request, path) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return plain(405, 'This method is not allowed here.', { Allow: 'GET, HEAD' })
      }
      if (path !== page && served(path)) return fileResponse(request, path, await load(path))
      const route = path === page || !(path.startsWith(hashed) || lastSegment(path).includes('.'))
      if (!route) return plain(404, 'There is no such file.')
      if (!files.has(page)) return plain(404, 'The console is not built: run "npm run build".')
      return pageResponse(request, await load(page), worker)
    },
  }
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Links are not followed, as they may lead out of the folder; names with a dot ahead are private. */
function listFiles(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set()
  const root = realpathSync(folder)
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => realpathSync(file) === file)
  return new Set(
    files
      .map((file) => `/${relative(root, file).replaceAll(sep, '/')}`)
      .filter((path) => !path.includes('/.')),
  )
}

async function readContent(
  file: string,
  path: string,
  files: ReadonlySet<string>,
): Promise<Content> {
  const bytes = await readFile(file)
  const encodings = new Map<Encoding, Buffer>([['identity', bytes]])
  if (files.has(`${path}.br`)) encodings.set('br', await readFile(`${file}.br`))
  if (files.has(`${path}.gz`)) encodings.set('gzip', await readFile(`${file}.gz`))
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encodings,
  }
}

function fileResponse(request: Request, path: string, content: Content): Response {
  const encoding = chooseEncoding(request.headers.get('accept-encoding'), content)
  const bytes = content.encodings.get(encoding) ?? Buffer.alloc(0)
  const etag = `"${content.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  const headers = new Headers({
    'Cache-Control': path.startsWith(hashed) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
  })
  if (matches(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers })
  }
  headers.set('Content-Type', content.type)
  headers.set('Content-Length', String(bytes.byteLength))
  if (encoding !== 'identity') headers.set('Content-Encoding', encoding)
  return new Response(request.method === 'HEAD' ? null : Uint8Array.from(bytes), { headers })
}

/** The page carries a nonce of its own every time, so it is neither stored nor compared. */
function pageResponse(request: Request, content: Content, worker: boolean): Response {
  const nonce = randomBytes(18).toString('base64url')
  const html = content.encodings.get('identity')?.toString('utf8') ?? ''
  const text = html.replaceAll(noncePlaceholder, nonce)
  const body = Buffer.from(text)
  const headers = new Headers({
    'Cache-Control': 'no-cache',
    'Content-Length': String(body.byteLength),
    'Content-Security-Policy': pageContentSecurityPolicy({
      nonce,
      inlineScripts: inlineScriptHashes(text),
      worker,
    }),
    'Content-Type': content.type,
  })
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

/** CSP sources of the scripts that are written into the page itself. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)
  return [...scripts].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
}

/** Brotli before gzip, when the caller takes it and the build has made it. */
function chooseEncoding(accepted: string | null, content: Content): Encoding {
  const offers = (accepted ?? '').split(',').map((offer) => offer.split(';').map((s) => s.trim()))
  const takes = (name: string): boolean =>
    offers.some(([offer, quality]) => offer === name && !/^q=0(\.0*)?$/.test(quality ?? ''))
  if (content.encodings.has('br') && takes('br')) return 'br'
  return content.encodings.has('gzip') && takes('gzip') ? 'gzip' : 'identity'
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*')
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    },
  })
}
