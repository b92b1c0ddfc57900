import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createTestBackend } from '../testing/harness.ts'
import { startConversation } from '../testing/random-conversation.ts'
import { randomRequests } from '../testing/random-requests.ts'
import type { ApiDocument } from './api-document.ts'

/** `FUZZ_RUNS=200 FUZZ_SEED=7` looks further; a failure prints the seed that repeats it. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 3)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_123)

/** Requests of one run, which share a backend: later ones meet what earlier ones have made. */
const LENGTH = 100

onEveryStore((open) => {
  it(
    'random requests are answered as described, never with a 500, and leave nothing when refused',
    { timeout: 120_000 + runs * 10_000 },
    async () => {
      const document = await loadDocument()
      const conversation = fc.array(randomRequests(document), {
        minLength: LENGTH,
        maxLength: LENGTH,
      })
      const result = await fc.check(
        fc.asyncProperty(conversation, async (requests) => {
          const test = await createTestBackend(open)
          try {
            const { say } = await startConversation(test, document)
            for (const request of requests) await say(request)
            expect(Reflect.get({}, 'polluted')).toBeUndefined()
          } catch (error) {
            // It tells the request; closing would tell of its answer only.
            await test.close().catch(() => undefined)
            throw error
          }
          await test.close()
        }),
        // The error tells the one request; to shrink those before it takes longer than to read them.
        { numRuns: runs, seed, endOnFailure: true },
      )
      if (result.failed) {
        const cause = result.errorInstance
        const what = cause instanceof Error ? cause.message : 'failed'
        throw new Error(`FUZZ_SEED=${result.seed}, run ${result.numRuns}: ${what}`, { cause })
      }
    },
  )
})

async function loadDocument(): Promise<ApiDocument> {
  const test = await createTestBackend(async () => createMemoryStore(), { scenario: 'empty' })
  const { body } = await test.request('/openapi.json')
  await test.close()
  return body as ApiDocument
}
