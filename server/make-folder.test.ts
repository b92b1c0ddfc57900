import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { makeFolder } from './make-folder.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iam-console-folder-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

it('makes the folders that are missing, with their permissions, and leaves those that are there', () => {
  const path = join(root, 'a/b')
  makeFolder(path, 0o700)
  makeFolder(path)
  expect(statSync(path).mode & 0o777).toBe(0o700)
})

it('gives up where there can be none', () => {
  writeFileSync(join(root, 'file'), '')
  expect(() => makeFolder(join(root, 'file'))).toThrow('EEXIST')
  expect(() => makeFolder(join(root, 'file/below'))).toThrow('EEXIST')
})

it.runIf(process.platform === 'linux')('does not try for ever', () => {
  expect(() => makeFolder('/proc/nowhere')).toThrow('ENOENT')
})
