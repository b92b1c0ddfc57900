import { parentPort } from 'node:worker_threads'

import { createPasswordHasher } from '../backend/http/passwords.ts'

/** What is asked of the thread: a hash of a password, or with `phc` whether it is that one's. */
export interface PasswordTask {
  password: string
  phc?: string
}

// OWASP's setting of argon2id for a memory of 19 MiB.
const hasher = createPasswordHasher({ memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 })

parentPort?.on('message', ({ password, phc }: PasswordTask) => {
  const result = phc === undefined ? hasher.hash(password) : hasher.verify(phc, password)
  void result.then((value) => parentPort?.postMessage(value))
})
