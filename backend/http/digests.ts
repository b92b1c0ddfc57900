/** Gives the HMAC-SHA-256 of a text under the pepper, in base64url. */
export type Digest = (text: string) => Promise<string>

/**
 * Secrets and tokens are stored and looked up by their digest only. The key stays outside of the
 * database, so a copy of the database confirms no guess.
 */
export function createDigest(pepper: Uint8Array): Digest {
  const encoder = new TextEncoder()
  let key: Promise<CryptoKey> | undefined
  return async (text) => {
    key ??= crypto.subtle.importKey(
      'raw',
      Uint8Array.from(pepper),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const signature = await crypto.subtle.sign('HMAC', await key, encoder.encode(text))
    return base64Url(new Uint8Array(signature))
  }
}

/** Compares two texts in a time that depends on their lengths only. */
export function equalInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index += 1) {
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index % Math.max(b.length, 1))
  }
  return difference === 0
}

/** Bytes in base64url without padding. */
function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
