import type { Plugin, Rolldown } from 'vite'

import { patterns } from '../src/paths.ts'

/** The parts that a page of the IAM dashboard is made of, beside the first script. */
const layout = 'src/app/iam-layout.tsx'
const pages = {
  [patterns.users]: 'src/features/users/users-page.tsx',
  [patterns.groups]: 'src/features/groups/groups-page.tsx',
  [patterns.applications]: 'src/features/applications/applications-page.tsx',
  [patterns.policies]: 'src/features/policies/policies-page.tsx',
  [patterns.apiKeys]: 'src/features/api-keys/api-keys-page.tsx',
}

/**
 * Adds a script to the page that asks for the code of the dashboard's tab that is being opened, so
 * that it arrives beside the first script and not after it. Other pages are reached from these.
 */
export function routePreload(): Plugin {
  return {
    name: 'iam-console:route-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        if (bundle === undefined) return []
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        const initial = filesOf(chunks, (chunk) => chunk.isEntry)
        const files = Object.entries(pages).map(([path, page]) => {
          if (!chunks.some((chunk) => isPart(chunk, page))) throw new Error(`${page} has no chunk`)
          const needed = filesOf(chunks, (chunk) => isPart(chunk, layout) || isPart(chunk, page))
          const later = [...needed].filter((file) => !initial.has(file))
          return [path, later.map((file) => `/${file}`)] as const
        })
        return [{ tag: 'script', children: script(Object.fromEntries(files)), injectTo: 'head' }]
      },
    },
  }
}

function isPart({ facadeModuleId }: Rolldown.OutputChunk, part: string): boolean {
  return facadeModuleId?.endsWith(part) ?? false
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

function script(files: Readonly<Record<string, readonly string[]>>): string {
  return `for (const href of ${JSON.stringify(files)}[location.pathname] ?? [])
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))`
}
