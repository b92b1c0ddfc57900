import type { Backend } from '../backend/app.ts'
import { bodyTooLarge, methodNotAllowed, unavailable, unknownPath } from '../backend/http/errors.ts'
import { failure } from '../backend/http/responses.ts'
import type { Connection } from './connection.ts'
import type { Readiness, ReadinessCheck } from './readiness.ts'
import { BodyRoom, isBare, readBody } from './request-body.ts'
import { SessionCookie } from './session-cookie.ts'
import type { StaticFiles } from './static.ts'
import type { TestDoor } from './test-door.ts'

export interface SiteParts {
  files: StaticFiles
  /** The API; a site without one, such as the mock's, has only files. */
  backend?: Backend
  /** Whether a balancer may send requests here; a site of files alone always may. */
  readiness?: Pick<ReadinessCheck, 'check'>
  testDoor?: TestDoor
  /** Where bodies are read into. */
  room?: BodyRoom
}

/** Answers every request of the site. `Response.error()` asks to drop the connection. */
export type Site = (request: Request, connection: Connection) => Promise<Response>

/** The paths that belong to the API, now and in versions to come; `/iam/users` is a page. */
const api = /^\/(?:(?:iam|account|console)\/v\d|(?:openapi\.json|metadata)$)/

/** In bytes. The largest request of the API is some kilobytes. */
const bodyLimit = 1024 * 1024
const bodiesLimit = 64 * bodyLimit

/** Shares the paths of the site out to the API, the test door, the checks and the files. */
export function createSite({
  files,
  backend,
  readiness,
  testDoor,
  room = new BodyRoom(bodiesLimit),
}: SiteParts): Site {
  return async (request, connection) => {
    const { pathname } = connection.url
    if (readiness && (pathname === '/healthz' || pathname === '/readyz')) {
      connection.answered({ route: pathname })
      return pathname === '/healthz' ? stateAnswer('ok') : stateAnswer(await readiness.check())
    }
    if (testDoor && backend && pathname.startsWith('/test-door/')) {
      connection.answered({ route: '/test-door' })
      return testDoor(request, connection, (token) => signIn(backend, connection, token, room))
    }
    if (api.test(pathname)) {
      return backend === undefined
        ? failure(connection.requestId, unknownPath())
        : callBackend(backend, request, connection, room)
    }
    connection.answered({ route: 'files' })
    return files.respond(request, pathname)
  }
}

/** Whether this is `Response.error()`; to ask for the type would make a whole response of a light one. */
export function isDropped({ status }: Response): boolean {
  return status === 0
}

async function callBackend(
  backend: Backend,
  request: Request,
  { ip, https, url, requestId, identified, answered }: Connection,
  room: BodyRoom,
): Promise<Response> {
  const { method, headers } = request
  // A web-standard request cannot have this method, so it ends here.
  if (method === 'TRACE') return failure(requestId, methodNotAllowed())
  const body = await readBody(request, bodyLimit, room)
  if (body === 'too large') return failure(requestId, bodyTooLarge())
  if (body === 'no room') return failure(requestId, unavailable())
  const session = new SessionCookie(headers.get('cookie') ?? undefined, https)
  const passedOn =
    isBare(request) && request.url === url.href
      ? request
      : new Request(url, body.byteLength === 0 ? { method, headers } : { method, headers, body })
  const response = await backend.fetch(passedOn, {
    ip,
    session,
    requestId,
    identified,
    answered,
    // Asked for only by who needs it: it costs something to make.
    get signal() {
      return request.signal
    },
  })
  if (session.setCookie !== undefined && !isDropped(response)) {
    response.headers.append('Set-Cookie', session.setCookie)
  }
  return response
}

function signIn(
  backend: Backend,
  connection: Connection,
  token: string,
  room: BodyRoom,
): Promise<Response> {
  const url = new URL('/console/v1/session', connection.url)
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return callBackend(backend, request, { ...connection, url }, room)
}

/** `ok`: the process answers. Any other word is whether requests are welcome. */
function stateAnswer(status: Readiness | 'ok'): Response {
  return Response.json(
    { status },
    {
      status: status === 'ok' || status === 'ready' ? 200 : 503,
      headers: { 'Cache-Control': 'no-store' },
    },
  )
}
