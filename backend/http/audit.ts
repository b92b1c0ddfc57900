import type { LogRow } from '../store/schema.ts'
import { foldText, type Transaction } from '../store/store.ts'
import type { CallerContext } from './context.ts'

/**
 * Writes the log entry of a mutation; in its transaction, so that neither is without the other.
 *
 * @param entry `resource_name` is what the resource is called at this moment: the log goes on naming
 *   it after it is gone.
 */
export async function writeLog(
  tx: Transaction,
  context: CallerContext,
  entry: Pick<LogRow, 'action' | 'resource_type' | 'resource_id' | 'resource_name'>,
): Promise<void> {
  const row = {
    id: context.options.ids(),
    organization_id: context.caller.organizationId,
    created_at: context.now,
    ip: context.ip,
    user_agent: context.userAgent,
    bearer_id: context.caller.id,
    bearer_type: context.caller.type,
    bearer_name: context.caller.name,
    ...entry,
  }
  await tx.insert('logs', { ...row, search_text: logSearchText(row) })
}

/** `search_text` of a log entry: who and what, by name and id, and from where. */
export function logSearchText(
  row: Pick<
    LogRow,
    'bearer_id' | 'bearer_name' | 'resource_id' | 'resource_name' | 'ip' | 'user_agent'
  >,
): string {
  return foldText(
    [
      row.bearer_id,
      row.bearer_name,
      row.resource_id,
      row.resource_name,
      row.ip,
      row.user_agent,
    ].join('\n'),
  )
}
