import { operation, type Operation } from '../http/operation.ts'
import { countOf, quotas, type LimitedTable } from '../http/quotas.ts'
import { z } from '../http/schema.ts'

const getUsage = operation(
  {
    method: 'get',
    path: '/console/v1/usage',
    id: 'getUsage',
    summary: 'How much of each quota the Organization uses',
    tag: 'Console',
    response: z.object({
      usage: z.array(z.object({ name: z.string(), current: z.int() })),
    }),
  },
  async ({ caller, require, store }) => {
    await require({ action: 'read', resource: 'quota' })
    const tables = Object.keys(quotas) as LimitedTable[]
    const usage = await Promise.all(
      tables.map(async (table) => ({
        name: quotas[table].name,
        current: await countOf(store, table, caller.organizationId),
      })),
    )
    return { usage }
  },
)

export const usageOperations: readonly Operation[] = [getUsage]
