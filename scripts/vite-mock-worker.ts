import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { Plugin } from 'vite'

/**
 * Serves and emits the mock's two worker files: ours, and MSW's own as it comes from the package. For
 * mock mode only; they are not in `public/`, so no other build can carry them.
 */
export function mockWorker(root: string): Plugin {
  const msw = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js')
  const files = { 'sw.js': join(root, 'src/mock/sw.js'), 'mockServiceWorker.js': msw }
  return {
    name: 'iam-console:mock-worker',
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
