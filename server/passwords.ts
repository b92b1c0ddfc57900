import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import { signInBusy } from '../backend/http/errors.ts'
import type { PasswordHasher } from '../backend/http/options.ts'
import type { PasswordTask } from './password-worker.ts'

/** Beyond it the last in the queue would wait for some seconds. */
const waitingAtMost = 50

export interface PasswordThread extends PasswordHasher {
  close(): Promise<void>
}

/**
 * Hashes passwords in a thread of its own, one at a time: hashing is slow by design, and anybody may
 * ask for it by trying to sign in, so it must neither hold up other requests nor pile up memory.
 *
 * Both functions throw an ApiError 503 when too many are waiting already.
 */
export function startPasswordThread(): PasswordThread {
  let worker: Worker | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  const open = (): Worker => {
    const opened = new Worker(new URL('password-worker.ts', import.meta.url))
    // It has ended with that; the task it had fails, and the next one gets a new thread.
    opened.on('error', () => (worker = undefined))
    opened.unref()
    return opened
  }

  const ask = async (task: PasswordTask): Promise<unknown> => {
    worker ??= open()
    const answer = once(worker, 'message')
    worker.postMessage(task)
    const [value]: unknown[] = await answer
    return value
  }

  const inTurn = async (task: PasswordTask): Promise<unknown> => {
    if (waiting >= waitingAtMost) throw signInBusy()
    waiting += 1
    const answer = last.then(() => ask(task))
    last = answer.catch(() => undefined)
    return answer.finally(() => {
      waiting -= 1
    })
  }

  return {
    hash: async (password) => String(await inTurn({ password })),
    verify: async (phc, password) => (await inTurn({ password, phc })) === true,
    close: async () => {
      await worker?.terminate()
    },
  }
}
