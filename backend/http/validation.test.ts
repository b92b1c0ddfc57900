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

it('refuses what is no text, and reads text that comes in pieces', async () => {
  const request = (...pieces: number[][]) => {
    const body = new Blob(pieces.map((piece) => new Uint8Array(piece)))
    return new Request('http://localhost/', { method: 'POST', body })
  }
  const quoted = [...new TextEncoder().encode('{"name":"é"}')]
  expect(await readBody(request(quoted.slice(0, 10), quoted.slice(10)))).toEqual({ name: 'é' })
  const broken = quoted.toSpliced(10, 1)
  await expect(readBody(request(broken))).rejects.toMatchObject({ status: 400 })
})
