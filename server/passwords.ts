import { createPasswordHasher } from '../backend/http/passwords.ts'

/** Passwords at OWASP's setting of argon2id for a memory of 19 MiB. */
export const passwords = createPasswordHasher({
  memoryKiB: 19 * 1024,
  iterations: 2,
  parallelism: 1,
})
