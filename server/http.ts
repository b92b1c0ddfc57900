import { randomUUID } from 'node:crypto'
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'

import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

import { internalError } from '../backend/http/errors.ts'
import type { Outcome } from '../backend/http/options.ts'
import { failure } from '../backend/http/responses.ts'
import { originOf } from './connection.ts'
import { logRequest, type Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { addSecurityHeaders, securityHeaders } from './security-headers.ts'
import { isDropped, type Site } from './site.ts'

export interface HttpOptions {
  site: Site
  log: Log
  trustProxy: boolean
  /** What measures the requests, if anything does. */
  metrics?: Pick<Metrics, 'requestBegan' | 'requestEnded'> | undefined
  /** Others than the usual ones, for tests. */
  limits?: Partial<Limits>
}

/** What a client may take; times in milliseconds. */
interface Limits {
  /** To send a whole request, and its headers alone. A connection without a request counts too. */
  requestTimeout: number
  headersTimeout: number
  /** How often those two are looked at. */
  connectionsCheckingInterval: number
  /** Between requests. Longer than proxies keep theirs: one must not write to what we close. */
  keepAliveTimeout: number
  /** Without a byte in either direction, as when a client does not read its answer. */
  inactivityTimeout: number
  /** In bytes, of the request line and the headers. */
  maxHeaderSize: number
}

const usualLimits: Limits = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2000,
  keepAliveTimeout: 75_000,
  inactivityTimeout: 120_000,
  maxHeaderSize: 16 * 1024,
}

const UNKNOWN_EXPECTATION = 'UNKNOWN_EXPECTATION'

/** Milliseconds that running requests get to finish when the process stops. */
const drainTime = 8000

/**
 * A server for the site, not yet listening. Gives every request an id and a line in the log, and
 * every answer the security headers.
 */
export function createHttpServer({ site, log, trustProxy, metrics, limits }: HttpOptions): Server {
  const answer = async (
    request: Request,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<Response> => {
    const requestId = randomUUID()
    const line: { bearer?: string } = {}
    const origin = originOf(incoming, trustProxy)
    const began = performance.now()
    let outcome: Outcome | undefined
    metrics?.requestBegan()
    outgoing.once('close', () => {
      const milliseconds = performance.now() - began
      metrics?.requestEnded({
        method: request.method,
        outcome,
        status: outgoing.headersSent ? outgoing.statusCode : undefined,
        seconds: milliseconds / 1000,
      })
      if (isGoodCheck(outcome, outgoing.statusCode)) return
      logRequest(log, {
        requestId,
        method: request.method,
        path: origin.url.pathname,
        status: outgoing.statusCode,
        ms: Math.round(milliseconds * 10) / 10,
        ip: origin.ip,
        ...line,
        ...(outgoing.writableFinished ? {} : { aborted: true }),
      })
    })
    const identified = (bearerId: string): void => {
      line.bearer = bearerId
    }
    const answered = (what: Outcome): void => {
      outcome = what
    }
    const connection = { ...origin, requestId, identified, answered }
    const response = await site(request, connection).catch((error: unknown) => {
      log.error({ requestId, error }, 'unexpected failure')
      return failure(requestId, internalError())
    })
    if (isDropped(response)) {
      // Cut in the middle of an answer: a browser sends a request again by itself when a connection
      // that it kept closes before any.
      outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1 })
      outgoing.flushHeaders()
      setImmediate(() => incoming.socket.destroy())
      return RESPONSE_ALREADY_SENT
    }
    addSecurityHeaders(response.headers, origin.https)
    if (!response.headers.has('X-Request-Id')) response.headers.set('X-Request-Id', requestId)
    return response
  }

  const listener = getRequestListener(
    (request, { incoming, outgoing }) =>
      answer(request, incoming as IncomingMessage, outgoing as ServerResponse),
    // The listener's own requests and responses take the place of Node's in all of the process: they turn
    // into those only where somebody asks for what they have not got, which for most answers nobody does.
    // What `fetch` answers is still Node's, and no instance of the global `Response` any more.
    { overrideGlobalObjects: true, errorHandler: () => badRequest(log) },
  )
  const { inactivityTimeout, ...options } = { ...usualLimits, ...limits }
  // Node's own refusal of a request without a host has no headers.
  const server = createServer({ ...options, requireHostHeader: false }, (incoming, outgoing) => {
    const hosts = hostsOf(incoming)
    // Of several, a proxy in front may have gone by another one.
    const isWrong = hosts > 1 || (hosts === 0 && incoming.httpVersion === '1.1')
    if (isWrong) refuse(log, new Error('not one host'), incoming.socket)
    else void listener(incoming, outgoing)
  })
  server.on('checkExpectation', ({ socket }: IncomingMessage) => {
    refuse(
      log,
      Object.assign(new Error('unknown expectation'), { code: UNKNOWN_EXPECTATION }),
      socket,
    )
  })
  server.setTimeout(inactivityTimeout)
  server.on('clientError', (error, socket) => refuse(log, error, socket as Socket))
  return server
}

/**
 * Ends a server: no new connections, running requests finish, and what still runs after some
 * seconds is cut.
 */
export async function closeHttpServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), drainTime)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(cut)
}

/** Balancers ask every second or so: answers that say that all is well would drown the others. */
function isGoodCheck(outcome: Outcome | undefined, status: number): boolean {
  return status === 200 && (outcome?.route === '/healthz' || outcome?.route === '/readyz')
}

/** For what the library cannot make a request of, such as an impossible Host. */
function badRequest(log: Log): Response {
  const status = 400
  const response = new Response(`${STATUS_CODES[status] ?? ''}\n`, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Request-Id': logMalformed(log, status),
    },
  })
  addSecurityHeaders(response.headers, false)
  return response
}

/** Gives the id of a request of which no more is known than that it cannot be read. */
function logMalformed(log: Log, status: number): string {
  const requestId = randomUUID()
  log.info({ requestId, status }, 'malformed request')
  return requestId
}

/** How many Host headers a request has; Node gives the first one for all of them. */
function hostsOf({ rawHeaders }: IncomingMessage): number {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === 'host') hosts += 1
  }
  return hosts
}

/** Answers what Node's parser refuses, which no handler ever sees. */
function refuse(log: Log, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const statuses: Record<string, number> = {
    HPE_HEADER_OVERFLOW: 431,
    ERR_HTTP_REQUEST_TIMEOUT: 408,
    [UNKNOWN_EXPECTATION]: 417,
  }
  const status = statuses[error.code ?? ''] ?? 400
  const headers = [
    ...securityHeaders(false),
    ['X-Request-Id', logMalformed(log, status)],
    ['Content-Length', '0'],
    ['Connection', 'close'],
  ].map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${headers.join('')}\r\n`)
}
