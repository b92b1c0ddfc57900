import type { Backend } from '../app.ts'
import type { ApiDocument } from '../http/api-document.ts'
import { createAnswerCheck, type AnswerCheck } from './answer-check.ts'

/** An answer that contradicts the OpenAPI document. */
export class UndescribedAnswer extends Error {
  override readonly name = 'UndescribedAnswer'
}

let check: Promise<AnswerCheck> | undefined

/**
 * The same backend, with each of its answers checked against its `/openapi.json`. One check serves
 * all backends of a process: the document does not depend on what they hold.
 *
 * @param mismatches Gets what contradicts the document; a client may swallow what `fetch` throws.
 */
export function describedBackend(backend: Backend, mismatches: UndescribedAnswer[]): Backend {
  return {
    async fetch(request, caller) {
      const { method, url } = request
      // Read to its end first: what is left of a copy keeps the backend from giving up on the other.
      const sent = await request.clone().text()
      const response = await backend.fetch(request, caller)
      if (response.type === 'error') return response
      check ??= loadCheck(backend)
      const problem = (await check)({
        method,
        url,
        sent,
        status: response.status,
        headers: response.headers,
        text: await response.clone().text(),
      })
      if (problem === undefined) return response
      const mismatch = new UndescribedAnswer(problem)
      mismatches.push(mismatch)
      throw mismatch
    },
  }
}

async function loadCheck(backend: Backend): Promise<AnswerCheck> {
  const response = await backend.fetch(new Request('https://iam.test/openapi.json'), {
    ip: '',
    session: { read: () => undefined, write: () => undefined, clear: () => undefined },
  })
  return createAnswerCheck((await response.json()) as ApiDocument)
}
