/** One request to the platform's API. */
export interface UpstreamRequest {
  readonly method: string
  /** Path and query, already judged to be one of those that may be asked for. */
  readonly path: string
  /** The secret key that the platform is to know the caller by. */
  readonly secretKey: string
  /** JSON text. */
  readonly body?: string | undefined
  /** Ends the request when nobody waits for its answer any more. */
  readonly signal?: AbortSignal | undefined
}

/** What the platform answered, read to its end. */
export interface UpstreamAnswer {
  readonly status: number
  /** Its media type without parameters; empty when it names none. */
  readonly type: string
  readonly text: string
  readonly retryAfter: string | undefined
  readonly requestId: string | undefined
}

export type FailureReason =
  | 'unresolved'
  | 'refused'
  | 'certificate'
  | 'slow'
  | 'broken'
  | 'too_large'
  | 'redirect'
  | 'cancelled'

/** There is no answer that can be used. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure'
  readonly reason: FailureReason
  /** Whether the request may have been carried out all the same. */
  readonly maybeDone: boolean

  constructor(reason: FailureReason, maybeDone: boolean, cause?: unknown) {
    super(`the upstream gives no answer: ${reason}`, cause === undefined ? undefined : { cause })
    this.reason = reason
    this.maybeDone = maybeDone
  }
}

/** The platform's API, of one origin. */
export interface Upstream {
  readonly origin: string
  /** @throws UpstreamFailure */
  send(request: UpstreamRequest): Promise<UpstreamAnswer>
}

export interface UpstreamLimits {
  /** Milliseconds from the request to the last byte of its answer. */
  readonly milliseconds: number
  /** Bytes of an answer, unpacked. */
  readonly bytes: number
}

const usualLimits: UpstreamLimits = { milliseconds: 30_000, bytes: 8 * 1024 * 1024 }

const userAgent = 'iam-console'

/**
 * Talks to the platform's API and to nothing else: the path is joined to the one origin and checked
 * to have stayed there, and redirects are not followed, so a secret key never goes elsewhere.
 *
 * @param origin Such as `https://api.scaleway.com`, without a path.
 */
export function createUpstream(
  origin: string,
  { milliseconds, bytes }: UpstreamLimits = usualLimits,
): Upstream {
  return {
    origin,
    async send({ method, path, secretKey, body, signal }) {
      const url = new URL(origin + path)
      if (url.origin !== origin) throw new TypeError('the path leaves the upstream')
      const late = AbortSignal.timeout(milliseconds)
      try {
        const response = await fetch(url, {
          method,
          redirect: 'manual',
          signal: signal === undefined ? late : AbortSignal.any([late, signal]),
          headers: {
            Accept: 'application/json',
            'User-Agent': userAgent,
            'X-Auth-Token': secretKey,
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
          },
          ...(body !== undefined && { body }),
        })
        if (response.status >= 300 && response.status < 400) {
          await response.body?.cancel()
          throw new UpstreamFailure('redirect', false)
        }
        const { headers, status } = response
        return {
          status,
          type: (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
          text: await readText(response, bytes),
          retryAfter: headers.get('retry-after') ?? undefined,
          requestId: headers.get('x-request-id') ?? undefined,
        }
      } catch (error) {
        if (error instanceof UpstreamFailure) throw error
        if (late.aborted) throw new UpstreamFailure('slow', true, error)
        if (signal?.aborted) throw new UpstreamFailure('cancelled', true, error)
        throw failureOf(error)
      }
    },
  }
}

async function readText(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new UpstreamFailure('too_large', true)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size).toString('utf8')
}

/** Codes of failures before the first byte of the request could be sent. */
const beforeSending: Readonly<Record<string, FailureReason>> = {
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'slow',
}

function failureOf(error: unknown): UpstreamFailure {
  const code = codeOf(error)
  const reason = beforeSending[code]
  if (reason !== undefined) return new UpstreamFailure(reason, false, error)
  if (/CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|^UNABLE_TO/.test(code)) {
    return new UpstreamFailure('certificate', false, error)
  }
  return new UpstreamFailure('broken', true, error)
}

/** The system's code, which fetch hides in the causes of its error. */
function codeOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
    if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0])
  }
  return ''
}
