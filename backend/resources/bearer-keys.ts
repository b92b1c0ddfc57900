import { writeLogs } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'

/** Deletes all API keys of a bearer, with an entry of the log for each. */
export async function deleteKeysOf(
  tx: Transaction,
  context: CallerContext,
  bearer: Pick<ApiKeyRow, 'bearer_type' | 'bearer_id'>,
): Promise<void> {
  const keys = await tx.find('api_keys', { where: bearer })
  const entries = keys.map(
    ({ access_key, description }) =>
      ({
        action: 'deleted',
        resource_type: 'api_key',
        resource_id: access_key,
        resource_name: description,
      }) as const,
  )
  await writeLogs(tx, context, entries)
  await tx.delete('api_keys', bearer)
}
