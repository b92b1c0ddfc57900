import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { Plugin } from 'vite'

/**
 * Serves and emits the files of the mock's service worker: ours, and MSW's own as it comes from the
 * package; and leaves out what MSW brings along in vain. For mock mode only; the files are not in
 * `public/`, so no other build can carry them.
 */
export function mockWorker(root: string): Plugin {
  const msw = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js')
  const files = { 'sw.js': join(root, 'src/mock/sw.js'), 'mockServiceWorker.js': msw }
  return {
    name: 'iam-console:mock-worker',
    config: () => ({
      resolve: { alias: { tldts: join(root, 'src/mock/no-public-suffixes.ts') } },
      // Vite does not look for a worker's libraries by itself, and would reload when it comes upon them.
      optimizeDeps: { entries: ['index.html', 'src/mock/backend-worker.ts'] },
    }),
    configureServer(server) {
      for (const [name, file] of Object.entries(files)) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader('Content-Type', 'text/javascript')
          response.setHeader('Cache-Control', 'no-cache')
          response.end(readFileSync(file))
        })
      }
    },
    generateBundle() {
      for (const [fileName, file] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) })
      }
    },
  }
}
