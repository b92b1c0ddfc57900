import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { loadPepper, PepperError } from './pepper.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-pepper-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('makes a pepper once, for the owner of the folder only', () => {
  const data = join(folder, 'data')
  const made = loadPepper(data)
  expect(made).toHaveLength(32)
  expect(Buffer.from(loadPepper(data)).equals(made)).toBe(true)
  expect(statSync(join(data, 'pepper')).mode & 0o777).toBe(0o600)
})

it('takes the one of the environment first', () => {
  loadPepper(folder)
  const given = Buffer.alloc(40, 7)
  expect(Buffer.from(loadPepper(folder, given.toString('base64'))).equals(given)).toBe(true)
})

it('refuses one that is too short rather than weaken every secret', () => {
  expect(() => loadPepper(folder, 'c2hvcnQ=')).toThrow(PepperError)
  writeFileSync(join(folder, 'pepper'), 'short')
  expect(() => loadPepper(folder)).toThrow(PepperError)
})
