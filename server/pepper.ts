import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 32

/** The pepper given or found cannot be used; the message says why. */
export class PepperError extends Error {
  override readonly name = 'PepperError'
}

/**
 * The HMAC key of every stored secret and token: `fromEnvironment` (base64) when set, else the one
 * kept beside the database, which is made at the first start. It is not in the database, so that a
 * copy of the database alone confirms no guess.
 *
 * @throws PepperError when it is too short or unreadable.
 */
export function loadPepper(dataDir: string, fromEnvironment?: string): Uint8Array {
  if (fromEnvironment) {
    const pepper = Buffer.from(fromEnvironment, 'base64')
    if (pepper.length < BYTES) {
      throw new PepperError(`IAM_PEPPER must be the base64 of ${BYTES} bytes or more.`)
    }
    return pepper
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'pepper')
  return readPepper(file) ?? makePepper(file)
}

function readPepper(file: string): Uint8Array | undefined {
  let pepper: Buffer
  try {
    pepper = readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new PepperError(`${file} cannot be read.`, { cause: error })
  }
  if (pepper.length !== BYTES) throw new PepperError(`${file} does not hold ${BYTES} bytes.`)
  return pepper
}

/** Links a finished file into place, so that two processes starting at once agree on one pepper. */
function makePepper(file: string): Uint8Array {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(BYTES), { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  const pepper = readPepper(file)
  if (pepper === undefined) throw new PepperError(`${file} could not be made.`)
  return pepper
}
