import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
 * Builds the console in this mode unless its folder holds a build of the present sources.
 *
 * @returns the absolute path of the folder.
 * @throws BuildFailed
 */
export async function ensureBuilt(mode: BuildMode): Promise<string> {
  const folder = join(root, buildFolders[mode])
  if (isBuilt(root, mode)) return folder
  process.stdout.write(`Building ${buildFolders[mode]} …\n`)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], {
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
  return folder
}
