import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { addPepper, loadPeppers, PepperError } from './pepper.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-pepper-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const texts = (peppers: readonly Uint8Array[]): string[] =>
  peppers.map((pepper) => Buffer.from(pepper).toString('base64'))
const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64')

it('makes a pepper once, for the owner of the folder only', () => {
  const data = join(folder, 'data')
  const made = loadPeppers(data)
  expect(made.map(({ length }) => length)).toEqual([32])
  expect(texts(loadPeppers(data))).toEqual(texts(made))
  expect(statSync(join(data, 'pepper')).mode & 0o777).toBe(0o600)
})

it('takes those of the environment first', () => {
  loadPeppers(folder)
  const given = `${key(7)}, ${key(8)}`
  expect(texts(loadPeppers(folder, { SECRET_PEPPER: given }))).toEqual([key(7), key(8)])
})

it('says that the variable has another name now, rather than make a new pepper', () => {
  expect(() => loadPeppers(folder, { IAM_PEPPER: key(7) })).toThrow('SECRET_PEPPER')
  expect(readdirSync(folder)).toEqual([])
  expect(loadPeppers(folder, { IAM_PEPPER: key(7), SECRET_PEPPER: key(7) })).toHaveLength(1)
})

it('refuses what is too short, unreadable or there twice rather than weaken every secret', () => {
  for (const given of ['c2hvcnQ=', `${key(1)},`, `${key(1)},${key(1)}`]) {
    expect(() => loadPeppers(folder, { SECRET_PEPPER: given })).toThrow(PepperError)
  }
  writeFileSync(join(folder, 'pepper'), 'short')
  expect(() => loadPeppers(folder)).toThrow(PepperError)
})

it('puts a new pepper first, and leaves no copy behind', () => {
  expect(() => addPepper(folder)).toThrow(PepperError)
  const [first] = texts(loadPeppers(folder))
  expect(addPepper(folder)).toBe(2)
  const both = texts(loadPeppers(folder))
  expect(both).toHaveLength(2)
  expect(both[1]).toBe(first)
  expect(statSync(join(folder, 'pepper')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['pepper'])
})

it('reads the file of earlier versions, which holds bare bytes', () => {
  const bytes = Buffer.alloc(32, 9)
  writeFileSync(join(folder, 'pepper'), bytes)
  expect(texts(loadPeppers(folder))).toEqual([key(9)])
  addPepper(folder)
  expect(texts(loadPeppers(folder))[1]).toBe(key(9))
  expect(readFileSync(join(folder, 'pepper'), 'utf8').trim().split('\n')).toHaveLength(2)
})
