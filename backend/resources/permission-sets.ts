import { orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import { permissionSets } from '../policy/permission-sets.ts'

const permissionSetSchema = z
  .object({
    id: uuid(),
    name: z.string(),
    scope_type: z.enum(['projects', 'organization']),
    description: z.string(),
    categories: z.array(z.string()).nullable(),
  })
  .openapi('PermissionSet')

type PermissionSetAnswer = z.output<typeof permissionSetSchema>

const READ = { action: 'read', resource: 'permission_set' } as const

const listPermissionSets = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/permission-sets',
    id: 'listPermissionSets',
    summary: 'List all permission sets',
    tag: 'Policies',
    query: z.object({
      ...paging(),
      order_by: orderBy('name', 'created_at'),
      organization_id: uuid(),
    }),
    response: z.object({
      permission_sets: z.array(permissionSetSchema),
      total_count: z.int(),
    }),
  },
  async (context) => {
    const { query } = context
    context.organizationId(query.organization_id, READ)
    await context.require(READ)
    catalogue ??= readCatalogue()
    const { byName, byAge } = await catalogue
    const ascending = query.order_by.startsWith('name') ? byName : byAge
    const ordered = query.order_by.endsWith('_desc') ? ascending.toReversed() : ascending
    const { limit, offset } = pageOf(query)
    return {
      permission_sets: ordered.slice(offset, offset + limit),
      total_count: ordered.length,
    }
  },
)

export const permissionSetOperations: readonly Operation[] = [listPermissionSets]

interface Catalogue {
  byName: readonly PermissionSetAnswer[]
  /** The catalogue's own order stands in for the order in which the sets came to be. */
  byAge: readonly PermissionSetAnswer[]
}

let catalogue: Promise<Catalogue> | undefined

async function readCatalogue(): Promise<Catalogue> {
  const byAge = await Promise.all(
    permissionSets.map(async (set) => ({
      id: await idOf(set.name),
      name: set.name,
      scope_type: set.scopeType,
      description: set.description,
      categories: [set.category],
    })),
  )
  const byName = byAge.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
  return { byName, byAge }
}

/** A set is part of the program, not a row: its id follows from its name, the same everywhere. */
async function idOf(name: string): Promise<string> {
  const bytes = new TextEncoder().encode(`permission set ${name}`)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 16)
  // The version (4) and variant bits of a UUID.
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x40
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
