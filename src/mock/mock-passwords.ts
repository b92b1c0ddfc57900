import type { PasswordHasher } from '../../backend/http/options.ts'

const ITERATIONS = 1000
const encoder = new TextEncoder()

/**
 * Passwords for the mock by the browser's own PBKDF2, at a cost that protects nothing: the mock's
 * passwords are public. It spares the page WebAssembly, which its Content-Security-Policy forbids.
 */
export const mockPasswords: PasswordHasher = {
  hash: (password) => derive(password, base64(crypto.getRandomValues(new Uint8Array(12)))),

  async verify(phc, password) {
    const [, , , salt] = phc.split('$')
    return salt !== undefined && (await derive(password, salt)) === phc
  },
}

async function derive(password: string, salt: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(password), 'PBKDF2', false, [
    'deriveBits',
  ])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS, salt: encoder.encode(salt) },
    key,
    256,
  )
  return `$pbkdf2-sha256$i=${ITERATIONS}$${salt}$${base64(new Uint8Array(bits))}`
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('=', '')
}
