import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

import { RELOADED } from '../src/mock/reloaded.ts'
import { patterns } from '../src/paths.ts'

/** The parts that a page of the IAM dashboard is made of, beside the first script. */
const layout = 'src/app/iam-layout.tsx'
const pages = {
  [patterns.users]: 'src/features/users/users-page.tsx',
  [patterns.groups]: 'src/features/groups/groups-page.tsx',
  [patterns.applications]: 'src/features/applications/applications-page.tsx',
  [patterns.policies]: 'src/features/policies/policies-page.tsx',
  [patterns.apiKeys]: 'src/features/api-keys/api-keys-page.tsx',
  [patterns.logs]: 'src/features/logs/logs-page.tsx',
}
/** What all other pages are reached through. */
const siteMap = 'src/further-routes.tsx'

/** What the first script asks the API for on each of these pages, whatever their address says more. */
const answers = ['/console/v1/session', '/console/v1/counters']
/** What the landing page asks for besides, as long as its address says no more; as the SDK writes it. */
const landing = {
  path: patterns.users,
  request: '/iam/v1alpha1/users?order_by=username_asc&page=1&page_size=20',
}
/** The mock, which everything waits for in a build that has it, and the worker with its backend. */
const mock = ['src/mock/start-mock.tsx']
const mockBackend = /\/backend-worker-[\w-]+\.js$/
/** Where the script goes: before the style sheet, which scripts behind it wait for. */
const place = '<!-- first requests -->'
/** A blank page of the mock is loaded again after this time, once until it starts. */
const BLANK_MS = 7000
/** What almost all text is set in. Known before the first text, it spares a second layout of it. */
const font = 'inter-latin-wght-normal'

/**
 * Adds to the page what asks early for files that the first script would find out about late: the
 * code of the dashboard's tab that is being opened, by a script; the mock, and the font. That script
 * asks for first answers of the API too (`src/api/http.ts` takes them); in a build with the mock it
 * starts the backend and leaves the asking to `src/mock/start-mock.tsx`. Other pages are reached from
 * these.
 */
export function routePreload(): Plugin {
  return {
    name: 'iam-console:route-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (bundle === undefined) return []
        if (!html.includes(place)) throw new Error(`index.html has no ${place}`)
        const outputs = Object.values(bundle)
        const chunks = outputs.filter((output) => output.type === 'chunk')
        const initial = filesOf(chunks, (chunk) => chunk.isEntry)
        const later = (parts: readonly string[]) =>
          [...filesOf(chunks, (chunk) => parts.some((part) => isPart(chunk, part)))]
            .filter((file) => !initial.has(file))
            .map((file) => `/${file}`)
        const backend = outputs.find(({ fileName }) => mockBackend.test(fileName))
        if (backend === undefined && later(mock).length > 0)
          throw new Error('No file is the backend')
        for (const part of [layout, siteMap, ...Object.values(pages)]) {
          if (!chunks.some((chunk) => isPart(chunk, part))) throw new Error(`No chunk has ${part}`)
        }
        const files = Object.entries(pages).map(
          ([path, page]) => [path, later([layout, page])] as const,
        )
        const fonts = outputs.filter(({ fileName }) => fileName.includes(font))
        const early = script(Object.fromEntries(files), later([siteMap]), backend)
        return {
          html: html.replace(place, () => `<script>${early}</script>`),
          tags: [
            ...later(mock).map((href) => link({ rel: 'modulepreload', href })),
            ...fonts.map(({ fileName }) =>
              link({ rel: 'preload', as: 'font', crossorigin: '', href: `/${fileName}` }),
            ),
          ],
        }
      },
    },
  }
}

function link(attrs: Record<string, string>): HtmlTagDescriptor {
  return { tag: 'link', attrs, injectTo: 'head' }
}

function isPart({ moduleIds }: Rolldown.OutputChunk, part: string): boolean {
  return moduleIds.some((id) => id.endsWith(part))
}

/** The chosen chunks and everything that they import statically. */
function filesOf(
  chunks: readonly Rolldown.OutputChunk[],
  choose: (chunk: Rolldown.OutputChunk) => boolean,
): Set<string> {
  const files = new Set(chunks.filter(choose).map(({ fileName }) => fileName))
  for (const file of files) {
    const imports = chunks.find(({ fileName }) => fileName === file)?.imports ?? []
    for (const imported of imports) files.add(imported)
  }
  return files
}

/**
 * @param files of each page of the dashboard
 * @param further those of every other page
 * @param mock the worker with the mock's backend, in a build that has it
 */
function script(
  files: Readonly<Record<string, readonly string[]>>,
  further: readonly string[],
  mock: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined,
): string {
  const ask = `globalThis.earlyAnswers = {}
  for (const path of asked) {
    earlyAnswers[path] = fetch(path, { headers: { Accept: 'application/json' } })
    earlyAnswers[path].catch(() => {})
  }`
  // A page that stays blank for so long has lost a file, or a message of its service worker, on a busy
  // machine: it is loaded once more. One that fails before anybody listens is forgotten, and started again by who takes it.
  const startMock = `globalThis.earlyBackend = new Worker('/${mock?.fileName}', { type: 'module' })
  earlyBackend.addEventListener('error', () => delete globalThis.earlyBackend)
  globalThis.earlyPaths = asked
  setTimeout(() => {
    if (document.querySelector('#root')?.hasChildNodes() || sessionStorage.getItem('${RELOADED}')) return
    sessionStorage.setItem('${RELOADED}', '')
    location.reload()
  }, ${BLANK_MS})`
  return `{
  const files = ${JSON.stringify(files)}[location.pathname]
  for (const href of files ?? ${JSON.stringify(further)})
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
  const asked = files ? ${JSON.stringify(answers)} : []
  if (asked[0] && location.pathname === '${landing.path}' && location.search === '')
    asked.push('${landing.request}')
  ${mock === undefined ? ask : startMock}
}`
}
