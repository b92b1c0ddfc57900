/** The parts of a JSON Schema that occur here. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  enum?: unknown[]
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  default?: unknown
}

interface Content {
  'application/json': { schema: JsonSchema }
}

export interface DescribedParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}

export interface DescribedResponse {
  description: string
  headers: Record<string, { $ref: string }>
  content?: Content
}

export interface DescribedOperation {
  operationId: string
  summary: string
  tags: string[]
  parameters?: DescribedParameter[]
  requestBody?: { required: boolean; content: Content }
  /** By status. */
  responses: Record<string, DescribedResponse | { $ref: string }>
}

/** An OpenAPI 3.1 document, as far as this program reads its own. */
export interface ApiDocument {
  openapi: string
  paths: Record<string, Record<string, DescribedOperation>>
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, DescribedResponse>
  }
}
