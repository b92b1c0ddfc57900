import type {
  APIKey,
  CreateAPIKeyRequest,
  ListAPIKeysRequestOrderBy,
} from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam, iamWith } from '../../api/client.ts'
import { toApiError } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { readListPage } from '../../parts/list-page.ts'

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
  filters: { bearer: ['user', 'application'], expired: ['true', 'false'] },
} as const satisfies ListSpec & { sorts: readonly ListAPIKeysRequestOrderBy[] }

/** One page of the Organization's API keys, or of one bearer's. */
export function apiKeysListQuery(params: ListParams<typeof API_KEYS_LIST>, bearer?: Bearer) {
  return queryOptions({
    queryKey: ['apiKeys', 'list', params, bearer?.id],
    queryFn: ({ client }) =>
      readListPage(client, 'api_key', params.q, async (accessKeys) => {
        const { bearer: bearerType, expired } = params.filters
        const { apiKeys, totalCount } = await iam.listAPIKeys({
          orderBy: params.sort,
          page: params.page,
          pageSize: params.pageSize,
          ...(accessKeys && { accessKeys }),
          ...(bearer && { bearerId: bearer.id }),
          ...(bearerType && { bearerType }),
          ...(expired && { expired: expired === 'true' }),
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

/**
 * Creates a key and keeps its halves apart: the secret goes to `receive` and nowhere else, so that
 * what is returned may be cached.
 *
 * @param idempotencyKey makes a repeat an error instead of a second key
 * @throws ApiError; a repeat is of kind `conflict` and its details name the access key
 */
export async function generateApiKey(
  request: CreateAPIKeyRequest,
  idempotencyKey: string,
  receive: (key: ApiKey, secretKey: string) => void,
): Promise<ApiKey> {
  const api = iamWith({ 'Idempotency-Key': idempotencyKey })
  const { secretKey, ...key } = await api.createAPIKey(request)
  if (!secretKey) throw new Error('The API answered without a secret key.')
  receive(key, secretKey)
  return key
}

export interface ApiKeyChanges {
  description: string
  defaultProjectId: string
  /** Undefined leaves the expiration as it is; the API cannot take one away. */
  expiresAt: Date | undefined
}

/** Changes a key's description, preferred Project and, where given, expiration. */
export function useUpdateApiKey(accessKey: string) {
  return useOperation('updateAPIKey', ({ expiresAt, ...changes }: ApiKeyChanges) =>
    iam.updateAPIKey({ accessKey, ...changes, ...(expiresAt && { expiresAt }) }),
  )
}

/** Deletes a key for good. One that is already gone counts as deleted. */
export function useDeleteApiKey(accessKey: string) {
  return useOperation(
    'deleteAPIKey',
    async () => {
      try {
        await iam.deleteAPIKey({ accessKey })
      } catch (error) {
        if (toApiError(error).kind !== 'not_found') throw error
      }
    },
    { gone: () => [apiKeyQuery(accessKey).queryKey] },
  )
}
