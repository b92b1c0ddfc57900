import type { LogRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import type { CallerContext } from './context.ts'

/** Writes the log entry of a mutation; in its transaction, so that neither is without the other. */
export async function writeLog(
  tx: Transaction,
  context: CallerContext,
  entry: Pick<LogRow, 'action' | 'resource_type' | 'resource_id'>,
): Promise<void> {
  await tx.insert('logs', {
    id: context.options.ids(),
    organization_id: context.caller.organizationId,
    created_at: context.now,
    ip: context.ip,
    user_agent: context.userAgent,
    bearer_id: context.caller.id,
    ...entry,
  })
}
