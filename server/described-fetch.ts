import type { ApiDocument } from '../backend/http/api-document.ts'
import { createAnswerCheck, type AnswerCheck } from '../backend/testing/answer-check.ts'

const apiPaths = /^\/(?:(?:iam|account|console)\/v\d|(?:openapi\.json|metadata)$)/

/**
 * A `fetch` for tests of a running server which checks each answer of the API against the server's
 * own `/openapi.json`. Rejects with an Error that tells what contradicts it.
 */
export function describedFetch(): typeof fetch {
  let check: Promise<AnswerCheck> | undefined
  return async (input, init) => {
    const request = new Request(input, init)
    const { method, url } = request
    const { origin, pathname } = new URL(url)
    if (!apiPaths.test(pathname)) return fetch(request)
    const sent = await request.clone().text()
    const response = await fetch(request)
    check ??= loadCheck(origin)
    const { status, headers } = response
    const answer = { method, url, sent, status, headers, text: await response.clone().text() }
    const problem = (await check)(answer)
    if (problem !== undefined) throw new Error(problem)
    return response
  }
}

async function loadCheck(origin: string): Promise<AnswerCheck> {
  const response = await fetch(`${origin}/openapi.json`)
  return createAnswerCheck((await response.json()) as ApiDocument)
}
