import { OpenAPIHono } from '@hono/zod-openapi'

import { StoreUnavailable } from '../store/store.ts'
import { authenticate, usesCookie } from './authentication.ts'
import { withCaller, type RequestContext } from './context.ts'
import { refuseCrossSite } from './cross-site.ts'
import { createDigest } from './digests.ts'
import {
  ApiError,
  ConnectionDropped,
  internalError,
  methodNotAllowed,
  unavailable,
  unknownPath,
} from './errors.ts'
import { createFaults } from './faults.ts'
import type { IncomingRequest, Operation } from './operation.ts'
import type { BackendOptions, Caller } from './options.ts'
import { answer, failure } from './responses.ts'
import { createSealing } from './sealing.ts'
import { createTimestamps } from './timestamps.ts'

interface Env {
  Bindings: { caller: Caller; requestId: string }
}

/** It is kept in sessions and logs, and is whatever the client says. */
const LONGEST_USER_AGENT = 500

/** Answers one request. Never rejects. */
export type Fetch = (request: Request, caller: Caller) => Promise<Response>

/** Joins operations to one API, with `GET /openapi.json` that describes them. */
export function createRouter(options: BackendOptions, operations: readonly Operation[]): Fetch {
  const digest = createDigest(options.pepper)
  const sealing = createSealing(options.pepper)
  const faults = createFaults(options.faults)
  const timestamps = createTimestamps(options.clock)

  const run = async (
    operation: Operation,
    incoming: IncomingRequest,
    { caller, requestId }: Env['Bindings'],
  ) => {
    const { request } = incoming
    const context: RequestContext = {
      options,
      requestId,
      store: options.store,
      now: timestamps(),
      ip: caller.ip,
      userAgent: (caller.userAgent ?? request.headers.get('user-agent') ?? '').slice(
        0,
        LONGEST_USER_AGENT,
      ),
      headers: request.headers,
      session: caller.session,
      digest,
      sealing,
      faults,
    }
    if (usesCookie(context)) refuseCrossSite(request)
    if (!operation.needsCaller) return operation.run(context, incoming)
    const identity = await authenticate(context)
    caller.identified?.(identity.id)
    await faults.before(identity.organizationId, {
      path: incoming.url.pathname,
      list: operation.list,
    })
    return operation.run(withCaller(context, identity, incoming.params), incoming)
  }

  const app = new OpenAPIHono<Env>()
  for (const operation of operations) {
    app.openAPIRegistry.registerPath(operation.route)
    app.on(operation.route.method, routingPath(operation.route.path), async (c) => {
      const { requestId } = c.env
      const request = c.req.raw
      try {
        const incoming = { request, url: new URL(request.url), params: c.req.param() }
        const value = await run(operation, incoming, c.env)
        return answer(requestId, operation.answers ? { value } : undefined)
      } catch (error) {
        return failure(requestId, toApiError(error, requestId, options))
      }
    })
  }
  describe(app)
  for (const path of new Set([...operations.map(({ route }) => route.path), '/openapi.json'])) {
    app.all(routingPath(path), (c) => failure(c.env.requestId, methodNotAllowed()))
  }
  app.notFound((c) => failure(c.env.requestId, unknownPath()))
  app.onError((error, c) => failure(c.env.requestId, toApiError(error, c.env.requestId, options)))

  return async (request, caller) =>
    app.fetch(request, { caller, requestId: caller.requestId ?? crypto.randomUUID() })
}

function describe(app: OpenAPIHono<Env>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'api_key', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Auth-Token',
    description: 'The secret key of an API key.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Session-Token',
    description: 'A session token; the console sends it as a cookie.',
  })
  let document: unknown
  app.get('/openapi.json', (c) => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'IAM Console API', version: '1' },
    })
    return answer(c.env.requestId, { value: document })
  })
}

function routingPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function toApiError(
  error: unknown,
  requestId: string,
  options: BackendOptions,
): ApiError | ConnectionDropped {
  if (error instanceof ApiError || error instanceof ConnectionDropped) return error
  options.report?.(error, requestId)
  return error instanceof StoreUnavailable ? unavailable() : internalError()
}
