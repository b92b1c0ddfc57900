import { ApiError, networkError } from './errors.ts'

/** Where a 401 is about what was sent, and not about a session that is over. */
const SIGNING_IN = new Set(['/console/v1/session', '/console/v1/setup'])

let signedOut: (error: ApiError) => void = () => {}

/**
 * Sets what happens when an answer says that nobody is signed in (401) on any request but the
 * sign-in itself; the answer may say why.
 */
export function onSignedOut(listener: typeof signedOut): void {
  signedOut = listener
}

declare global {
  /** Answers that the page's own script has asked for before this code was here, by their path. */
  var earlyAnswers: Partial<Record<string, Promise<Response>>> | undefined
}

/** Such an answer, once. */
function takeEarlyAnswer(method: string, path: string): Promise<Response> | undefined {
  const answer = method === 'GET' ? globalThis.earlyAnswers?.[path] : undefined
  if (answer) delete globalThis.earlyAnswers?.[path]
  return answer
}

/**
 * The one place where the console talks to the network.
 *
 * @param path on the page's own origin, with its query
 * @returns the answer, when its status is a success
 * @throws ApiError for every other answer and when there is none
 */
export async function send(
  method: string,
  path: string,
  content: { headers?: Record<string, string>; body?: string | undefined } = {},
): Promise<Response> {
  let response: Response
  try {
    response = await (takeEarlyAnswer(method, path) ??
      fetch(path, {
        method,
        headers: { Accept: 'application/json', ...content.headers },
        ...(content.body !== undefined && { body: content.body }),
      }))
  } catch (cause) {
    throw networkError(cause)
  }
  if (response.ok) return response
  const error = await readError(response)
  const signingIn = method === 'POST' && SIGNING_IN.has(path)
  if (error.kind === 'unauthenticated' && !signingIn) signedOut(error)
  throw error
}

/** The code that reads errors is fetched with the first of them; most visits see none. */
async function readError(response: Response): Promise<ApiError> {
  try {
    const { errorOfResponse } = await import('./read-error.ts')
    return await errorOfResponse(response)
  } catch (cause) {
    return networkError(cause)
  }
}

/**
 * The body of an answer; undefined when it has none (204).
 * @throws ApiError when it is no JSON, or breaks off
 */
export async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch (cause) {
    // What was read is no JSON; any other failure is a connection that broke in the middle.
    if (!(cause instanceof SyntaxError)) throw networkError(cause)
    throw new ApiError('server', 'The server gave an answer that cannot be read.', {
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      cause,
    })
  }
}
