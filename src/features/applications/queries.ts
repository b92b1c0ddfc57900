import type { Application } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import { onceMore } from '../../api/query-client.ts'
import { readListPage } from '../../parts/list-page.ts'

/** What the address of the list of applications may say. */
export const APPLICATIONS_LIST = {
  sorts: [
    'created_at_asc',
    'created_at_desc',
    'updated_at_asc',
    'updated_at_desc',
    'name_asc',
    'name_desc',
  ],
  defaultSort: 'name_asc',
} as const satisfies ListSpec

/** One page of the applications. */
export function applicationsListQuery(params: ListParams<typeof APPLICATIONS_LIST>) {
  return queryOptions({
    queryKey: ['applications', 'list', params],
    queryFn: ({ client }) =>
      readListPage(client, 'application', params.q, async (ids) => {
        const { applications, totalCount } = await iam.listApplications({
          orderBy: params.sort,
          page: params.page,
          pageSize: params.pageSize,
          ...(ids && { applicationIds: ids }),
        })
        return { rows: applications, total: totalCount }
      }),
    placeholderData: keepPreviousData,
    retryOnMount: false,
  })
}

/** One application by id. */
export function applicationQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['applications', 'detail', applicationId],
    queryFn: (): Promise<Application> => iam.getApplication({ applicationId }),
    retryOnMount: false,
  })
}

/** Applications by id, for naming those that another page refers to; one request. */
export function applicationsByIdsQuery(ids: readonly string[]) {
  const applicationIds = [...new Set(ids)].sort()
  return queryOptions({
    queryKey: ['applications', 'by-ids', applicationIds],
    queryFn: () => iam.listApplications({ applicationIds, pageSize: 100 }).all(),
    enabled: applicationIds.length > 0,
    retry: onceMore,
  })
}
