import { Hono } from 'hono'

import { OutcomeUnknown, StoreFull, StoreUnavailable } from '../store/store.ts'
import type { ApiDocument } from './api-document.ts'
import { authenticate, usesCookie } from './authentication.ts'
import { withCaller, type RequestContext } from './context.ts'
import { refuseCrossSite } from './cross-site.ts'
import {
  ApiError,
  ConnectionDropped,
  internalError,
  methodNotAllowed,
  outcomeUnknown,
  outOfRoom,
  unavailable,
  unknownPath,
} from './errors.ts'
import { createFaults } from './faults.ts'
import { publicOperation, type IncomingRequest, type Operation } from './operation.ts'
import type { BackendOptions, Caller } from './options.ts'
import { answer, failure } from './responses.ts'
import { z } from './schema.ts'
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
      origin: incoming.url.origin,
      userAgent: (caller.userAgent ?? request.headers.get('user-agent') ?? '').slice(
        0,
        LONGEST_USER_AGENT,
      ),
      headers: request.headers,
      session: caller.session,
      digest: options.peppers.digest,
      digests: options.peppers.digests,
      sealing: options.peppers,
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

  const described = withDescription(operations)
  const app = new Hono<Env>()
  for (const operation of described) {
    app.on(operation.spec.method, routingPath(operation.spec.path), async (c) => {
      const { caller, requestId } = c.env
      const request = c.req.raw
      const outcome = { route: operation.spec.path, operation: operation.spec.id }
      try {
        const incoming = { request, url: new URL(request.url), params: c.req.param() }
        const value = await run(operation, incoming, c.env)
        caller.answered?.(outcome)
        return answer(requestId, operation.answers ? { value } : undefined)
      } catch (thrown) {
        const error = toApiError(thrown, requestId, options)
        caller.answered?.({ ...outcome, error: reasonOf(error) })
        return failure(requestId, error)
      }
    })
  }
  const specs = Map.groupBy(
    described.map(({ spec }) => spec),
    ({ path }) => path,
  )
  for (const [path, known] of specs) {
    const refusal = methodNotAllowed(...known.map(({ method }) => method.toUpperCase()))
    app.all(routingPath(path), (c) => failure(c.env.requestId, refusal))
  }
  app.notFound((c) => failure(c.env.requestId, unknownPath()))
  app.onError((error, c) => failure(c.env.requestId, toApiError(error, c.env.requestId, options)))

  return async (request, caller) =>
    app.fetch(request, { caller, requestId: caller.requestId ?? crypto.randomUUID() })
}

/**
 * Adds the operation that describes all of them, itself included. The document is made when it is
 * asked for first, by code that is loaded then: the mock's page has no use for either.
 */
function withDescription(operations: readonly Operation[]): readonly Operation[] {
  let document: Promise<ApiDocument> | undefined
  const describe: Operation = publicOperation(
    {
      method: 'get',
      path: '/openapi.json',
      id: 'getOpenAPIDocument',
      summary: 'Describe this API',
      tag: 'Metadata',
      response: z.looseObject({ openapi: z.string() }).openapi('OpenAPIDocument'),
    },
    async () => {
      document ??= import('./document.ts').then(({ createDocument }) => createDocument(all))
      return { ...(await document) }
    },
  )
  const all: readonly Operation[] = [...operations, describe]
  return all
}

function routingPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function reasonOf(error: ApiError | ConnectionDropped): string {
  if (!(error instanceof ApiError)) return 'dropped'
  const { reason, type } = error.body
  return [reason, type].find((word) => typeof word === 'string') ?? 'failure'
}

function toApiError(
  error: unknown,
  requestId: string,
  options: BackendOptions,
): ApiError | ConnectionDropped {
  if (error instanceof ApiError || error instanceof ConnectionDropped) return error
  options.report?.(error, requestId)
  if (error instanceof StoreFull) return outOfRoom()
  if (error instanceof OutcomeUnknown) return outcomeUnknown()
  return error instanceof StoreUnavailable ? unavailable() : internalError()
}
