import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { buildFolders, isBuilt, type BuildMode } from './build-stamp.ts'

const root = join(import.meta.dirname, '..')

/** A build failed; `output` is what Vite said. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed'
  readonly output: string

  constructor(mode: BuildMode, output: string) {
    super(`The ${mode} build failed:\n${output}`)
    this.output = output
  }
}

/**
 * Builds the console in this mode unless its folder holds a build of the present sources. The folder
 * is replaced by a finished build in one go, so that processes may do this at the same time.
 *
 * @returns the absolute path of the folder.
 * @throws BuildFailed
 */
export async function ensureBuilt(mode: BuildMode): Promise<string> {
  const folder = join(root, buildFolders[mode])
  if (isBuilt(root, mode)) return folder
  process.stdout.write(`Building ${buildFolders[mode]} …\n`)
  const cache = join(root, '.cache')
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'build-'))
  try {
    await build(mode, join(work, 'new'))
    await replace(folder, join(work, 'new'), join(work, 'old'))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return folder
}

async function build(mode: BuildMode, outDir: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const flags = ['--mode', mode, '--outDir', outDir, '--logLevel', 'warn']
  const child = spawn(process.execPath, [vite, 'build', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Vitest and Playwright set it to "test", which would build React's development half.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [code] = await once(child, 'close')
  if (code !== 0) throw new BuildFailed(mode, output.trim())
}

/** Moves `folder` away and `next` to its place, again when another process puts its own there. */
async function replace(folder: string, next: string, old: string): Promise<void> {
  for (;;) {
    await rename(folder, old).catch(unless('ENOENT'))
    const taken = await rename(next, folder).then(() => false, unless('ENOTEMPTY', 'EEXIST'))
    if (taken === false) return
    await rm(old, { recursive: true, force: true })
  }
}

/** Handles failures of these kinds by doing nothing. */
function unless(...codes: string[]) {
  return (error: unknown): void => {
    if (!(error instanceof Error && 'code' in error && codes.includes(String(error.code))))
      throw error
  }
}
