import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { makeFolder } from './make-folder.ts'

const BYTES = 32

/** The peppers given or found cannot be used; the message says why. */
export class PepperError extends Error {
  override readonly name = 'PepperError'
}

/** The part of the environment that is about peppers. */
export interface PepperEnvironment {
  readonly [name: string]: string | undefined
}

/**
 * The HMAC keys of every stored secret and token, newest first: `SECRET_PEPPER` (base64, separated by
 * commas) when set, else those of the file beside the database, which is made at the first start. They
 * are not in the database, so that a copy of the database alone confirms no guess.
 *
 * @throws PepperError when one is too short or unreadable.
 */
export function loadPeppers(
  dataDir: string,
  environment: PepperEnvironment = {},
): readonly Uint8Array[] {
  const given = environment['SECRET_PEPPER']
  if (given) return decodeAll(given.split(','), 'SECRET_PEPPER')
  if (environment['IAM_PEPPER']) {
    throw new PepperError('IAM_PEPPER has become SECRET_PEPPER: give the same value by that name.')
  }
  makeFolder(dataDir, 0o700)
  const file = pepperFile(dataDir)
  return readPeppers(file) ?? makePepper(file)
}

/**
 * Puts a new pepper before those of the file, for the server to take up at its next start or SIGHUP.
 *
 * @returns how many there are now
 * @throws PepperError when there is no file yet, or it cannot be read.
 */
export function addPepper(dataDir: string): number {
  const file = pepperFile(dataDir)
  const former = readPeppers(file)
  if (former === undefined) throw new PepperError(`There is no ${file}.`)
  const draft = writeDraft(file, [randomBytes(BYTES), ...former])
  renameSync(draft, file)
  return former.length + 1
}

function pepperFile(dataDir: string): string {
  return join(dataDir, 'pepper')
}

/** Undefined when there is no file. It holds a line of base64 each, or bare bytes, as it once did. */
function readPeppers(file: string): readonly Uint8Array[] | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new PepperError(`${file} cannot be read.`, { cause: error })
  }
  return bytes.length === BYTES ? [bytes] : decodeAll(bytes.toString().trim().split('\n'), file)
}

function decodeAll(texts: readonly string[], source: string): readonly Uint8Array[] {
  const peppers = texts.map((text) => Buffer.from(text.trim(), 'base64'))
  if (peppers.some(({ length }) => length < BYTES)) {
    throw new PepperError(
      `${source} must be the base64 of ${BYTES} bytes or more, or of several such keys.`,
    )
  }
  if (new Set(peppers.map((pepper) => pepper.toString('base64'))).size < peppers.length) {
    throw new PepperError(`${source} names the same key twice.`)
  }
  return peppers
}

/** Links a finished file into place, so that two processes starting at once agree on one pepper. */
function makePepper(file: string): readonly Uint8Array[] {
  const draft = writeDraft(file, [randomBytes(BYTES)])
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  const peppers = readPeppers(file)
  if (peppers === undefined) throw new PepperError(`${file} could not be made.`)
  return peppers
}

function writeDraft(file: string, peppers: readonly Uint8Array[]): string {
  const draft = `${file}.${process.pid}`
  rmSync(draft, { force: true })
  const lines = peppers.map((pepper) => `${Buffer.from(pepper).toString('base64')}\n`)
  writeFileSync(draft, lines.join(''), { mode: 0o600, flush: true, flag: 'wx' })
  return draft
}
