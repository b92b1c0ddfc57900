import type { Backend, BackendOptions, Caller } from '../../backend/app.ts'
import { limitByNetwork } from '../../backend/http/attempt-limits.ts'
import type { RequestContext } from '../../backend/http/context.ts'
import { refuseCrossSite } from '../../backend/http/cross-site.ts'
import {
  ApiError,
  deniedAuthentication,
  internalError,
  methodNotAllowed,
  unavailable,
  unknownPath,
} from '../../backend/http/errors.ts'
import { createFaults } from '../../backend/http/faults.ts'
import type { Outcome } from '../../backend/http/options.ts'
import { answer, failure } from '../../backend/http/responses.ts'
import { createTimestamps } from '../../backend/http/timestamps.ts'
import { readBody } from '../../backend/http/validation.ts'
import { StoreUnavailable } from '../../backend/store/store.ts'
import { consoleOperations } from './console-operations.ts'
import { sessionAnswer } from './console-session.ts'
import {
  bodyWithOrganization,
  isForwardable,
  isForwardableMethod,
  withOrganization,
} from './forwardable.ts'
import { createGatewaySessions, type OpenSession } from './gateway-sessions.ts'
import { createKeyOnce } from './key-creation.ts'
import { signInWithKey } from './key-sign-in.ts'
import { logPath } from './read-rows.ts'
import { createReaderCache } from './reader-cache.ts'
import { errorOfFailure, GatewayError, KeyRefused, readAnswer, record } from './upstream-errors.ts'
import { type Upstream, UpstreamFailure } from './upstream.ts'
import { text } from './wire-rows.ts'

/** One request on its way. */
interface Incoming {
  readonly request: Request
  readonly url: URL
  readonly caller: Caller
  readonly requestId: string
}

const sessionPath = '/console/v1/session'
const optionsPath = '/console/v1/sign-in-options'
const setupPath = '/console/v1/setup'
const keysPath = '/iam/v1alpha1/api-keys'
const logsPath = '/iam/v1alpha1/logs'

/**
 * The backend of cloud mode: a gateway of the console's own origin to the platform's API, since a
 * browser may neither call it nor keep a secret key. It passes on two prefixes of paths, with the
 * secret of the session's API key and nothing else of the browser's, and answers what the console
 * needs besides. A token that a client sends by itself is not used.
 *
 * @param options Of the backend: where sessions are kept, the peppers, the clock.
 */
export function createGateway(options: BackendOptions, upstream: Upstream): Backend {
  const { clock, report } = options
  const sessions = createGatewaySessions(options)
  const readers = createReaderCache(upstream, clock)
  const faults = createFaults(undefined)
  const timestamps = createTimestamps(clock)

  const signedIn = async ({ caller }: Incoming): Promise<OpenSession> => {
    const token = caller.session.read()
    const session = token === undefined ? undefined : await sessions.find(token)
    if (session === undefined) throw deniedAuthentication('jwt', 'not_found')
    if (session.bearer.id !== '') caller.identified?.(session.bearer.id)
    return session
  }
  const endSession = async ({ session }: Caller): Promise<void> => {
    const token = session.read()
    if (token !== undefined) readers.drop(await sessions.close(token))
    session.clear()
  }
  // The cookie stays until the next sign-in: without it, a request would not be told why.
  const voidSession = async ({ session }: Caller): Promise<void> => {
    const token = session.read()
    if (token !== undefined) await sessions.void(token)
  }
  const describe = (session: OpenSession): Promise<unknown> =>
    sessionAnswer(readers.of(session), session, { origin: upstream.origin, now: clock() })

  const contextOf = ({ request, url, caller, requestId }: Incoming): RequestContext => ({
    options,
    store: options.store,
    requestId,
    now: timestamps(),
    ip: caller.ip,
    origin: url.origin,
    userAgent: '',
    headers: request.headers,
    session: caller.session,
    digest: options.peppers.digest,
    digests: (value) => options.peppers.digests(value),
    sealing: options.peppers,
    faults,
  })

  const signIn = async (incoming: Incoming): Promise<unknown> => {
    const { request, caller } = incoming
    const credentials = await readBody(request)
    // What the platform does not answer, or answers to too many requests, is nobody's guess.
    const found = await limitByNetwork(contextOf(incoming), () =>
      signInWithKey(upstream, credentials).catch((error: unknown) => {
        if (error instanceof GatewayError) return error
        throw error
      }),
    )
    if (found instanceof GatewayError) throw found
    const former = caller.session.read()
    if (former !== undefined) readers.drop(await sessions.close(former))
    const opened = await sessions.open(found)
    // What it can do is read before the cookie is set: a session that cannot be shown is none.
    const session = await sessions.find(opened.token)
    if (session === undefined) throw new Error('the session is gone as soon as it was opened')
    const described = await describe(session).catch(async (error: unknown) => {
      readers.drop(await sessions.close(opened.token))
      throw error
    })
    if (session.bearer.id !== '') caller.identified?.(session.bearer.id)
    caller.session.write(opened.token, opened.expiresAt)
    return described
  }

  const answerConsole = async (incoming: Incoming): Promise<unknown> => {
    const { request, url, caller } = incoming
    const { method } = request
    if (url.pathname === sessionPath) {
      if (method === 'POST') return signIn(incoming)
      if (method === 'GET') return describe(await signedIn(incoming))
      if (method !== 'DELETE') throw methodNotAllowed('GET', 'POST', 'DELETE')
      await endSession(caller)
      return undefined
    }
    if (url.pathname === optionsPath && method === 'GET') {
      return { code: false, setup: false, upstream: new URL(upstream.origin).host }
    }
    // People are looked after upstream: there is nothing to set up here.
    if (url.pathname === setupPath && method === 'GET') return { needed: false }
    const operation = consoleOperations[url.pathname]
    if (operation === undefined) throw unknownPath()
    if (method !== 'GET') throw methodNotAllowed('GET')
    const session = await signedIn(incoming)
    const context = contextOf(incoming)
    return operation({ request, url, session, reader: readers.of(session), context })
  }

  const forward = async (incoming: Incoming): Promise<unknown> => {
    const { request, url, caller, requestId } = incoming
    const { method } = request
    if (!isForwardableMethod(method)) throw methodNotAllowed()
    const session = await signedIn(incoming)
    const { organizationId, secretKey } = session
    const given = request.body === null ? undefined : await readBody(request)
    const body = given && bodyWithOrganization(method, url.pathname, given, organizationId)
    if (method === 'GET') {
      const path = url.pathname + withOrganization(method, url, organizationId)
      const sent = await upstream.send({ method, path, secretKey, signal: caller.signal })
      const found = readAnswer(sent, upstream.origin)
      if (url.pathname === logsPath) rememberLogs(session, found)
      return found
    }
    // Reads that began before the write must not be remembered after it, nor those during it.
    readers.forget(organizationId)
    try {
      if (method === 'POST' && url.pathname === keysPath) {
        const key = request.headers.get('idempotency-key')
        const tell = (error: unknown): void => report?.(error, requestId)
        return await createKeyOnce({ ...options, upstream, report: tell }, session, body ?? {}, key)
      }
      const path = url.pathname + url.search
      const sent = await upstream.send({
        method,
        path,
        secretKey,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return readAnswer(sent, upstream.origin)
    } finally {
      readers.forget(organizationId)
    }
  }

  const rememberLogs = (session: OpenSession, found: unknown): void => {
    const logs = record(found)?.['logs']
    if (!Array.isArray(logs)) return
    for (const log of logs.map(record).filter((each) => each !== undefined)) {
      readers.of(session).remember(logPath(text(log, 'id')), log)
    }
  }

  const handle = async (incoming: Incoming): Promise<unknown> => {
    refuseCrossSite(incoming.request)
    const { pathname } = incoming.url
    if (pathname.startsWith('/console/v1/')) return answerConsole(incoming)
    if (isForwardable(pathname)) return forward(incoming)
    throw unknownPath()
  }

  const toApiError = async (error: unknown, { caller, request, requestId, url }: Incoming) => {
    if (error instanceof KeyRefused) {
      // The key was deleted or its time is over: the session is worth nothing any more.
      if (request.method !== 'POST' || url.pathname !== sessionPath) await voidSession(caller)
      return error
    }
    if (error instanceof UpstreamFailure) return errorOfFailure(error, upstream.origin)
    if (error instanceof ApiError) return error
    return unexpected(error, requestId)
  }
  const unexpected = (error: unknown, requestId: string): ApiError => {
    report?.(error, requestId)
    return error instanceof StoreUnavailable ? unavailable() : internalError()
  }

  return {
    async fetch(request, caller) {
      const requestId = caller.requestId ?? crypto.randomUUID()
      const incoming = { request, url: new URL(request.url), caller, requestId }
      try {
        const value = await handle(incoming)
        caller.answered?.(outcomeOf(incoming))
        return answer(requestId, value === undefined ? undefined : { value })
      } catch (thrown) {
        const error = await toApiError(thrown, incoming).catch((again: unknown) =>
          unexpected(again, requestId),
        )
        caller.answered?.({ ...outcomeOf(incoming), error: reasonOf(error) })
        const response = failure(requestId, error)
        if (!(error instanceof GatewayError)) return response
        const { retryAfter, failure: cause } = error
        if (retryAfter !== undefined) response.headers.set('Retry-After', retryAfter)
        if (cause !== undefined && cause.reason !== 'cancelled') report?.(cause, requestId)
        return response
      }
    },
  }
}

/** What was asked for; the two operations that the server counts by their names, as in local mode. */
function outcomeOf({ request, url }: Incoming): Outcome {
  const outcome = { route: routeOf(url) }
  if (request.method !== 'POST') return outcome
  if (url.pathname === sessionPath) return { ...outcome, operation: 'signIn' }
  return url.pathname === keysPath ? { ...outcome, operation: 'createAPIKey' } : outcome
}

/** The path, in the gateway's own words. */
function routeOf({ pathname }: URL): string {
  if ([sessionPath, optionsPath, setupPath].includes(pathname)) return pathname
  if (consoleOperations[pathname] !== undefined) return pathname
  if (!isForwardable(pathname)) return 'unknown'
  return pathname.startsWith('/iam/') ? '/iam/v1alpha1' : '/account/v3'
}

function reasonOf({ body: { reason, type } }: ApiError): string {
  return [reason, type].find((word) => typeof word === 'string') ?? 'failure'
}
