import type { CallerContext, RequestContext } from './context.ts'
import type { ErrorKind } from './error-kinds.ts'
import { uuid } from './fields.ts'
import { z } from './schema.ts'
import { readBody, readQuery, validate } from './validation.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `{name}` parts of a path; those that end with `_id` must be UUIDs. */
type PathParams<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<Rest>
  : unknown

type EmptyObject = z.ZodObject<Record<never, never>>

export interface OperationSpec<
  P extends string,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  R extends z.ZodType,
> {
  readonly method: Method
  /** Parts in braces are parameters. */
  readonly path: P
  /** Name in the OpenAPI document, such as `listApiKeys`. */
  readonly id: string
  readonly summary: string
  readonly tag: string
  /** Plain zod fields; text of the query string is converted by their type. */
  readonly query?: Q
  readonly body?: B
  /** The answer's schema; without one the answer is an empty 204. */
  readonly response?: R
  /** What `summary` leaves open, for the OpenAPI document. */
  readonly description?: string
  /**
   * Ways to fail that do not follow from the nature of the operation, such as `already_exists` where
   * a name has to be new. Those that do are added by `failure-responses.ts`: a wrong argument where
   * there are arguments, a missing right where there is a caller, nothing there where something is
   * named, a full quota where something is created, and so on.
   */
  readonly errors?: readonly ErrorKind[]
  /** Whether a repeat with the same `Idempotency-Key` is refused. */
  readonly idempotent?: boolean
}

interface Parsed<P extends string, Q extends z.ZodObject, B extends z.ZodObject> {
  readonly params: PathParams<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
}

export interface IncomingRequest {
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
}

interface Registered {
  readonly spec: OperationSpec<string, z.ZodObject, z.ZodObject, z.ZodType>
  /** The schema of what the path holds. */
  readonly params: z.ZodObject
  /** Whether it answers pages of a collection. */
  readonly list: boolean
  /** Whether an answer has a body (200) or none (204). */
  readonly answers: boolean
}

/** One method on one path, as the router takes it. */
export type Operation = Registered &
  (
    | {
        readonly needsCaller: true
        run(context: CallerContext, incoming: IncomingRequest): Promise<unknown>
      }
    | {
        readonly needsCaller: false
        run(context: RequestContext, incoming: IncomingRequest): Promise<unknown>
      }
  )

/**
 * Declares an operation for authenticated callers. The request is validated before the handler runs;
 * what the handler returns is the answer, its keys in the order given.
 */
export function operation<
  const P extends string,
  Q extends z.ZodObject = EmptyObject,
  B extends z.ZodObject = EmptyObject,
  R extends z.ZodType = z.ZodVoid,
>(
  spec: OperationSpec<P, Q, B, R>,
  handler: (context: CallerContext & Parsed<P, Q, B>) => Promise<z.output<R>>,
): Operation {
  const registered = register(spec)
  return {
    ...registered,
    needsCaller: true,
    run: async (context, incoming) =>
      handler({ ...context, ...(await parse(spec, registered.params, incoming)) }),
  }
}

/** Declares an operation that needs no credentials. */
export function publicOperation<
  const P extends string,
  Q extends z.ZodObject = EmptyObject,
  B extends z.ZodObject = EmptyObject,
  R extends z.ZodType = z.ZodVoid,
>(
  spec: OperationSpec<P, Q, B, R>,
  handler: (context: RequestContext & Parsed<P, Q, B>) => Promise<z.output<R>>,
): Operation {
  const registered = register(spec)
  return {
    ...registered,
    needsCaller: false,
    run: async (context, incoming) =>
      handler({ ...context, ...(await parse(spec, registered.params, incoming)) }),
  }
}

async function parse<P extends string, Q extends z.ZodObject, B extends z.ZodObject>(
  spec: OperationSpec<P, Q, B, z.ZodType>,
  paramsSchema: z.ZodObject,
  { request, url, params }: IncomingRequest,
): Promise<Parsed<P, Q, B>> {
  const checked = validate(paramsSchema, params)
  const query =
    spec.query === undefined ? {} : validate(spec.query, readQuery(spec.query, url.searchParams))
  // An operation without a body still takes one and ignores it: clients send `{}` with actions.
  const body = spec.body === undefined ? {} : validate(spec.body, await readBody(request))
  return {
    params: checked as PathParams<P>,
    query: query as z.output<Q>,
    body: body as z.output<B>,
  }
}

function register<P extends string, Q extends z.ZodObject, B extends z.ZodObject>(
  spec: OperationSpec<P, Q, B, z.ZodType>,
): Registered {
  const { method, path, query, response } = spec
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  return {
    spec,
    params: z.object(
      Object.fromEntries(
        names.map((name) => [name, name.endsWith('_id') ? uuid() : z.string().max(255)]),
      ),
    ),
    list: method === 'get' && query !== undefined && 'page' in query.shape,
    answers: response !== undefined,
  }
}
