import type { ListLogsRequest, Log } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { getLogNames } from '../../api/console-api.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import type { ListPage } from '../../parts/list-page.ts'
import { principalFromText } from '../../parts/principal.ts'
import { readPeriod, spanOf } from './period.ts'

/** What the address of the log may say; the newest entry comes first. */
export const LOGS_LIST = {
  sorts: ['created_at_desc', 'created_at_asc'],
  defaultSort: 'created_at_desc',
  /** `period`: see period.ts. `principal`: a principal as text. */
  filters: {
    period: 'text',
    action: ['created', 'updated', 'deleted'],
    resource_type: ['api_key', 'user', 'application', 'group', 'policy'],
    principal: 'text',
  },
} as const satisfies ListSpec

export type LogsParams = ListParams<typeof LOGS_LIST>

/** What an address asks of the API, but for the page. */
export type LogsRequest = Omit<ListLogsRequest, 'page' | 'pageSize'>

/** The filters, search and order of an address as the API takes them; periods end now. */
export function logsRequest({ q, sort, filters }: LogsParams): LogsRequest {
  const { after, before } = spanOf(readPeriod(filters.period), serverNow())
  const principal = principalFromText(filters.principal ?? null)
  const search = [...(principal ? [`principal:${principal.id}`] : []), ...(q ? [q] : [])].join(' ')
  return {
    orderBy: sort,
    ...(after && { createdAfter: after }),
    ...(before && { createdBefore: before }),
    ...(filters.action && { action: filters.action }),
    ...(filters.resource_type && { resourceType: filters.resource_type }),
    ...(search && { search }),
  }
}

/** One page of the log. */
export function logsListQuery(params: LogsParams) {
  return queryOptions({
    queryKey: ['logs', 'list', params],
    queryFn: async (): Promise<ListPage<Log>> => {
      const { logs, totalCount } = await iam.listLogs({
        ...logsRequest(params),
        page: params.page,
        pageSize: params.pageSize,
      })
      return { rows: logs, total: totalCount }
    },
    placeholderData: keepPreviousData,
    retryOnMount: false,
  })
}

/** One entry by id. */
export function logQuery(logId: string) {
  return queryOptions({
    queryKey: ['logs', 'detail', logId],
    queryFn: (): Promise<Log> => iam.getLog({ logId }),
    retryOnMount: false,
  })
}

/** Who and what entries are about, by the id of the entry; one request for up to 100 of them. */
export function logNamesQuery(logIds: readonly string[]) {
  return queryOptions({
    queryKey: ['logs', 'names', logIds],
    queryFn: async () => new Map((await getLogNames(logIds)).map((name) => [name.logId, name])),
    enabled: logIds.length > 0,
  })
}
