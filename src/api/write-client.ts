import { ProjectAPI } from '@scaleway/sdk-account/v3'
import { API as IamApi } from '@scaleway/sdk-iam/v1alpha1'

import { type Reading, sameOriginClient } from './client.ts'

/**
 * The methods of an API that change something. They are apart from those that read, because the first
 * page only reads: a build gives this file a copy of the SDK with nothing else in it
 * (scripts/vite-prune-sdk.ts).
 */
type Writing<T> = Omit<T, keyof Reading<T>>

const client = sameOriginClient()

/** The IAM API, to write. Its methods throw ApiError. */
export const iam: Writing<IamApi> = new IamApi(client)

/** The account API: Projects, to write. Its methods throw ApiError. */
export const account: Writing<ProjectAPI> = new ProjectAPI(client)

/** The IAM API, to write, with further headers on every request, such as `Idempotency-Key`. */
export function iamWith(headers: Readonly<Record<string, string>>): Writing<IamApi> {
  return new IamApi(sameOriginClient(headers))
}
