import type {
  MockAnswer,
  MockMessage,
  MockReply,
  MockRequest,
  MockStart,
  MockStarted,
} from './mock-messages.ts'

declare global {
  /** The worker with the mock's backend, when the page's own script has started it before this code. */
  var earlyBackend: Worker | undefined
}

const STORAGE_KEY = 'iam-console.mock'

/** The mock's backend, as the page reaches it: in its worker. */
export interface BackendClient {
  /**
   * Begins with the scenario that the address asks for, or goes on with this tab's.
   *
   * @throws Error when the worker does not run
   */
  start: () => Promise<MockStarted>
  /** The answer to a request; a network failure when the backend asks for one. */
  answer: (request: Request) => Promise<Response>
}

/** Connects the page to the backend's worker. What the tab is to remember is kept before each reply. */
export function connectBackend(): BackendClient {
  const worker =
    globalThis.earlyBackend ??
    new Worker(new URL('./backend-worker.ts', import.meta.url), { type: 'module' })
  const failure = Promise.withResolvers<never>()
  /** An error is why there is no start; later it is for whoever watches the page's errors. */
  let tell: (error: Error) => void = failure.reject
  // An event without a message is of a script that did not arrive.
  worker.addEventListener('error', ({ message = 'Its code could not be loaded.' }) =>
    tell(failureOf(message)),
  )

  async function ask<T>(content: { start: MockStart } | { request: MockRequest }): Promise<T> {
    const { port1, port2 } = new MessageChannel()
    const { promise, resolve } = Promise.withResolvers<MockReply<T>>()
    port1.addEventListener('message', ({ data }) => resolve(data), { once: true })
    port1.start()
    const message: MockMessage = { now: Date.now(), ...content }
    worker.postMessage(message, [port2])
    const reply = await promise
    port1.close()
    if ('failed' in reply) throw failureOf(reply.failed)
    keep(reply.state)
    return reply.done
  }

  return {
    start: async () => {
      const start: MockStart = {
        asked: new URLSearchParams(window.location.search).get('scenario'),
        saved: sessionStorage.getItem(STORAGE_KEY),
      }
      const started = await Promise.race([ask<MockStarted>({ start }), failure.promise])
      tell = reportError
      return started
    },
    answer: async (request) => {
      // Not from `request.body`, which Firefox does not have.
      const content = await request.arrayBuffer()
      const body = content.byteLength > 0 ? content : null
      const { url, method, headers } = request
      const answer = await ask<MockAnswer>({
        request: { url, method, headers: [...headers], body },
      })
      return answer === null ? Response.error() : new Response(answer.body, answer)
    },
  }
}

let forgotten = false

/** Without room for it, a reload goes back to what was kept before: no reason to fail what was asked. */
function keep(state: string): void {
  if (forgotten) return
  try {
    sessionStorage.setItem(STORAGE_KEY, state)
  } catch (error) {
    reportError(error)
  }
}

function failureOf(message: string): Error {
  return new Error(`The mock’s backend failed. ${message}`)
}

/** Makes the next load of this tab start its scenario afresh, whatever is still on its way in this one. */
export function forgetMockState(): void {
  forgotten = true
  sessionStorage.removeItem(STORAGE_KEY)
}
