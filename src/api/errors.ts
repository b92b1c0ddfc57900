import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form'

/** What went wrong, as far as a page must tell it apart. */
export type ApiErrorKind =
  | 'network'
  | 'denied'
  | 'not_found'
  | 'unauthenticated'
  | 'invalid'
  | 'conflict'
  | 'quota'
  | 'precondition'
  | 'rate_limited'
  | 'server'
  | 'unknown'

export interface ApiErrorDetails {
  /** Arguments that the API refused, by their wire names, with a sentence for people. */
  fields: readonly { name: string; message: string }[]
  /** Rights that the caller lacks. */
  missing: readonly { action: string; resource: string }[]
  /** Kind of the resource that is missing, locked or in the way, by its wire name. */
  resource?: string
  resourceId?: string
  /** The API's own further word, where it gives one. */
  help?: string
  /** Why signing in was refused, by its wire name. */
  reason?: string
  /** By what somebody tried to sign in, or was signed in, by its wire name. */
  method?: string
}

const NO_DETAILS: ApiErrorDetails = { fields: [], missing: [] }

/**
 * A failed request. `message` is a sentence that a person can read; when the server is to blame, it ends
 * with the request's id, by which whoever runs the server finds out more.
 */
export class ApiError extends Error {
  readonly kind: ApiErrorKind
  readonly details: ApiErrorDetails
  readonly status: number | undefined

  constructor(
    kind: ApiErrorKind,
    message: string,
    more: {
      status?: number | undefined
      requestId?: string | undefined
      details?: ApiErrorDetails | undefined
      cause?: unknown
    } = {},
  ) {
    const isTheServers = kind === 'server' || kind === 'unknown'
    super(
      isTheServers && more.requestId ? `${message} Request ID: ${more.requestId}` : message,
      more.cause === undefined ? undefined : { cause: more.cause },
    )
    this.name = 'ApiError'
    this.kind = kind
    this.status = more.status
    this.details = more.details ?? NO_DETAILS
  }
}

/**
 * Anything thrown, as an ApiError. Errors of the console's own requests are ApiErrors already; what
 * else is thrown (a bug, an answer that cannot be read) becomes kind `unknown`.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError('unknown', 'Something went wrong in the console. Try again.', {
    cause: error,
  })
}

/** The request got no answer: no connection, or it broke before the answer was whole. */
export function networkError(cause: unknown): ApiError {
  return new ApiError('network', 'The server cannot be reached. Check your connection.', { cause })
}

/**
 * Puts the refused arguments of `error` on a form's fields.
 *
 * @param map form field by wire name; an argument that it lacks goes to the field of the same name in
 *   camelCase
 * @returns whether every refused argument is in `map`, so that nothing else need be shown; when not,
 *   show the error above the form too
 */
export function applyFieldErrors<V extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<V>,
  map: Partial<Record<string, FieldPath<V>>> = {},
): boolean {
  const { fields } = toApiError(error).details
  for (const [index, { name, message }] of fields.entries()) {
    const field = map[name] ?? (camelCase(name) as FieldPath<V>)
    setError(field, { type: 'server', message }, { shouldFocus: index === 0 })
  }
  return fields.length > 0 && fields.every(({ name }) => map[name] !== undefined)
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * Waits for a deletion. What is already gone counts as deleted.
 *
 * @throws what `deletion` is rejected with, for any other reason
 */
export async function untilGone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion
  } catch (error) {
    if (toApiError(error).kind !== 'not_found') throw error
  }
}
