import { join } from 'node:path'

import react from '@vitejs/plugin-react'
import { build } from 'vite'

import { ensureBuilt } from '../scripts/ensure-built.ts'
import { precompress } from '../scripts/vite-precompress.ts'

/** The folders of the production builds. */
export interface Apps {
  floor: string
  local: string
  mock: string
}

/** Builds the floor app into `folder`, and of the console what is stale. */
export async function buildApps(folder: string): Promise<Apps> {
  const floor = join(folder, 'floor')
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'floor'),
    logLevel: 'error',
    plugins: [react(), precompress()],
    build: { outDir: floor, emptyOutDir: true },
  })
  return { floor, local: await ensureBuilt('production'), mock: await ensureBuilt('mock') }
}
