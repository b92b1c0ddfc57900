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
  await writeLogs(tx, context, [entry])
}

/** Writes the entries of a mutation that is one of many things, such as all keys of an application. */
export async function writeLogs(
  tx: Transaction,
  context: CallerContext,
  entries: readonly LogEntry[],
): Promise<void> {
  const { caller } = context
  await insertLogs(tx, context, entries, {
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
  await insertLogs(tx, moment, [entry], {
    organization_id: organizationId,
    bearer_id: organizationId,
    bearer_type: 'platform',
    bearer_name: '',
  })
}

async function insertLogs(
  tx: Transaction,
  { options, now, ip, userAgent }: LogMoment,
  entries: readonly LogEntry[],
  bearer: Pick<LogRow, 'organization_id' | 'bearer_id' | 'bearer_type' | 'bearer_name'>,
): Promise<void> {
  const rows = entries.map((entry) => {
    const row = { id: options.ids(), created_at: now, ip, user_agent: userAgent }
    const named = Object.assign(row, bearer, entry)
    return Object.assign(named, { search_text: logSearchText(named) })
  })
  await tx.insert('logs', rows)
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
