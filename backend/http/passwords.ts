import { argon2id, argon2Verify } from 'hash-wasm'

import type { PasswordHasher } from './options.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32

/**
 * Hashes passwords with argon2id into PHC strings. Needs WebAssembly, which the content security policy
 * of a page may forbid.
 */
export function createPasswordHasher(cost: {
  memoryKiB: number
  iterations: number
  parallelism: number
}): PasswordHasher {
  return {
    hash: (password) =>
      argon2id({
        password,
        salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
        memorySize: cost.memoryKiB,
        iterations: cost.iterations,
        parallelism: cost.parallelism,
        hashLength: HASH_BYTES,
        outputType: 'encoded',
      }),
    async verify(phc, password) {
      // It throws for an empty password and for a text that is no hash.
      return argon2Verify({ hash: phc, password }).catch(() => false)
    },
  }
}
