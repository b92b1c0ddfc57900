/** Encrypts texts that must be read again, such as the secret of one-time passwords. */
export interface Sealing {
  /** @param owner What the text belongs to, such as a user's id: it opens for no other. */
  seal(text: string, owner: string): Promise<string>
  /** @throws Error when the text was sealed for another owner, with another pepper, or altered. */
  open(sealed: string, owner: string): Promise<string>
}

/** Bytes of AES-GCM's nonce. */
const NONCE_BYTES = 12

/**
 * AES-256-GCM under a key that HKDF derives from the pepper, so that the pepper digests and encrypts
 * with keys that have nothing in common. A copy of the database alone opens nothing.
 */
export function createSealing(pepper: Uint8Array): Sealing {
  const encoder = new TextEncoder()
  let key: Promise<CryptoKey> | undefined
  const parameters = (iv: Uint8Array<ArrayBuffer>, owner: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: encoder.encode(owner),
  })
  return {
    async seal(text, owner) {
      key ??= deriveKey(pepper)
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      const content = await crypto.subtle.encrypt(
        parameters(nonce, owner),
        await key,
        encoder.encode(text),
      )
      return Uint8Array.from([...nonce, ...new Uint8Array(content)]).reduce(
        (hex, byte) => hex + byte.toString(16).padStart(2, '0'),
        '',
      )
    },
    async open(sealed, owner) {
      key ??= deriveKey(pepper)
      const bytes = Uint8Array.from(sealed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      const content = await crypto.subtle.decrypt(
        parameters(bytes.slice(0, NONCE_BYTES), owner),
        await key,
        bytes.slice(NONCE_BYTES),
      )
      return new TextDecoder().decode(content)
    },
  }
}

async function deriveKey(pepper: Uint8Array): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', Uint8Array.from(pepper), 'HKDF', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: new TextEncoder().encode('sealed columns'),
    },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}
