import { ApiError, tooManyRequests } from '../../backend/http/errors.ts'
import type { FailureReason, UpstreamAnswer, UpstreamFailure } from './upstream.ts'

/** An answer of the gateway itself, with what it has to say besides the body. */
export class GatewayError extends ApiError {
  /** Sent as Retry-After. */
  readonly retryAfter: string | undefined
  /** What there was instead of an answer, for the log. */
  readonly failure: UpstreamFailure | undefined

  constructor(
    status: number,
    body: ConstructorParameters<typeof ApiError>[1],
    { retryAfter, failure }: { retryAfter?: string | undefined; failure?: UpstreamFailure } = {},
  ) {
    super(status, body)
    this.name = 'GatewayError'
    this.retryAfter = retryAfter
    this.failure = failure
  }
}

/** The platform does not take the session's API key any more. */
export class KeyRefused extends ApiError {
  /** @param reason In the platform's words, such as `not_found` or `expired`. */
  constructor(reason: string) {
    super(401, {
      type: 'denied_authentication',
      message: 'authentication is denied',
      method: 'api_key',
      reason,
    })
    this.name = 'KeyRefused'
  }
}

const failures: Readonly<
  Record<FailureReason, { status: number; help: (host: string) => string }>
> = {
  unresolved: {
    status: 502,
    help: (host) =>
      `${host} cannot be found: the server's name resolution fails. Check its network, then try again`,
  },
  refused: {
    status: 502,
    help: (host) =>
      `${host} takes no connections from the server. Check its network, then try again`,
  },
  certificate: {
    status: 502,
    help: (host) =>
      `the certificate of ${host} cannot be trusted, so nothing was sent. Tell whoever runs this server`,
  },
  slow: {
    status: 504,
    help: (host) => `${host} did not answer in time. Try again in a moment`,
  },
  broken: {
    status: 502,
    help: (host) => `the connection to ${host} broke before its answer was whole. Try again`,
  },
  too_large: { status: 502, help: (host) => `the answer of ${host} is too large to be passed on` },
  redirect: {
    status: 502,
    help: (host) =>
      `${host} sends to another address, which is not followed. Check the address in --upstream`,
  },
  cancelled: { status: 502, help: (host) => `the request to ${host} was given up` },
}

/** What the browser is told of a request without a usable answer. */
export function errorOfFailure(failure: UpstreamFailure, origin: string): GatewayError {
  const { status, help } = failures[failure.reason]
  return new GatewayError(
    status,
    {
      type: status === 504 ? 'upstream_timeout' : 'upstream_unreachable',
      message: 'the upstream gives no answer',
      help_message: help(new URL(origin).host),
    },
    { failure },
  )
}

const unreadable = (origin: string): GatewayError =>
  new GatewayError(502, {
    type: 'upstream_unreadable',
    message: 'the answer of the upstream cannot be read',
    help_message: `${new URL(origin).host} answered with something that is not its API. Try again in a moment`,
  })

/**
 * What an answer holds, when it is a success.
 *
 * @returns undefined for an empty one (204).
 * @throws KeyRefused, or ApiError: the API's own where it gave one, else one that says what to do.
 */
export function readAnswer(answer: UpstreamAnswer, origin: string): unknown {
  const { status, type, text } = answer
  if (status === 204) return undefined
  const body = type === 'application/json' ? parse(text) : undefined
  if (status >= 200 && status < 300) {
    if (body === undefined) throw unreadable(origin)
    return body
  }
  const error = record(body)
  if (status === 401) throw new KeyRefused(stringOf(error?.['reason']) ?? 'not_found')
  if (status === 429) throw tooMany(answer, error, origin)
  if (status >= 500) throw outOfOrder(answer, error, origin)
  if (error === undefined || typeof error['message'] !== 'string') throw unreadable(origin)
  throw new ApiError(status, error as ConstructorParameters<typeof ApiError>[1])
}

/** The platform's limit answers with nothing at all at times. */
function tooMany(
  { retryAfter }: UpstreamAnswer,
  error: Readonly<Record<string, unknown>> | undefined,
  origin: string,
): GatewayError {
  const told = Number(retryAfter ?? error?.['reset_seconds'])
  const seconds = Number.isInteger(told) && told > 0 ? told : undefined
  const host = new URL(origin).host
  const wait =
    seconds === undefined ? 'a moment' : seconds === 1 ? '1 second' : `${seconds} seconds`
  const { body } = tooManyRequests(
    seconds ?? 10,
    `${host} limits how many requests it takes. Wait ${wait}, then try again`,
  )
  return new GatewayError(429, body as { message: string }, {
    retryAfter: seconds === undefined ? undefined : String(seconds),
  })
}

function outOfOrder(
  { status, retryAfter }: UpstreamAnswer,
  error: Readonly<Record<string, unknown>> | undefined,
  origin: string,
): GatewayError {
  const message = stringOf(error?.['message']) ?? 'the upstream is out of order'
  const host = new URL(origin).host
  return new GatewayError(
    // Others, such as a proxy's own, are no part of the API.
    [500, 502, 503, 504].includes(status) ? status : 502,
    {
      type: 'upstream_failed',
      message,
      help_message: `${host} could not carry this out (it answered ${status}). Try again in a moment`,
    },
    {
      retryAfter: retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? retryAfter : undefined,
    },
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value as an object; undefined when it is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
