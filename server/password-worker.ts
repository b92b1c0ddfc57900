import { parentPort } from 'node:worker_threads'

import { createPasswordHasher } from '../backend/http/passwords.ts'

/** What is asked of the thread: a hash of a password, or with `phc` whether it is that one's. */
export interface PasswordTask {
  id: number
  password: string
  phc?: string
}

/** What the thread says to the task of the same number. */
export interface PasswordAnswer {
  id: number
  result: string | boolean
}

// OWASP's setting of argon2id for a memory of 19 MiB.
const hasher = createPasswordHasher({ memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 })

parentPort?.on('message', ({ id, password, phc }: PasswordTask) => {
  const working: Promise<PasswordAnswer['result']> =
    phc === undefined ? hasher.hash(password) : hasher.verify(phc, password)
  void working.then((result) => parentPort?.postMessage({ id, result } satisfies PasswordAnswer))
})
