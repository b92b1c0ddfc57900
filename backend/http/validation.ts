import { bodyTooLarge, invalidArguments, type InvalidArgument } from './errors.ts'
import { z } from './schema.ts'

const BODY_LIMIT = 1_048_576
/** No body of the API goes deeper than five levels. */
const DEPTH_LIMIT = 32
/** Values in a body, at any depth; checking hundreds of thousands would keep everybody else waiting. */
const VALUES_LIMIT = 20_000
/** Wrong arguments that an answer names. Nobody reads more, and it must not outgrow its request. */
const DETAILS_LIMIT = 100

/**
 * Text that every store keeps alike: PostgreSQL takes no NUL, and half a surrogate pair has no UTF-8.
 */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** @throws ApiError 400 with one entry per wrong argument. */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) {
    requireStorable(result.data)
    return result.data
  }
  const details = new Map<string, InvalidArgument>()
  for (const issue of result.error.issues) {
    if (details.size === DETAILS_LIMIT) break
    const detail = toInvalidArgument(issue)
    if (!details.has(detail.argument_name)) details.set(detail.argument_name, detail)
  }
  throw invalidArguments([...details.values()])
}

/** @throws ApiError 400 for the arguments whose text no store could keep. */
function requireStorable(data: unknown): void {
  const wrong = unstorable(data, '')
  if (wrong.length === 0) return
  throw invalidArguments(
    wrong.slice(0, DETAILS_LIMIT).map((argument_name) => ({
      argument_name,
      reason: 'format',
      help_message: 'must be valid Unicode text without NUL characters',
    })),
  )
}

function unstorable(value: unknown, name: string): string[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [name]
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => unstorable(item, `${name}[${index}]`))
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    unstorable(inner, name === '' ? key : `${name}.${key}`),
  )
}

/**
 * A query string as the object that a schema describes: repeated keys become lists, digits and
 * `true`/`false` numbers and booleans. An empty value and an enum's `unknown_…` mean "no filter".
 *
 * @throws ApiError 400 for keys in brackets, which the API does not take.
 */
export function readQuery(schema: z.ZodObject, params: URLSearchParams): Record<string, unknown> {
  const bracketed = [...new Set(params.keys())].filter((key) => key.endsWith(']'))
  if (bracketed.length > 0) {
    throw invalidArguments(
      bracketed.map((key) => ({
        argument_name: key,
        reason: 'unknown',
        help_message: 'repeat the key to give a list, without brackets',
      })),
    )
  }
  const input: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(schema.shape)) {
    const values = params.getAll(key)
    const kind = core(field)
    const value = kind instanceof z.ZodArray ? readList(values) : readScalar(kind, values.at(-1))
    if (value !== undefined) input[key] = value
  }
  return input
}

/**
 * A request's JSON object. Null counts as absent at any depth, as in protobuf's JSON; an empty body
 * is an empty object.
 *
 * @throws ApiError 400 when it is no JSON object, 413 when it is too large.
 */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request)
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformedBody('the body is not valid JSON')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw malformedBody('the body must be a JSON object')
  }
  return withoutNulls(value, { values: VALUES_LIMIT })
}

async function readText(request: Request): Promise<string> {
  // A request of Firefox's has no `body`, which matters where the mock runs this in a browser.
  const { body = (await request.blob()).stream() }: { body?: Request['body'] } = request
  if (body === null) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw malformedBody('the body is not valid UTF-8')
    }
  }
  const reader = body.getReader()
  let size = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decode()
    size += value.byteLength
    if (size > BODY_LIMIT) {
      await reader.cancel()
      throw bodyTooLarge()
    }
    text += decode(value)
  }
}

function malformedBody(message: string) {
  return invalidArguments([{ argument_name: 'body', reason: 'format', help_message: message }])
}

function withoutNulls(value: object, left: { values: number }, depth = 1): Record<string, unknown> {
  const clean = (inner: unknown, level: number): unknown => {
    left.values -= 1
    if (left.values < 0) throw malformedBody(`the body holds more than ${VALUES_LIMIT} values`)
    if (level > DEPTH_LIMIT) throw malformedBody('the body is nested too deeply')
    if (Array.isArray(inner)) return inner.map((item) => clean(item, level + 1))
    return inner !== null && typeof inner === 'object' ? withoutNulls(inner, left, level) : inner
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, clean(inner, depth + 1)]),
  )
}

/** The schema inside of optional and default. */
function core(field: unknown): unknown {
  const wraps =
    field instanceof z.ZodOptional ||
    field instanceof z.ZodDefault ||
    field instanceof z.ZodPrefault
  return wraps ? core(field.unwrap()) : field
}

function readList(values: readonly string[]): readonly string[] | undefined {
  const given = values.filter((value) => value !== '')
  return given.length === 0 ? undefined : given
}

function readScalar(field: unknown, text: string | undefined): unknown {
  if (text === undefined || field instanceof z.ZodString) return text
  if (text === '') return undefined
  if (field instanceof z.ZodEnum || field instanceof z.ZodLiteral) {
    return text.startsWith('unknown_') ? undefined : text
  }
  if (field instanceof z.ZodNumber) return /^-?\d+$/.test(text) ? Number(text) : text
  if (field instanceof z.ZodBoolean) return text === 'true' || (text === 'false' ? false : text)
  return text
}

function toInvalidArgument(issue: z.core.$ZodIssue): InvalidArgument {
  const argument_name = issue.path.reduce<string>(
    (name, part) =>
      typeof part === 'number'
        ? `${name}[${part}]`
        : name === ''
          ? String(part)
          : `${name}.${String(part)}`,
    '',
  )
  if (isMissing(issue)) return { argument_name, reason: 'required', help_message: '' }
  return { argument_name, ...explain(issue) }
}

/** An empty text where one is required counts as missing: protobuf cannot tell them apart. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') {
    return issue.input === undefined
  }
  return issue.code === 'too_small' && issue.input === ''
}

function explain(issue: z.core.$ZodIssue): Pick<InvalidArgument, 'reason' | 'help_message'> {
  switch (issue.code) {
    case 'invalid_type':
      return { reason: 'format', help_message: `value must be ${withArticle(issue.expected)}` }
    case 'invalid_format':
      return { reason: 'format', help_message: formatMessage(issue) }
    case 'too_big':
      return {
        reason: 'constraint',
        help_message: `must be at most ${issue.maximum}${unit(issue.origin)}`,
      }
    case 'too_small':
      return {
        reason: 'constraint',
        help_message: `must be at least ${issue.minimum}${unit(issue.origin)}`,
      }
    case 'invalid_value':
      return { reason: 'constraint', help_message: `must be one of ${issue.values.join(', ')}` }
    default:
      return { reason: 'constraint', help_message: issue.message }
  }
}

function formatMessage(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'guid') return 'value must be a valid UUID'
  if (issue.format === 'datetime') return 'value must be an RFC 3339 date and time'
  return issue.message
}

function withArticle(type: string): string {
  const name = type === 'int' ? 'integer' : type === 'array' ? 'list' : type
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' items long' : ''
}
