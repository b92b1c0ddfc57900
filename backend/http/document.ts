import { OpenAPIHono } from '@hono/zod-openapi'

import type { ApiDocument } from './api-document.ts'
import { acceptNulls } from './body-schemas.ts'
import { errorKinds, messageSchema } from './error-kinds.ts'
import { FailureResponses, headers, kindsOf } from './failure-responses.ts'
import type { Operation } from './operation.ts'
import { z } from './schema.ts'

const INTRODUCTION = `
An API that the clients of Scaleway's IAM and account products can use, and under \`/console/v1\` what
the console needs besides.

**Requests.** Bodies are JSON objects, whatever their \`Content-Type\`; null counts as absent, at any depth, and unknown fields are
ignored. A list in a query repeats its key. In a query an empty value counts as absent where something
else than free text is expected, and so does one that begins with \`unknown_\` where values are named.
Lengths of text are in UTF-16 code units; text with NUL or with half a surrogate pair is refused.

**Answers.** Times are RFC 3339 in UTC. Answers may get further fields. Lists come in pages, with
\`total_count\`. The request's id is in the header \`X-Request-Id\`.

**Errors.** The \`type\` of the body names the kind. A path that does not exist gives 404, a method that a
path does not have 405, both with a \`Message\`.
`

const TAGS: Readonly<Record<string, string>> = {
  Users: 'People: the Owner and the members of an Organization.',
  Applications: 'Programs that have API keys and rights of their own.',
  Groups: 'Users and applications that get the same policies.',
  Policies: 'What a principal may do, in rules of permission sets.',
  'API keys':
    'Credentials of a user or an application, the bearer, who alone decides what they can do.',
  'SSH keys': 'Public keys that a Project gives to its machines.',
  Logs: 'Who changed what, and when.',
  Sessions: 'Where a user is signed in.',
  Quotas: 'How many of each an Organization may have.',
  Organizations: 'The Organization, its ways of signing in and its security settings.',
  SAML: 'Signing in through an identity provider: its endpoints and its certificates.',
  SCIM: 'Tokens with which an identity provider manages users and groups.',
  Projects: 'The parts of an Organization that resources are in.',
  Metadata: 'About this service itself.',
  Console: 'What the console needs besides the official API.',
}

const PARAMETERS: Readonly<Record<string, string>> = {
  page: 'Number of the page, from 1.',
  page_size: 'Items a page.',
  order_by: 'What the items are ordered by.',
  organization_id: 'The Organization asked about: the caller’s own.',
  tag: 'Only what has this tag.',
  'Idempotency-Key': 'Chosen by the client; a repeat with the same one within a day is refused.',
}

/** The OpenAPI document of these operations, from the schemas that their requests are checked with. */
export function createDocument(operations: readonly Operation[]): ApiDocument {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Auth-Token',
    description: 'The secret key of an API key.',
  })
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Session-Token',
    description: 'A session token; the console sends it as a cookie.',
  })
  registry.registerComponent('headers', 'RequestId', {
    description: 'Names the request in the log of the operator.',
    required: true,
    schema: { type: 'string' },
  })
  registry.registerComponent('headers', 'RetryAfter', {
    description: 'Seconds after which the request may be sent again.',
    schema: { type: 'integer' },
  })
  registry.register('Message', messageSchema)
  for (const { name, schema } of Object.values(errorKinds)) {
    if (schema !== messageSchema) registry.register(name, schema)
  }
  const failures = new FailureResponses()
  for (const operation of operations) {
    const { spec, params, needsCaller } = operation
    const described = {
      method: spec.method,
      path: spec.path,
      operationId: spec.id,
      summary: spec.summary,
      ...(spec.description === undefined ? {} : { description: spec.description }),
      tags: [spec.tag],
      security: needsCaller ? [{ api_key: [] }, { session: [] }] : [],
      request: {
        params,
        ...(spec.query === undefined ? {} : { query: spec.query }),
        ...(spec.idempotent === true
          ? { headers: z.object({ 'Idempotency-Key': z.string().max(255).optional() }) }
          : {}),
        ...(spec.body === undefined
          ? {}
          : { body: { content: { 'application/json': { schema: spec.body } } } }),
      },
      responses: { ...success(spec.response), ...failures.of(kindsOf(operation)) },
    }
    registry.registerPath(described)
  }
  const tags = new Set(operations.map(({ spec }) => spec.tag))
  const document: unknown = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'IAM Console API',
      version: '1',
      description: INTRODUCTION.trim(),
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [...tags].map((name) => {
      const description = TAGS[name]
      return description === undefined ? { name } : { name, description }
    }),
  })
  return finish(document as ApiDocument, failures)
}

function success(schema: z.ZodType | undefined) {
  return schema === undefined
    ? { 204: { description: 'Done; there is nothing to tell.', headers } }
    : {
        200: {
          description: 'Done.',
          headers,
          content: { 'application/json': { schema } },
        },
      }
}

/** What the library cannot know of, or gets wrong. */
function finish(document: ApiDocument, failures: FailureResponses): ApiDocument {
  const { components, paths } = document
  components.responses = failures.components()
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const parameter of operation.parameters ?? []) {
      const description = PARAMETERS[parameter.name]
      if (description !== undefined) parameter.description ??= description
    }
    const body = operation.requestBody?.content['application/json']
    if (operation.requestBody === undefined || body === undefined) continue
    body.schema = acceptNulls(body.schema, components.schemas)
    operation.requestBody.required = (body.schema.required ?? []).length > 0
  }
  return JSON.parse(JSON.stringify(document), withoutFlags) as ApiDocument
}

/** A JSON Schema's pattern is always a Unicode one; the library writes a flag for it at its end. */
function withoutFlags(key: string, value: unknown): unknown {
  return key === 'pattern' && typeof value === 'string' ? value.replace(/\$\/[a-z]+$/, '$') : value
}
