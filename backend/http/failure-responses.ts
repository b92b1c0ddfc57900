import type { DescribedResponse } from './api-document.ts'
import { errorKinds, messageSchema, type ErrorKind } from './error-kinds.ts'
import type { Operation } from './operation.ts'
import type { z } from './schema.ts'

const retryAfter = { $ref: '#/components/headers/RetryAfter' }

/** Headers of every answer, as references into the document. */
export const headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } }

/** How an operation can fail, by its nature and by what it says of itself. */
export function kindsOf({ spec, needsCaller }: Operation): ReadonlySet<ErrorKind> {
  const { method, path, query, body, idempotent = false, errors = [] } = spec
  const writes = method !== 'get'
  const named = path.includes('{')
  const takes = named || query !== undefined || body !== undefined
  const creates = method === 'post' && !named && body !== undefined
  const refers = named || idsIn(body).length > 0
  const filters = idsIn(query).filter((name) => query?.shape[name]?.isOptional() === true)
  const asks = idsIn(query).length > filters.length
  const kinds: readonly (readonly [ErrorKind, boolean])[] = [
    ['invalid_arguments', takes],
    ['denied_authentication', needsCaller],
    ['permissions_denied', needsCaller || writes],
    ['quotas_exceeded', needsCaller && creates],
    ['not_found', needsCaller && (refers || asks)],
    ['already_exists', idempotent],
    ['precondition_failed', needsCaller && writes && refers],
    ['body_too_large', writes],
    ['failure', true],
    ['unavailable', true],
  ]
  const natural = kinds.flatMap(([kind, holds]) => (holds ? [kind] : []))
  return new Set([...natural, ...errors])
}

/** Fields that name a resource. Another Organization than one's own is forbidden, not missing. */
function idsIn(schema: z.ZodObject | undefined): string[] {
  return Object.keys(schema?.shape ?? {}).filter(
    (name) => /_ids?$/.test(name) && name !== 'organization_id',
  )
}

/** The answers to failures, each combination of kinds that one status can have described once. */
export class FailureResponses {
  readonly #byName = new Map<string, readonly ErrorKind[]>()

  /** References to the answers of an operation that can fail in these ways, by status. */
  of(kinds: ReadonlySet<ErrorKind>): Record<number, { $ref: string }> {
    const known = Object.keys(errorKinds) as ErrorKind[]
    const byStatus = Map.groupBy(
      known.filter((kind) => kinds.has(kind)),
      (kind) => errorKinds[kind].status,
    )
    return Object.fromEntries(
      [...byStatus].map(([status, alternatives]) => {
        const name = alternatives.map((kind) => errorKinds[kind].name).join('Or')
        this.#byName.set(name, alternatives)
        return [status, { $ref: `#/components/responses/${name}` }]
      }),
    )
  }

  /** What has been referred to, by name. */
  components(): Record<string, DescribedResponse> {
    return Object.fromEntries(
      [...this.#byName].map(([name, kinds]) => {
        const schemas = kinds.map((kind) => ({ $ref: `#/components/schemas/${schemaName(kind)}` }))
        const [only] = schemas
        const schema = schemas.length === 1 && only !== undefined ? only : { oneOf: schemas }
        const description = kinds.map((kind) => errorKinds[kind].description).join(' Or: ')
        const retries = kinds.some((kind) => [429, 503].includes(errorKinds[kind].status))
        const given = retries ? { ...headers, 'Retry-After': retryAfter } : headers
        return [name, { description, headers: given, content: { 'application/json': { schema } } }]
      }),
    )
  }
}

function schemaName(kind: ErrorKind): string {
  const { name, schema } = errorKinds[kind]
  return schema === messageSchema ? 'Message' : name
}
