import { readJson, send } from './http.ts'

/**
 * Asks what the official API lacks and the console has under `/console/v1`.
 *
 * @param path with its query
 * @returns the answer as it came; undefined when it is empty
 * @throws ApiError
 */
export async function callConsole<T>(method: string, path: string, body?: unknown): Promise<T> {
  const content =
    body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  return (await readJson(await send(method, path, content))) as T
}
