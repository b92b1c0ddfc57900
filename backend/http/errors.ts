/**
 * The API's own error types. A handler throws an `ApiError`; the router writes its status and body.
 * Bodies are compact with alphabetical keys, as clients of the API expect.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export class ApiError extends Error {
  readonly status: number
  readonly body: { readonly [key: string]: Json }
  /** Headers of the answer beyond those of every answer. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    body: { readonly message: string; readonly [key: string]: Json },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message)
    this.name = 'ApiError'
    this.headers = headers
    this.status = status
    this.body = body
  }

  /** The wire form of the error. */
  serialize(): string {
    return JSON.stringify(this.body, (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    )
  }
}

/** Ends the request without any answer, as when a network dies. Only faults throw it. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped'
}

export interface InvalidArgument {
  /** Path in the request, such as `tags[0]`. */
  readonly argument_name: string
  readonly reason: 'required' | 'format' | 'constraint' | 'unknown'
  /** A sentence for people; empty for `required`, as the API answers. */
  readonly help_message: string
}

/** 400: one entry for every argument that is wrong. */
export function invalidArguments(details: readonly InvalidArgument[]): ApiError {
  return new ApiError(400, {
    type: 'invalid_arguments',
    message: 'invalid argument(s)',
    details: details.map((detail) => ({ ...detail })),
  })
}

/** 400 for one argument that breaks a rule which only the handler can know. */
export function invalidArgument(argumentName: string, helpMessage: string): ApiError {
  return invalidArguments([
    { argument_name: argumentName, reason: 'constraint', help_message: helpMessage },
  ])
}

/** 401: who is calling could not be established. */
export function deniedAuthentication(
  method: 'unknown_method' | 'jwt' | 'api_key',
  reason:
    | 'unknown_reason'
    | 'invalid_argument'
    | 'not_found'
    | 'expired'
    | 'one_time_password_required'
    | 'one_time_password_invalid',
): ApiError {
  return new ApiError(401, {
    type: 'denied_authentication',
    message: 'authentication is denied',
    method,
    reason,
  })
}

/** 403: names the rights of which one would have been enough. */
export function permissionsDenied(
  details: readonly { readonly action: string; readonly resource: string }[],
): ApiError {
  return new ApiError(403, {
    type: 'permissions_denied',
    message: 'insufficient permissions',
    details: details.map(({ action, resource }) => ({ action, resource })),
  })
}

/** 403: the Organization has as many of these as it may have. */
export function quotasExceeded(
  details: readonly {
    readonly resource: string
    readonly quota: number
    readonly current: number
    readonly organization_id: string
  }[],
): ApiError {
  return new ApiError(403, {
    type: 'quotas_exceeded',
    message: 'quota(s) exceeded for this resource',
    details: details.map((detail) => ({ ...detail })),
  })
}

/** 403: the resource exists but is locked. */
export function locked(resource: string, resourceId: string): ApiError {
  return new ApiError(403, {
    type: 'locked',
    message: 'resource is locked',
    resource,
    resource_id: resourceId,
  })
}

/** 404, also for what exists in another Organization. */
export function notFound(resource: string, resourceId: string): ApiError {
  return new ApiError(404, {
    type: 'not_found',
    message: 'resource is not found',
    resource,
    resource_id: resourceId,
  })
}

/** 409: the request has been carried out before, or its name is taken. */
export function alreadyExists(resource: string, resourceId: string, helpMessage: string): ApiError {
  return new ApiError(409, {
    type: 'already_exists',
    message: 'resource already exists',
    resource,
    resource_id: resourceId,
    help_message: helpMessage,
  })
}

/** 412: the state of things forbids the request; the help message says what stands in its way. */
export function preconditionFailed(
  precondition:
    | 'resource_still_in_use'
    | 'resource_not_usable'
    | 'protected_resource'
    | 'attribute_must_be_set',
  helpMessage: string,
): ApiError {
  return new ApiError(412, {
    type: 'precondition_failed',
    message: 'precondition is not respected',
    precondition,
    help_message: helpMessage,
  })
}

/** 429: the request may be tried again after some seconds. */
export function tooManyRequests(seconds: number, helpMessage: string): ApiError {
  return new ApiError(
    429,
    {
      type: 'too_many_requests',
      message: 'too many requests',
      help_message: helpMessage,
      limit: { quota: 1, window_seconds: seconds },
      reset_seconds: seconds,
    },
    retryAfter(seconds),
  )
}

/** Says when the request may be sent again. */
function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { 'Retry-After': String(seconds) }
}

/** 404 for a path that no operation has. */
export const unknownPath = (): ApiError => new ApiError(404, { message: 'no such path' })

/** 405 for a known path with another method than these, in capitals (RFC 9110, section 15.5.6). */
export const methodNotAllowed = (...allowed: readonly string[]): ApiError =>
  new ApiError(405, { message: 'method not allowed' }, { Allow: allowed.join(', ') })

/** 413 for a body beyond the limit. */
export const bodyTooLarge = (): ApiError =>
  new ApiError(413, { message: 'the request body is too large' })

/** 500; what happened is reported to the operator, never to the client. */
export const internalError = (): ApiError => new ApiError(500, { message: 'Internal error' })

/** 503 when so many are signing in that one more would wait too long. */
export const signInBusy = (): ApiError =>
  new ApiError(
    503,
    { message: 'too many are signing in at this moment, please retry later' },
    retryAfter(5),
  )

/** 503 when the store does not answer. */
export const unavailable = (): ApiError =>
  new ApiError(
    503,
    { message: 'the service is not available for the moment, please retry later' },
    retryAfter(5),
  )

/** 503 when the database's disk is full; what only reads is answered all the same. */
export const outOfRoom = (): ApiError =>
  new ApiError(
    503,
    {
      message:
        'the database has no room left, so nothing can be changed: ' +
        'its operator has to make room on the disk',
    },
    retryAfter(60),
  )

/** 503 when it is not known whether a change was made: to repeat it at once could make it twice. */
export const outcomeUnknown = (): ApiError =>
  new ApiError(503, {
    message:
      'the database went away before it confirmed the change: ' +
      'look whether it was made before you repeat it',
  })
