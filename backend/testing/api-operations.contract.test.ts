import { expect, it } from 'vitest'

import { createMemoryStore } from '../store/memory.ts'
import { apiOperations } from './api-operations.ts'
import { createTestBackend } from './harness.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

it('answers each of the 84 operations, and no other method on their paths', async () => {
  expect(apiOperations).toHaveLength(84)
  const test = await createTestBackend(async () => createMemoryStore())
  const as = await test.signedIn(test.scenario.ownerId)
  const answers: string[] = []
  for (const { method, path } of apiOperations) {
    const { status, body } = await test.request(path.replaceAll(/\{\w+\}/g, UNKNOWN), {
      method,
      as,
      ...(method === 'GET' ? {} : { body: {} }),
    })
    // What has no `type` comes from the router, or is a failure: no operation has answered.
    const answered = status === 204 || status === 200 || 'type' in (body as object)
    if (!answered) answers.push(`${method} ${path}: ${status} ${JSON.stringify(body)}`)
  }
  expect(answers).toEqual([])
  expect(test.reports).toEqual([])

  for (const path of new Set(apiOperations.map((operation) => operation.path))) {
    const known = apiOperations.filter((operation) => operation.path === path)
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      if (known.some((operation) => operation.method === method)) continue
      const answer = await test.request(path.replaceAll(/\{\w+\}/g, UNKNOWN), { method, as })
      expect([method, path, answer.status]).toEqual([method, path, 405])
      expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(
        known.map((operation) => operation.method).toSorted(),
      )
      expect(Object.keys(answer.body as object)).toEqual(['message'])
    }
  }
  await test.close()
})
