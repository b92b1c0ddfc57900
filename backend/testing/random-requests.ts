import * as fc from 'fast-check'

import type { ApiDocument, DescribedOperation, DescribedParameter } from '../http/api-document.ts'
import { hostileText, jsonFor, textFor } from './random-values.ts'

/** Who makes a request: a name for whoever carries it out to find credentials for. */
export type RandomCaller = 'owner' | 'session' | 'member' | 'application' | 'nobody' | 'unknown'

/** A request with placeholders for what exists, see `fillIn`. */
export interface RandomRequest {
  readonly operationId: string
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly as: RandomCaller
}

/**
 * Requests to the operations of a document: right ones, nearly right ones and hostile ones.
 *
 * @param skip Ids of operations to leave out.
 */
export function randomRequests(
  document: ApiDocument,
  skip: readonly string[] = [],
): fc.Arbitrary<RandomRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      skip.includes(operation.operationId) ? [] : [requestTo(path, method, operation)],
    ),
  )
  return fc.oneof(...operations)
}

function requestTo(
  path: string,
  method: string,
  operation: DescribedOperation,
): fc.Arbitrary<RandomRequest> {
  const parameters = operation.parameters ?? []
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  return fc.boolean().chain((wrong) =>
    fc
      .record({
        method: wrong ? methodFor(method) : fc.constant(method.toUpperCase()),
        parts: fc.tuple(...inPath.map((parameter) => pathPart(parameter, wrong))),
        query: queryFor(inQuery, wrong),
        headers: headersFor(parameters, wrong),
        body: bodyFor(operation, wrong),
        as: callerFor(wrong),
      })
      .map(({ method, parts, query, headers, body, as }) => ({
        operationId: operation.operationId,
        method,
        path: `${inPath.reduce(
          (filled, { name }, index) => filled.replace(`{${name}}`, () => parts[index] ?? ''),
          path,
        )}${query}`,
        headers,
        body: ['GET', 'HEAD'].includes(method) ? undefined : body,
        as,
      })),
  )
}

function methodFor(method: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 19, arbitrary: fc.constant(method.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS') },
  )
}

function callerFor(wrong: boolean): fc.Arbitrary<RandomCaller> {
  const others = fc.constantFrom<RandomCaller[]>('member', 'application', 'nobody', 'unknown')
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant<RandomCaller>('owner') },
    { weight: 3, arbitrary: fc.constant<RandomCaller>('session') },
    { weight: wrong ? 2 : 1, arbitrary: others },
  )
}

/** As it stands in a URL: what decodes to something else, to nothing, or to another path. */
const PATH_TRICKS = [
  '%',
  '%zz',
  '%00',
  '%E0%A4%A',
  '%C0%AE',
  '%ED%A0%80',
  '%2F',
  '..%2F..',
  '%2e%2e',
  '..',
  '.',
  '%252e',
  ';a=b',
  ':x',
  '*',
  '{user_id}',
  '%7Buser_id%7D',
  'a'.repeat(300),
  '%F0%9F%98%80',
]

function pathPart({ name, schema }: DescribedParameter, wrong: boolean): fc.Arbitrary<string> {
  const right = fc.oneof(
    { weight: 9, arbitrary: textFor({ ...schema, format: 'uuid' }, name) },
    { weight: 1, arbitrary: textFor(schema, name).map(encode) },
  )
  if (!wrong) return right
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom(...PATH_TRICKS) },
    { weight: 1, arbitrary: hostileText().map((text) => encode(text.slice(0, 3000))) },
  )
}

function queryFor(parameters: readonly DescribedParameter[], wrong: boolean): fc.Arbitrary<string> {
  const pairs = parameters.map(({ name, schema, required }) => {
    const list = schema.type === 'array'
    const value = list
      ? textFor(schema.items ?? {}, name.replace(/s$/, ''))
      : scalarFor(name, schema)
    const values = wrong
      ? fc.array(
          fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: hostileText() }),
          {
            maxLength: 2,
          },
        )
      : fc.array(value, { minLength: 1, maxLength: list ? 3 : 1 })
    return fc
      .tuple(fc.nat(9), values, fc.nat(29))
      .map(([chance, given, brackets]) =>
        chance < (required ? 10 : 3)
          ? given.map((text) => `${name}${wrong && brackets === 0 ? '[]' : ''}=${encode(text)}`)
          : [],
      )
  })
  const odd = fc.constantFrom(
    '',
    '',
    '',
    '',
    '&',
    '=',
    '%',
    '%00=%00',
    'a=1&a=2',
    '__proto__=1',
    '?',
  )
  return fc.tuple(fc.tuple(...pairs), wrong ? odd : fc.constant('')).map(([given, more]) => {
    const query = [...given.flat(), ...(more === '' ? [] : [more])].join('&')
    return query === '' ? '' : `?${query}`
  })
}

function scalarFor(name: string, schema: DescribedParameter['schema']): fc.Arbitrary<string> {
  return schema.type === 'string' || schema.enum !== undefined
    ? textFor(schema, name)
    : jsonFor(schema, name, false)
}

/** Keeps placeholders as they are; they are filled with what needs no encoding. */
function encode(text: string): string {
  return /^<<\w+ \d+>>$/.test(text) ? text : encodeURIComponent(text.toWellFormed())
}

const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
  ';;;',
]

function headersFor(
  parameters: readonly DescribedParameter[],
  wrong: boolean,
): fc.Arbitrary<Record<string, string>> {
  const type = wrong ? fc.constantFrom(...TYPES) : fc.constant('application/json')
  const own = parameters.filter((parameter) => parameter.in === 'header')
  const printable = fc.string({ unit: 'grapheme-ascii', maxLength: wrong ? 300 : 20 })
  const values = fc.tuple(...own.map(() => fc.option(printable)))
  return fc.tuple(type, values).map(([contentType, given]) =>
    Object.fromEntries([
      ['Content-Type', contentType],
      ...own.flatMap(({ name }, index) => {
        const value = given[index]
        return typeof value === 'string' ? [[name, value]] : []
      }),
    ]),
  )
}

/** Beyond the limit of a mebibyte. */
const HUGE = `{"name":"${'x'.repeat(1_100_000)}"}`

const NO_OBJECTS = [
  '',
  ' ',
  '{',
  'null',
  '[]',
  '"x"',
  '1',
  '\ufeff{}',
  '{"a":1}{}',
  '\0',
  '{"a":NaN}',
]

function bodyFor(
  { requestBody }: DescribedOperation,
  wrong: boolean,
): fc.Arbitrary<string | undefined> {
  const schema = requestBody?.content['application/json'].schema
  if (schema === undefined)
    return fc.constantFrom(undefined, '', '{}', ...(wrong ? NO_OBJECTS : []))
  const right = jsonFor({ ...schema, type: 'object' }, '', wrong)
  if (!wrong) return right
  return fc.oneof(
    { weight: 12, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom(undefined, HUGE, ...NO_OBJECTS) },
  )
}
