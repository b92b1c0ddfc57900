const text = { type: 'string' }
const reference = {
  type: 'object',
  required: ['$ref'],
  properties: { $ref: text },
  additionalProperties: false,
}
const content = {
  type: 'object',
  required: ['application/json'],
  properties: {
    'application/json': {
      type: 'object',
      required: ['schema'],
      properties: { schema: { type: 'object' } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
}
const response = {
  type: 'object',
  required: ['description', 'headers'],
  properties: {
    description: text,
    headers: { type: 'object', additionalProperties: reference },
    content,
  },
  additionalProperties: false,
}
const method = {
  type: 'object',
  required: ['operationId', 'summary', 'tags', 'security', 'responses'],
  properties: {
    operationId: text,
    summary: { type: 'string', minLength: 1 },
    description: text,
    tags: { type: 'array', items: text, minItems: 1 },
    security: { type: 'array', items: { type: 'object' } },
    parameters: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'in', 'required', 'schema'],
        properties: {
          name: text,
          in: { enum: ['path', 'query', 'header'] },
          required: { type: 'boolean' },
          description: text,
          schema: { type: 'object' },
        },
        additionalProperties: false,
      },
    },
    requestBody: {
      type: 'object',
      required: ['required', 'content'],
      properties: { required: { type: 'boolean' }, content },
      additionalProperties: false,
    },
    responses: {
      type: 'object',
      minProperties: 3,
      propertyNames: { pattern: '^[1-5]\\d\\d$' },
      additionalProperties: { anyOf: [reference, response] },
    },
  },
  additionalProperties: false,
}

/** JSON Schema of what OpenAPI 3.1 allows, as far as our document uses it. */
export const OPENAPI_STRUCTURE = {
  type: 'object',
  required: ['openapi', 'info', 'servers', 'tags', 'paths', 'components'],
  properties: {
    openapi: { const: '3.1.0' },
    info: {
      type: 'object',
      required: ['title', 'version', 'description', 'license'],
      properties: {
        title: text,
        version: text,
        description: text,
        license: { type: 'object', required: ['name'], properties: { name: text, url: text } },
      },
      additionalProperties: false,
    },
    servers: { type: 'array', minItems: 1, items: { type: 'object', required: ['url'] } },
    tags: { type: 'array', items: { type: 'object', required: ['name'] } },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        minProperties: 1,
        propertyNames: { enum: ['get', 'put', 'post', 'delete', 'patch'] },
        additionalProperties: method,
      },
    },
    components: {
      type: 'object',
      properties: {
        schemas: { type: 'object' },
        responses: { type: 'object', additionalProperties: response },
        parameters: { type: 'object' },
        headers: { type: 'object' },
        securitySchemes: {
          type: 'object',
          additionalProperties: { type: 'object', required: ['type', 'in', 'name'] },
        },
      },
      additionalProperties: false,
    },
    webhooks: { type: 'object' },
  },
  additionalProperties: false,
}
