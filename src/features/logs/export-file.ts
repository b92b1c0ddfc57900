import type { Log } from '@scaleway/sdk-iam/v1alpha1'

import type { LogName } from '../../api/console-api.ts'
import { toCsv } from './csv.ts'
import type { Span } from './period.ts'

export type ExportFormat = 'csv' | 'json'

/** An entry with its names, as far as they could be told. */
export interface ExportedLog {
  log: Log
  name: LogName | undefined
}

/** Makes Excel read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

/** The columns of the CSV file and the keys of the JSON file, in this order. */
function fieldsOf({ log, name }: ExportedLog) {
  return {
    date: log.createdAt?.toISOString() ?? '',
    action: log.action as string,
    resource_type: log.resourceType as string,
    resource_id: log.resourceId,
    resource_name: name?.resource.name ?? '',
    principal_type: (name?.principal.kind ?? 'unknown') as string,
    principal_id: log.bearerId,
    principal_name: name?.principal.name ?? '',
    ip: log.ip,
    user_agent: log.userAgent,
    log_id: log.id,
  }
}

const HEADER = [
  'date',
  'action',
  'resource_type',
  'resource_id',
  'resource_name',
  'principal_type',
  'principal_id',
  'principal_name',
  'ip',
  'user_agent',
  'log_id',
] as const satisfies readonly (keyof ReturnType<typeof fieldsOf>)[]

/** The content of an export. */
export function exportText(logs: readonly ExportedLog[], format: ExportFormat): string {
  const rows = logs.map(fieldsOf)
  if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`
  return BYTE_ORDER_MARK + toCsv([HEADER, ...rows.map((row) => HEADER.map((key) => row[key]))])
}

/**
 * The name of an export's file: the days it is about, in UTC.
 *
 * @param span what was asked for; its open ends are those of the entries
 */
export function exportFileName(
  logs: readonly ExportedLog[],
  span: Span,
  format: ExportFormat,
): string {
  const times = logs.flatMap(({ log }) => log.createdAt?.getTime() ?? [])
  const first = span.after ?? new Date(Math.min(...times))
  const last = span.before ?? new Date(Math.max(...times))
  const days = [first, last].map((moment) =>
    Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10),
  )
  return `${['iam-logs', ...new Set(days.filter(Boolean))].join('_')}.${format}`
}
