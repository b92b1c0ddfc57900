import type { LogRow } from '../store/schema.ts'
import { foldText, type Transaction } from '../store/store.ts'
import type { CallerContext } from './context.ts'
import type { BackendOptions } from './options.ts'

type LogEntry = Pick<LogRow, 'action' | 'resource_type' | 'resource_id' | 'resource_name'>

/** When and from where something is done. */
export interface LogMoment {
  readonly options: Pick<BackendOptions, 'ids'>
  readonly now: string
  readonly ip: string
  readonly userAgent: string
}

/**
 * Writes the log entry of a mutation; in its transaction, so that neither is without the other.
 *
 * @param entry `resource_name` is what the resource is called at this moment: the log goes on naming
 *   it after it is gone.
 */
export async function writeLog(
  tx: Transaction,
  context: CallerContext,
  entry: LogEntry,
): Promise<void> {
  const { caller } = context
  await insertLog(tx, context, entry, {
    organization_id: caller.organizationId,
    bearer_id: caller.id,
    bearer_type: caller.type,
    bearer_name: caller.name,
  })
}

/** Writes the log entry of what the platform does on its own account, such as locking a member. */
export async function writePlatformLog(
  tx: Transaction,
  moment: LogMoment,
  organizationId: string,
  entry: LogEntry,
): Promise<void> {
  await insertLog(tx, moment, entry, {
    organization_id: organizationId,
    bearer_id: organizationId,
    bearer_type: 'platform',
    bearer_name: '',
  })
}

async function insertLog(
  tx: Transaction,
  { options, now, ip, userAgent }: LogMoment,
  entry: LogEntry,
  bearer: Pick<LogRow, 'organization_id' | 'bearer_id' | 'bearer_type' | 'bearer_name'>,
): Promise<void> {
  const row = {
    id: options.ids(),
    created_at: now,
    ip,
    user_agent: userAgent,
    ...bearer,
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
