import { randomBytes, randomUUID } from 'node:crypto'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Without the letters and digits that people take for one another. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** UUID v4 of a new row. */
export function newId(): string {
  return randomUUID()
}

/** A new access key: `SCW` and 17 characters of Crockford's base32. */
export function newAccessKey(): string {
  return `SCW${pick(CROCKFORD, 17)}`
}

/** A new API key secret: a UUID v4, 122 random bits. */
export function newSecret(): string {
  return randomUUID()
}

/** The token with which an empty server is set up: 256 random bits. */
export function newSetupToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A password of four groups to read from a terminal, some 79 random bits. */
export function newPassword(): string {
  return pick(LEGIBLE, 16).replace(/(.{4})(?=.)/g, '$1-')
}

/** Characters of the alphabet, each equally likely. */
function pick(alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length)
  let picked = ''
  while (picked.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && picked.length < length) picked += alphabet[byte % alphabet.length]
    }
  }
  return picked
}
