import { randomBytes } from 'node:crypto'

import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { buildFolders, buildStamp } from './scripts/build-stamp.ts'
import { chunkGroups, compileHints } from './scripts/vite-chunks.ts'
import { leanIcons } from './scripts/vite-lean-icons.ts'
import { mockWorker } from './scripts/vite-mock-worker.ts'
import { namelessRouter } from './scripts/vite-nameless-router.ts'
import { precompress } from './scripts/vite-precompress.ts'
import { pruneSdk } from './scripts/vite-prune-sdk.ts'
import { routePreload } from './scripts/vite-route-preload.ts'
import { noncePlaceholder } from './server/static.ts'

const root = import.meta.dirname

/** The paths of the API, as `npm run dev:local` hands them on to the server. */
const apiPaths = ['^/(iam|account|console)/v\\d', '^/(openapi\\.json|metadata|healthz)$']

export default defineConfig(({ command, mode }) => {
  const build = mode === 'mock' ? 'mock' : 'production'
  // While developing, one nonce per start: Vite writes it into the scripts and styles that it injects.
  const nonce = command === 'build' ? noncePlaceholder : randomBytes(18).toString('base64url')
  const api = process.env['IAM_DEV_API']
  return {
    appType: 'spa',
    plugins: [
      react(),
      tailwind(),
      pruneSdk(root),
      leanIcons(root),
      namelessRouter(),
      ...(mode === 'mock' ? [mockWorker(root)] : []),
      routePreload(),
      compileHints(),
      precompress(),
      buildStamp(root),
    ],
    html: { cspNonce: nonce },
    build: {
      outDir: buildFolders[build],
      target: 'baseline-widely-available',
      // Browsers with light-dark(), which the theme is made of; older targets would spell it out.
      cssTarget: ['chrome125', 'firefox125', 'safari17.5'],
      // The policy forbids inline fonts, and an icon costs less as a part of its chunk.
      assetsInlineLimit: 0,
      // The target's browsers know it.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          codeSplitting: { groups: chunkGroups },
        },
      },
    },
    // Of the mock: its backend is split as its own imports say.
    worker: { format: 'es' },
    server: {
      port: 4610,
      headers: {
        'Content-Security-Policy': [
          "default-src 'self'",
          `script-src 'self' 'nonce-${nonce}'`,
          `style-src 'self' 'nonce-${nonce}'`,
          "img-src 'self' data:",
          "connect-src 'self' ws:",
          "object-src 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
        ].join('; '),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'same-origin',
      },
      ...(api === undefined
        ? {}
        : { proxy: Object.fromEntries(apiPaths.map((path) => [path, { target: api }])) }),
    },
  }
})
