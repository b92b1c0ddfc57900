import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plugin } from 'vite'

export type BuildMode = 'production' | 'mock'

/** Folder of each build, relative to the root. */
export const buildFolders: Readonly<Record<BuildMode, string>> = {
  production: 'dist',
  mock: 'dist-mock',
}

/** Everything that a build of the console is made of. */
const inputs = [
  'src',
  'backend',
  'public',
  'scripts',
  'index.html',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
]

const stampName = '.stamp'

/** Whether the folder holds a build of the sources as they are now. */
export function isBuilt(root: string, mode: BuildMode): boolean {
  const stamp = join(root, buildFolders[mode], stampName)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestInputs(root)
}

/** Leaves a stamp in a finished build that says which sources it was made of. */
export function buildStamp(root: string): Plugin {
  let digest = ''
  return {
    name: 'iam-console:build-stamp',
    apply: 'build',
    buildStart() {
      // Before, not after: what changes during the build may have missed it.
      digest = digestInputs(root)
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: ({ dir = '' }) => writeFileSync(join(dir, stampName), digest),
    },
  }
}

function digestInputs(root: string): string {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => filesIn(root, input)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(root: string, input: string): string[] {
  const path = join(root, input)
  if (!existsSync(path)) return []
  if (/\.\w+$/.test(input)) return [input]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}
