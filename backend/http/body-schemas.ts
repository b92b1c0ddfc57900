import type { JsonSchema } from './api-document.ts'

/**
 * The schema of a request body as clients have to read it: what is optional may be null too, at any
 * depth, because null counts as absent.
 *
 * @param components Schemas that the body may refer to. They describe answers, so the body gets
 *   copies.
 */
export function acceptNulls(
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const accept = (inner: JsonSchema): JsonSchema => acceptNulls(inner, components)
  if (schema.$ref !== undefined) {
    const named = components[schema.$ref.replace('#/components/schemas/', '')]
    if (named === undefined) throw new Error(`there is no ${schema.$ref}`)
    return accept(named)
  }
  const { properties, required = [], items, anyOf, oneOf, allOf, additionalProperties } = schema
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
          name,
          required.includes(name) ? accept(property) : orNull(accept(property)),
        ]),
      ),
    }),
    ...(items && { items: accept(items) }),
    ...(anyOf && { anyOf: anyOf.map(accept) }),
    ...(oneOf && { oneOf: oneOf.map(accept) }),
    ...(allOf && { allOf: allOf.map(accept) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: accept(additionalProperties),
    }),
  }
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values, anyOf, default: byDefault, ...rest } = schema
  const absent = byDefault === undefined ? {} : { default: byDefault }
  if (type !== undefined) {
    const types = new Set([type, 'null'].flat())
    return {
      ...rest,
      ...absent,
      type: [...types],
      ...(values && { enum: [...new Set([...values, null])] }),
      ...(anyOf && { anyOf: [...anyOf, { type: 'null' }] }),
    }
  }
  if (anyOf !== undefined) return { ...rest, ...absent, anyOf: [...anyOf, { type: 'null' }] }
  if (Object.keys(rest).length === 0) return { ...schema }
  return { ...absent, anyOf: [{ ...rest, ...(values && { enum: values }) }, { type: 'null' }] }
}
