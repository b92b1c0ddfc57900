import type { CreateAPIKeyRequest } from '@scaleway/sdk-iam/v1alpha1'

import { toApiError, untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { iam, iamWith } from '../../api/write-client.ts'
import { type ApiKey, apiKeyQuery } from './queries.ts'

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
  return useOperation('deleteAPIKey', () => untilGone(iam.deleteAPIKey({ accessKey })), {
    gone: () => [apiKeyQuery(accessKey).queryKey],
  })
}

/** Deletions that are on their way at a time. */
const AT_ONCE = 4

/**
 * Deletes several keys for good. A failure stops none of the others.
 *
 * @param onResult is told of each key as soon as its deletion is answered; `error` in words when it
 *   failed
 * @returns a write that gives how many keys are left
 */
export function useDeleteApiKeys(onResult: (accessKey: string, error?: string) => void) {
  return useOperation(
    'deleteAPIKey',
    async (accessKeys: readonly string[]) => {
      const waiting = [...accessKeys]
      let failures = 0
      const work = async () => {
        for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
          try {
            await untilGone(iam.deleteAPIKey({ accessKey: key }))
            onResult(key)
          } catch (error) {
            failures += 1
            onResult(key, toApiError(error).message)
          }
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      return failures
    },
    { gone: (accessKeys) => accessKeys.map((key) => apiKeyQuery(key).queryKey) },
  )
}
