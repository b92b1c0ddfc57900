import ajvFormats from 'ajv-formats'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

import type { ApiDocument, DescribedOperation, JsonSchema } from '../http/api-document.ts'

/** A request and its answer, as far as the OpenAPI document speaks of them. */
export interface Exchange {
  method: string
  url: string
  /** What was sent. */
  sent: string
  status: number
  headers: Headers
  /** What was answered. */
  text: string
}

/** Tells what about an answer contradicts the document; undefined when nothing does. */
export type AnswerCheck = (exchange: Exchange) => string | undefined

interface Match {
  path: string
  operation: DescribedOperation | undefined
}

const TYPE = 'application/json'
const SCHEMAS = '#/components/schemas/'
const RESPONSES = '#/components/responses/'

/**
 * Checks answers against an OpenAPI document: the operation is described, its status declared, its
 * body of the declared shape and without any field more, and the query and body that it accepted are
 * what the document allows. Each schema is compiled when it is needed first.
 */
export function createAnswerCheck(document: ApiDocument): AnswerCheck {
  const ajv = new Ajv2020({
    allowUnionTypes: true,
    validateSchema: false,
    // Each schema is used a few times only: what makes it quick to compile is what counts.
    inlineRefs: false,
    code: { optimize: false },
  })
  ajvFormats.default(ajv)
  const { schemas, responses: sharedResponses } = document.components
  const close = createCloser(schemas)
  for (const [name, schema] of Object.entries(schemas)) {
    ajv.addSchema(close(schema), `${SCHEMAS}${name}`)
  }
  const find = createPathFinder(document)
  const compiled = new Map<string, ValidateFunction>()
  const problemOf = (key: string, schema: () => JsonSchema, text: string): string | undefined => {
    let validate = compiled.get(key)
    if (validate === undefined) compiled.set(key, (validate = ajv.compile(schema())))
    const value = parsed(text)
    if (value === undefined) return 'it is not JSON'
    return validate(value.json) ? undefined : ajv.errorsText(validate.errors, { dataVar: '' })
  }
  const message = { $ref: `${SCHEMAS}Message` }

  return ({ method, url, sent, status, headers, text }) => {
    const { pathname, searchParams } = new URL(url)
    const asked = `${method} ${pathname}`
    if (!headers.has('x-request-id')) return `${asked} was answered without X-Request-Id`
    if (headers.get('content-type') !== TYPE) {
      return `${asked} was answered as ${headers.get('content-type')}, not as ${TYPE}`
    }
    const { path, operation } = find(method, pathname)
    if (operation === undefined) {
      const expected = path === '' ? 404 : 405
      if (status !== expected) {
        return `${asked} is not in /openapi.json and was answered ${status}, not ${expected}`
      }
      const problem = method === 'HEAD' ? undefined : problemOf('Message', () => message, text)
      return problem && `${asked}: the body of the ${status} is not a Message: ${problem}`
    }
    const { operationId: id, responses, requestBody, parameters = [] } = operation
    const declared = responses[status]
    if (declared === undefined) {
      const known = Object.keys(responses).join(', ')
      return `${asked} was answered ${status}, and /openapi.json declares ${known} for ${id}: ${text}`
    }
    const shared = '$ref' in declared ? declared.$ref.replace(RESPONSES, '') : undefined
    const response = '$ref' in declared ? sharedResponses[shared ?? ''] : declared
    if (response === undefined) return `${id}: the declared ${status} leads nowhere`
    const schema = response.content?.[TYPE].schema
    if (schema === undefined || method === 'HEAD') {
      if (text !== '') return `${asked}: the ${status} of ${id} must be empty: ${text}`
    } else {
      const problem = problemOf(shared ?? `${id} ${status}`, () => close(schema), text)
      if (problem !== undefined) {
        return `${asked}: the ${status} of ${id} is not as /openapi.json says: ${problem}\n${text}`
      }
    }
    if (status >= 300) return undefined
    for (const { name, schema } of parameters.filter((parameter) => parameter.in === 'query')) {
      const read = searchParams.getAll(name).map((value) => readParameter(schema, value))
      const given = (schema.type === 'array' ? read : read.slice(-1)).filter(
        (value) => value !== undefined,
      )
      for (const value of schema.type === 'array' ? [given] : given) {
        const problem = problemOf(`${id} ${name}`, () => schema, JSON.stringify(value))
        if (problem !== undefined) return `${asked}: ${id} accepts ${name}, which ${problem}`
      }
    }
    if (requestBody === undefined || sent.trim() === '') return undefined
    const accepted = problemOf(id, () => requestBody.content[TYPE].schema, sent)
    return accepted && `${asked}: ${id} accepts what /openapi.json forbids: ${accepted}\n${sent}`
  }
}

/** A value as its schema sees it; undefined for what counts as absent. */
function readParameter({ type, enum: values, format }: JsonSchema, text: string): unknown {
  if (type === 'array') return text === '' ? undefined : text
  if (text === '' && (type !== 'string' || format !== undefined)) return undefined
  if (values !== undefined && (text === '' || text.startsWith('unknown_'))) return undefined
  return type === 'string' ? text : (parsed(text)?.json ?? text)
}

function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Finds the described operation for a request, by the same rules as the router. */
function createPathFinder(document: ApiDocument): (method: string, pathname: string) => Match {
  const templates = Object.entries(document.paths)
    .map(([path, operations]) => ({
      path,
      operations,
      parameters: path.split('{').length,
      matches: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    }))
    .toSorted((a, b) => a.parameters - b.parameters)
  return (method, pathname) => {
    const decoded = decodePath(pathname)
    const found = templates.find(({ matches }) => matches.test(decoded))
    const name = method === 'HEAD' ? 'get' : method.toLowerCase()
    return { path: found?.path ?? '', operation: found?.operations[name] }
  }
}

function decodePath(pathname: string): string {
  try {
    return decodeURI(pathname)
  } catch {
    return pathname
  }
}

/** Gives a function that makes of a schema one that allows no other fields than those it names. */
function createCloser(
  components: Readonly<Record<string, JsonSchema>>,
): (schema: JsonSchema) => JsonSchema {
  const close = (schema: JsonSchema): JsonSchema => {
    const whole = merge(schema, components)
    const { properties, items, anyOf, oneOf, additionalProperties } = whole
    return {
      ...whole,
      ...(properties && {
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [name, close(property)]),
        ),
      }),
      ...(additionalProperties !== undefined && {
        additionalProperties:
          typeof additionalProperties === 'object'
            ? close(additionalProperties)
            : additionalProperties,
      }),
      ...(items && { items: close(items) }),
      ...(anyOf && { anyOf: anyOf.map(close) }),
      ...(oneOf && { oneOf: oneOf.map(close) }),
    }
  }
  return close
}

/** Joins an object that is written as an extension of another one. */
function merge(
  { allOf, ...own }: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const parts = (allOf ?? []).map(({ $ref, ...part }) =>
    merge($ref === undefined ? part : (components[$ref.replace(SCHEMAS, '')] ?? {}), components),
  )
  const whole = Object.assign({}, ...parts, own) as JsonSchema
  const objects = [...parts, own].filter(({ properties }) => properties !== undefined)
  if (objects.length === 0) return whole
  whole.properties = Object.fromEntries(
    objects.flatMap(({ properties = {} }) => Object.entries(properties)),
  )
  whole.required = objects.flatMap(({ required = [] }) => required)
  return whole
}
