/**
 * Reads the line of an OpenSSH public key, as it stands in `~/.ssh/id_ed25519.pub`: the algorithm, the
 * key in base64, and perhaps a comment (RFC 4253 section 6.6, RFC 5656, RFC 8709). Pure, and free of
 * any hash, so that the console can check a key while it is typed.
 */

/** The kinds of key that the API takes. */
export type SshAlgorithm =
  | 'ssh-rsa'
  | 'ssh-dss'
  | 'ssh-ed25519'
  | 'ecdsa-sha2-nistp256'
  | 'ecdsa-sha2-nistp384'
  | 'ecdsa-sha2-nistp521'

export interface SshPublicKey {
  readonly algorithm: SshAlgorithm
  /** Length of the key: of the modulus, of the prime, or of the curve. */
  readonly bits: number
  /** Algorithm and base64, without the comment. */
  readonly text: string
  /** What stood behind the key, usually whose it is; empty when there is none. */
  readonly comment: string
  /** The key as it goes over the wire; its hash is the fingerprint. */
  readonly blob: Uint8Array
}

/** A key, or a sentence that says what is wrong. The sentence never repeats what was read. */
export type SshKeyReading =
  | { readonly ok: true; readonly key: SshPublicKey }
  | {
      readonly ok: false
      readonly problem: 'empty' | 'private' | 'format'
      readonly message: string
    }

/** Bits of each curve. */
const CURVES: Readonly<Record<string, number>> = { nistp256: 256, nistp384: 384, nistp521: 521 }

const ALGORITHMS: readonly SshAlgorithm[] = [
  'ssh-rsa',
  'ssh-dss',
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
]

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Reads a public key.
 *
 * @param text One line; white space around it does not count.
 */
export function readSshPublicKey(text: string): SshKeyReading {
  const line = text.trim()
  if (line === '') return refused('empty', 'Paste a public key.')
  if (holdsPrivateKey(line)) return refused('private', PRIVATE)
  if (line.includes('BEGIN')) return refused('format', OTHER_FORM)
  if (/[\r\n]/.test(line)) {
    return refused('format', 'A public key is one line. Paste one key, without line breaks.')
  }
  const [algorithm = '', body = '', ...rest] = line.split(/[ \t]+/)
  if (!isAlgorithm(algorithm)) return refused('format', unknownKind(algorithm))
  const blob = decode(body)
  if (blob === undefined) {
    return refused('format', `The key behind ${algorithm} is not complete. Copy the whole line.`)
  }
  const bits = bitsOf(algorithm, blob)
  if (bits === undefined) {
    return refused('format', `The key is not a whole ${algorithm} key. Copy the whole line.`)
  }
  return {
    ok: true,
    key: { algorithm, bits, text: `${algorithm} ${body}`, comment: rest.join(' '), blob },
  }
}

const PRIVATE =
  'This is a private key, or has one in it. Only the public key is needed: the one line of the file that ends in .pub. Keep the private key to yourself.'

const OTHER_FORM =
  'The key is not in the form that OpenSSH writes. ssh-keygen -i -f with the file turns it into one line.'

/**
 * Whether a text holds a private key, whole or in part, in one of the forms that OpenSSH, OpenSSL and
 * PuTTY write. A comment that only speaks of one does not count.
 */
export function holdsPrivateKey(text: string): boolean {
  return (
    /-{4,5} ?(BEGIN|END)[^-\r\n]*PRIVATE KEY/i.test(text) ||
    /^(PuTTY-User-Key-File-|Private-(Lines|MAC|Hash):)/im.test(text) ||
    // "openssh-key-v1" in base64: the body of OpenSSH's own form, should its first line be missing.
    text.includes('b3BlbnNzaC1rZXktdjE')
  )
}

function refused(problem: 'empty' | 'private' | 'format', message: string): SshKeyReading {
  return { ok: false, problem, message }
}

function isAlgorithm(name: string): name is SshAlgorithm {
  return (ALGORITHMS as readonly string[]).includes(name)
}

/** What to say of a line that begins with none of the accepted kinds. */
function unknownKind(word: string): string {
  if (/^sk-(ssh|ecdsa)-/.test(word)) {
    return 'Keys that live on a security key (sk-…) are not accepted. Use an ed25519, ECDSA or RSA key.'
  }
  if (word.endsWith('-cert-v01@openssh.com')) {
    return 'This is a certificate. Paste the public key that it certifies.'
  }
  return `A public key begins with its type: ${ALGORITHMS.join(', ')}.`
}

/** Bytes of a text in base64; undefined when it is not exactly that. */
function decode(text: string): Uint8Array | undefined {
  if (!BASE64.test(text) || text.length % 4 !== 0) return undefined
  const binary = atob(text)
  // Bits that belong to no byte must be zero, or two texts would be one key.
  if (btoa(binary) !== text) return undefined
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** The length of a key; undefined when the blob is no key of this kind, whole and with nothing behind. */
function bitsOf(algorithm: SshAlgorithm, blob: Uint8Array): number | undefined {
  const fields = readFields(blob)
  const name = fields?.[0]
  if (fields === undefined || name === undefined || textOf(name) !== algorithm) return undefined
  const [, first, second] = fields
  switch (algorithm) {
    case 'ssh-rsa':
      return fields.length === 3 && isPositive(first) ? lengthOf(second) : undefined
    case 'ssh-dss':
      return fields.length === 5 && fields.slice(1).every(isPositive) ? lengthOf(first) : undefined
    case 'ssh-ed25519':
      return fields.length === 2 && first?.length === 32 ? 256 : undefined
    default: {
      const curve = algorithm.slice('ecdsa-sha2-'.length)
      const bits = CURVES[curve]
      const named = fields.length === 3 && first !== undefined && textOf(first) === curve
      // An uncompressed point: 4, then two coordinates.
      const pointLength = 1 + 2 * Math.ceil((bits ?? 0) / 8)
      return named && second?.[0] === 4 && second.length === pointLength ? bits : undefined
    }
  }
}

/** The fields of a blob, each led by its length in four bytes; undefined when they do not fill it. */
function readFields(blob: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  const fields: Uint8Array[] = []
  let at = 0
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined
    const end = at + 4 + view.getUint32(at)
    if (end > blob.length) return undefined
    fields.push(blob.subarray(at + 4, end))
    at = end
  }
  return fields
}

function textOf(field: Uint8Array): string {
  return String.fromCharCode(...field.subarray(0, 64))
}

function isPositive(field: Uint8Array | undefined): boolean {
  return lengthOf(field) !== undefined
}

/** Bits of a positive number as SSH writes it: big-endian, a zero byte first where the top bit is set. */
function lengthOf(field: Uint8Array | undefined): number | undefined {
  if (field === undefined) return undefined
  const start = field[0] === 0 ? 1 : 0
  const top = field[start]
  if (top === undefined || top === 0 || (start === 0 && top > 127)) return undefined
  return (field.length - start - 1) * 8 + (32 - Math.clz32(top))
}
