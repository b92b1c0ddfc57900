import { expect, it } from 'vitest'

import { readBody } from './validation.ts'

/** A request as Firefox makes it, which has no `body`. */
function withoutStream(body?: string): Request {
  const request = new Request('http://localhost/', { method: 'POST', ...(body && { body }) })
  return Object.defineProperty(request, 'body', { value: undefined })
}

it('reads a request that has no stream', async () => {
  expect(await readBody(withoutStream('{"name":"ci","tags":null}'))).toEqual({ name: 'ci' })
  expect(await readBody(withoutStream())).toEqual({})
  const long = JSON.stringify({ name: 'x'.repeat(2 ** 20) })
  await expect(readBody(withoutStream(long))).rejects.toMatchObject({ status: 413 })
})
