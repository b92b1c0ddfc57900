import { ProjectAPI } from '@scaleway/sdk-account/v3'
import type { Client } from '@scaleway/sdk-client'
import { API as IamApi } from '@scaleway/sdk-iam/v1alpha1'

import { readJson, send } from './http.ts'

/**
 * The SDK's client interface on the page's own origin, where the session cookie says who asks. The
 * SDK's own client brings retries, loggers, credentials and error classes that a browser behind a
 * cookie has no use for; leaving them out is a tenth of what the first page loads.
 */
export function sameOriginClient(headers: Readonly<Record<string, string>> = {}): Client {
  return {
    settings: { httpClient: fetch, interceptors: [], userAgent: '' },
    async fetch(request, unmarshal) {
      const query = request.urlParams?.toString()
      const answer = await readJson(
        await send(request.method, query ? `${request.path}?${query}` : request.path, {
          headers: { ...request.headers, ...headers },
          body: request.body,
        }),
      )
      return unmarshal ? unmarshal(answer) : (answer as never)
    },
  }
}

const client = sameOriginClient()

/** The methods of an API that only read. */
export type Reading<T> = Pick<T, Extract<keyof T, `get${string}` | `list${string}`>>

/** The IAM API, to read. Its methods throw ApiError. */
export const iam: Reading<IamApi> = new IamApi(client)

/** The account API: Projects, to read. Its methods throw ApiError. */
export const account: Reading<ProjectAPI> = new ProjectAPI(client)
