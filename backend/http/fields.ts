import { z } from './schema.ts'
import { parseTimestamp } from './timestamps.ts'

/**
 * Fields that several operations share, with the rules of the API's contract. In a request body null
 * counts as absent everywhere, so no field says so.
 */

/** A UUID of any version; ids are stored in lower case, so it is compared in lower case. */
export const uuid = () => z.guid().toLowerCase().openapi({ format: 'uuid' })

/** RFC 3339 with any offset and precision; read it with `parseTimestamp`. */
export const timestamp = () =>
  z
    .stringFormat('datetime', (text) => parseTimestamp(text) !== undefined)
    .openapi({ type: 'string', format: 'date-time' })

/** Name of an application, a group or a policy. */
export const resourceName = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w().-]+(?: +[\w().-]+)*$/, {
      error:
        'must hold letters, digits, spaces and ( ) . _ - only, and neither begin nor end with a space',
    })

/** Description of an application, a group, a policy or an API key. */
export const description = () => z.string().max(200)

/** At most ten different tags. */
export const tags = () =>
  z
    .array(
      z
        .string()
        .min(1)
        .max(70)
        .regex(/^[a-zA-Z0-9._\-/=+@ ]+$/, {
          error: 'must hold letters, digits, spaces and . _ - / = + @ only',
        }),
    )
    .max(10)
    .refine((list) => new Set(list).size === list.length, { error: 'must not repeat a tag' })
    .openapi({ uniqueItems: true })

/** Query fields of every list. */
export const paging = (defaultSize = 20) => ({
  page: z.int().min(1).max(10_000).default(1),
  page_size: z.int().min(1).max(100).default(defaultSize),
})

/** An `order_by` query field: each name in both directions, the first one ascending by default. */
export function orderBy<const N extends string>(
  first: N,
  ...others: readonly N[]
): z.ZodPrefault<z.ZodLiteral<`${N}_asc` | `${N}_desc`>> {
  const names = [first, ...others].flatMap((name): (`${N}_asc` | `${N}_desc`)[] => [
    `${name}_asc`,
    `${name}_desc`,
  ])
  return z.literal(names).openapi({ enum: names }).prefault(`${first}_asc`)
}

/** Answers hold stored times, which are text. */
export const answerTime = () => z.string().openapi({ format: 'date-time' })
