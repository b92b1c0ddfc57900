import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { backUp } from './backup.ts'
import { controlPath, openControlSocket } from './control-socket.ts'
import { openStore } from './store.ts'

let folder: string
let said: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-control-'))
  said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const log = () => pino({ base: null }, { write: (line: string) => void said.push(line) })

it.runIf(process.platform === 'linux')(
  'does without a socket where the file system has none',
  async () => {
    const close = await openControlSocket('/proc', { backUp: async () => undefined, log: log() })
    await close()
    expect(said).toEqual([expect.stringContaining('no control socket')])
  },
)

it.each([
  ['long', 'x'.repeat(120)],
  ['short in letters and long in bytes', '数'.repeat(45)],
])('does without a socket where its path is %s', async (_what, name) => {
  const dataDir = join(folder, name)
  mkdirSync(dataDir)
  const store = await openStore({ dataDir })
  const { backUp: copy } = store
  if (copy === undefined) throw new Error('not on SQLite')
  const close = await openControlSocket(dataDir, { backUp: copy, log: log() })
  expect(said).toEqual([expect.stringContaining('no control socket')])
  expect(existsSync(controlPath(dataDir))).toBe(false)
  // Who has the database open cannot be asked for a copy; once nobody has, the file is there.
  await expect(backUp(dataDir, join(folder, 'copy.db'))).rejects.toThrow('in use')
  await close()
  await store.close()
  expect(await backUp(dataDir, join(folder, 'copy.db'))).toBeGreaterThan(0)
})
