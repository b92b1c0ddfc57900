import ajvFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createMemoryStore } from '../store/memory.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'
import { OPENAPI_STRUCTURE } from '../testing/openapi-structure.ts'
import type { ApiDocument, DescribedOperation, JsonSchema } from './api-document.ts'

let test: TestBackend
let document: ApiDocument

beforeAll(async () => {
  test = await createTestBackend(async () => createMemoryStore(), { scenario: 'empty' })
  document = (await test.request('/openapi.json')).body as ApiDocument
})
afterAll(() => test.close())

interface Described {
  path: string
  method: string
  operation: DescribedOperation
}

const operations = (): Described[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

const operation = (id: string): DescribedOperation => {
  const found = operations().find(({ operation }) => operation.operationId === id)
  if (found === undefined) throw new Error(`${id} is not described`)
  return found.operation
}

const bodyOf = (id: string): JsonSchema => {
  const schema = operation(id).requestBody?.content['application/json'].schema
  if (schema === undefined) throw new Error(`${id} has no body`)
  return schema
}

const newAjv = () => {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    inlineRefs: false,
    code: { optimize: false },
  })
  ajvFormats.default(ajv)
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    ajv.addSchema(schema, `#/components/schemas/${name}`)
  }
  return ajv
}

describe('the OpenAPI document', () => {
  it('has the structure of OpenAPI 3.1', () => {
    const validate = newAjv().compile(OPENAPI_STRUCTURE)
    validate(document)
    expect(validate.errors).toBeNull()
  })

  it('has only JSON Schemas that are valid', () => {
    const ajv = newAjv()
    const { schemas, responses } = document.components
    const described = operations().map(({ operation }) => operation)
    const contents = [
      ...Object.values(responses),
      ...described.flatMap(({ responses }) => Object.values(responses)),
      ...described.map(({ requestBody }) => requestBody),
    ].map((holder) =>
      holder !== undefined && 'content' in holder
        ? holder.content?.['application/json']
        : undefined,
    )
    const all = [
      ...Object.values(schemas),
      ...described.flatMap(({ parameters = [] }) => parameters.map(({ schema }) => schema)),
      ...contents.map((content) => content?.schema),
    ]
    for (const schema of all) if (schema !== undefined) ajv.compile(schema)
  })

  it('refers to nothing that is not there, and has nothing that is not referred to', () => {
    const text = JSON.stringify(document)
    const referred = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    const names = (kind: string) =>
      new Set(referred.filter((match) => match[1] === kind).map((match) => match[2]))
    const { schemas, responses } = document.components
    expect(names('responses')).toEqual(new Set(Object.keys(responses)))
    expect(names('schemas')).toEqual(new Set(Object.keys(schemas)))
  })

  it('describes each tag, each parameter in a path, and no operation twice', () => {
    const { tags } = document as unknown as { tags: { name: string; description?: string }[] }
    expect(tags.filter(({ description }) => !description)).toEqual([])
    for (const { path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(inPath.map(({ name }) => name)).toEqual(named)
      expect(inPath.every(({ required }) => required)).toBe(true)
      expect(tags.map(({ name }) => name)).toContain(operation.tags[0])
    }
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted())
  })

  it.each([
    ['getMetadata', '200 500 503'],
    ['listApplications', '200 400 401 403 500 503'],
    ['listRules', '200 400 401 403 404 500 503'],
    ['getApplication', '200 400 401 403 404 500 503'],
    ['createApplication', '200 400 401 403 413 500 503'],
    ['createGroup', '200 400 401 403 409 413 500 503'],
    ['createAPIKey', '200 400 401 403 404 409 412 413 500 503'],
    ['deleteApplication', '204 400 401 403 404 412 413 500 503'],
    ['signIn', '200 400 401 403 412 413 429 500 503'],
  ])('declares every status that %s can have', (id, statuses) => {
    expect(Object.keys(operation(id).responses).join(' ')).toBe(statuses)
  })

  it('says which kinds of failure a status can stand for', () => {
    const schemas = Object.entries(document.components.responses).map(([name, { content }]) => [
      name,
      content?.['application/json'].schema,
    ])
    const error = (name: string) => ({ $ref: `#/components/schemas/${name}` })
    expect(Object.fromEntries(schemas)).toMatchObject({
      NotFound: error('NotFound'),
      Failure: error('Message'),
      PermissionsDeniedOrQuotasExceeded: {
        oneOf: [error('PermissionsDenied'), error('QuotasExceeded')],
      },
    })
    expect(operation('createApplication').responses[403]).toEqual({
      $ref: '#/components/responses/PermissionsDeniedOrQuotasExceeded',
    })
  })

  it('lets null stand for what is optional in a body, at any depth, and for nothing else', () => {
    const ajv = newAjv()
    const rule = { permission_set_names: null, condition: null, project_ids: null }
    const policy = ajv.compile(bodyOf('createPolicy'))
    expect(policy({ name: 'a', rules: [rule], tags: null, user_id: null })).toBe(true)
    expect(policy({ name: null, rules: [] })).toBe(false)
    expect(policy({ name: 'a', rules: [{ ...rule, project_ids: [null] }] })).toBe(false)
  })

  it('requires a body only where something in it is required', () => {
    expect(operation('createApplication').requestBody?.required).toBe(true)
    expect(operation('updateApplication').requestBody?.required).toBe(false)
  })

  it('gives parameters their bounds, defaults and headers', () => {
    const parameter = (id: string, name: string) =>
      operation(id).parameters?.find((each) => each.name === name)
    expect(parameter('listUsers', 'page_size')).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    })
    expect(parameter('listUsers', 'order_by')?.schema).toMatchObject({
      default: 'created_at_asc',
      enum: expect.arrayContaining(['last_login_desc']),
    })
    expect(parameter('listRules', 'policy_id')).toMatchObject({
      required: true,
      schema: { type: 'string', format: 'uuid' },
    })
    expect(parameter('createAPIKey', 'Idempotency-Key')).toMatchObject({
      in: 'header',
      required: false,
    })
  })

  it('writes patterns as JSON Schema does, without flags', () => {
    const { name } = bodyOf('updateOrganizationDetails').properties ?? {}
    expect(name?.pattern).toBe(String.raw`^\P{Cc}*$`)
  })
})

describe('the check of answers', () => {
  it('fails a request whose answer contradicts the document, and the closing of the backend', async () => {
    const broken = await createTestBackend(async () => createMemoryStore(), { scenario: 'empty' })
    const { secret } = await broken.keyFor('user', broken.scenario.ownerId)
    const get = broken.store.get.bind(broken.store)
    broken.store.get = async (table, key) => {
      const row = await get(table, key)
      return table === 'users' && row !== undefined ? { ...row, mfa: 'no' } : row
    }
    const path = `/iam/v1alpha1/users/${broken.scenario.ownerId}`
    await expect(broken.request(path, { as: secret })).rejects.toThrow(
      /\/two_factor_enabled must be boolean/,
    )
    await expect(broken.close()).rejects.toThrow(/getUser is not as \/openapi.json says/)
  })
})
