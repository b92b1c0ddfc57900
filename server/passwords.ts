import { on } from 'node:events'
import { Worker } from 'node:worker_threads'

import { signInBusy } from '../backend/http/errors.ts'
import type { PasswordHasher } from '../backend/http/options.ts'
import type { PasswordAnswer, PasswordTask } from './password-worker.ts'

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
  let asked = 0
  let last: Promise<unknown> = Promise.resolve()

  const open = (): Worker => {
    const opened = new Worker(new URL('password-worker.ts', import.meta.url))
    // It has ended with that; the task it had fails, and the next one gets a new thread.
    opened.on('error', () => (worker = undefined))
    opened.unref()
    return opened
  }

  const ask = async (question: Omit<PasswordTask, 'id'>): Promise<PasswordAnswer['result']> => {
    worker ??= open()
    asked += 1
    const id = asked
    const messages = on(worker, 'message', { close: ['exit'] })
    worker.postMessage({ ...question, id })
    // Node sends messages of its own here under --watch, and an answer that came to the wrong question
    // would let somebody in.
    for await (const [message] of messages as AsyncIterable<[Partial<PasswordAnswer>]>) {
      if (message.id === id && message.result !== undefined) return message.result
    }
    throw new Error('The thread that hashes passwords gave no answer.')
  }

  const inTurn: typeof ask = async (question) => {
    if (waiting >= waitingAtMost) throw signInBusy()
    waiting += 1
    const answer = last.then(() => ask(question))
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
