import type { Backend } from '../backend/app.ts'
import { bodyTooLarge, methodNotAllowed, unknownPath } from '../backend/http/errors.ts'
import { failure } from '../backend/http/responses.ts'
import type { Connection } from './connection.ts'
import { readBody } from './request-body.ts'
import { SessionCookie } from './session-cookie.ts'
import type { StaticFiles } from './static.ts'
import type { TestDoor } from './test-door.ts'

export interface SiteParts {
  files: StaticFiles
  /** The API; a site without one, such as the mock's, has only files. */
  backend?: Backend
  /** Rejects, or does not end in time, when the store is out of order. */
  checkHealth?: () => Promise<void>
  testDoor?: TestDoor
}

/** Answers every request of the site. `Response.error()` asks to drop the connection. */
export type Site = (request: Request, connection: Connection) => Promise<Response>

/** The paths that belong to the API, now and in versions to come; `/iam/users` is a page. */
const api = /^\/(?:(?:iam|account|console)\/v\d|(?:openapi\.json|metadata)$)/

/** In bytes. The largest request of the API is some kilobytes. */
const bodyLimit = 1024 * 1024

/** Shares the paths of the site out to the API, the test door, the health check and the files. */
export function createSite({ files, backend, checkHealth, testDoor }: SiteParts): Site {
  return async (request, connection) => {
    const { pathname } = connection.url
    if (checkHealth && pathname === '/healthz') return health(checkHealth)
    if (testDoor && backend && pathname.startsWith('/test-door/')) {
      return testDoor(request, connection, (token) => signIn(backend, connection, token))
    }
    if (api.test(pathname)) {
      return backend === undefined
        ? failure(connection.requestId, unknownPath())
        : callBackend(backend, request, connection)
    }
    return files.respond(request, pathname)
  }
}

async function callBackend(
  backend: Backend,
  request: Request,
  { ip, https, url, requestId, identified }: Connection,
): Promise<Response> {
  const { method, headers } = request
  // A web-standard request cannot have this method, so it ends here.
  if (method === 'TRACE') return failure(requestId, methodNotAllowed())
  const body = await readBody(request, bodyLimit)
  if (body === undefined) return failure(requestId, bodyTooLarge())
  const session = new SessionCookie(headers.get('cookie') ?? undefined, https)
  const response = await backend.fetch(
    new Request(url, body.byteLength === 0 ? { method, headers } : { method, headers, body }),
    { ip, session, requestId, identified },
  )
  if (session.setCookie === undefined || response.type === 'error') return response
  const answer = new Response(response.body, response)
  answer.headers.append('Set-Cookie', session.setCookie)
  return answer
}

function signIn(backend: Backend, connection: Connection, token: string): Promise<Response> {
  const url = new URL('/console/v1/session', connection.url)
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return callBackend(backend, request, { ...connection, url })
}

async function health(check: () => Promise<void>): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  try {
    await check()
    return Response.json({ status: 'ok' }, { headers })
  } catch {
    return Response.json({ status: 'unavailable' }, { status: 503, headers })
  }
}
