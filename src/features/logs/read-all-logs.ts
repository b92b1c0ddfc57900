import { iam } from '../../api/client.ts'
import { getLogNames } from '../../api/console-api.ts'
import type { ExportedLog } from './export-file.ts'
import type { LogsRequest } from './queries.ts'

/** The API's largest page. */
const PAGE_SIZE = 100

/** How many entries an export holds at most. */
export const MOST_EXPORTED = 10_000

export interface Progress {
  logs: readonly ExportedLog[]
  /** How many there are in all; undefined before the first page. */
  total: number | undefined
}

/**
 * Reads every page of the log that a request asks for, with the names, up to `MOST_EXPORTED` entries.
 *
 * @param before what was read already, to go on from there after a failure
 * @param onProgress is told after each page; what it got last is kept when a later page fails
 * @throws ApiError, or the signal's reason when it is aborted
 */
export async function readAllLogs(
  request: LogsRequest,
  before: Progress,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<Progress> {
  let progress = before
  while (progress.logs.length < Math.min(progress.total ?? Infinity, MOST_EXPORTED)) {
    const { logs, totalCount } = await iam.listLogs({
      ...fixedEnd(request, progress),
      page: progress.logs.length / PAGE_SIZE + 1,
      pageSize: PAGE_SIZE,
    })
    signal.throwIfAborted()
    const names = new Map(
      logs.length === 0
        ? []
        : (await getLogNames(logs.map(({ id }) => id))).map((name) => [name.logId, name]),
    )
    signal.throwIfAborted()
    progress = {
      logs: [...progress.logs, ...logs.map((log) => ({ log, name: names.get(log.id) }))],
      total: progress.total ?? totalCount,
    }
    onProgress(progress)
    if (logs.length < PAGE_SIZE) break
  }
  return progress
}

/**
 * Entries that are written meanwhile would move the pages of a list that begins with the newest: after
 * the first page it ends where that began.
 */
function fixedEnd(request: LogsRequest, { logs }: Progress): LogsRequest {
  const newest = logs[0]?.log.createdAt
  if (newest === undefined || request.orderBy !== 'created_at_desc') return request
  // The API tells microseconds, a Date only milliseconds.
  return { ...request, createdBefore: new Date(newest.getTime() + 1) }
}
