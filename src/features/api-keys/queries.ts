import type { APIKey, ListAPIKeysRequestOrderBy } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { readListPage } from '../../parts/list-page.ts'
import { principalFromText } from '../../parts/principal.ts'

/** An API key as every answer but the creating one gives it. */
export type ApiKey = Omit<APIKey, 'secretKey'>

/** What the address of a list of API keys may say; the newest key comes first. */
export const API_KEYS_LIST = {
  sorts: [
    'created_at_desc',
    'created_at_asc',
    'expires_at_asc',
    'expires_at_desc',
    'access_key_asc',
    'access_key_desc',
  ],
  defaultSort: 'created_at_desc',
  filters: {
    bearer_type: ['user', 'application'],
    /** `user:<id>` or `application:<id>` */
    bearer: 'text',
    expired: ['true', 'false'],
    description: 'text',
  },
} as const satisfies ListSpec & { sorts: readonly ListAPIKeysRequestOrderBy[] }

/** One page of the Organization's API keys, or of one bearer's. */
export function apiKeysListQuery(params: ListParams<typeof API_KEYS_LIST>, bearer?: Bearer) {
  return queryOptions({
    queryKey: ['apiKeys', 'list', params, bearer?.id],
    queryFn: ({ client }) =>
      readListPage(client, 'api_key', params.q, async (accessKeys) => {
        const { bearer_type: bearerType, expired, description } = params.filters
        const bearerId = bearer?.id ?? principalFromText(params.filters.bearer ?? null)?.id
        const { apiKeys, totalCount } = await iam.listAPIKeys({
          orderBy: params.sort,
          page: params.page,
          pageSize: params.pageSize,
          ...(accessKeys && { accessKeys }),
          ...(bearerId && { bearerId }),
          ...(bearerType && { bearerType }),
          ...(expired && { expired: expired === 'true' }),
          ...(description && { description }),
        })
        return { rows: apiKeys as ApiKey[], total: totalCount }
      }),
    placeholderData: keepPreviousData,
  })
}

/** One key by its access key. */
export function apiKeyQuery(accessKey: string) {
  return queryOptions({
    queryKey: ['apiKeys', 'detail', accessKey],
    queryFn: (): Promise<ApiKey> => iam.getAPIKey({ accessKey }),
  })
}
