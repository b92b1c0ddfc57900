import { ApiError, type ConnectionDropped } from './errors.ts'

/**
 * Headers of every answer. The official clients parse a body only when its type is exactly this one,
 * without a charset; it is sent with empty answers too.
 */
function headers(requestId: string): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'X-Request-Id': requestId,
  }
}

/** 200 with a body, or an empty 204. */
export function answer(requestId: string, body: { value: unknown } | undefined): Response {
  return body === undefined
    ? new Response(null, { status: 204, headers: headers(requestId) })
    : new Response(JSON.stringify(body.value), { status: 200, headers: headers(requestId) })
}

/** The answer for what a request failed with. */
export function failure(requestId: string, error: ApiError | ConnectionDropped): Response {
  return error instanceof ApiError
    ? new Response(error.serialize(), {
        status: error.status,
        headers: { ...headers(requestId), ...error.headers },
      })
    : Response.error()
}
