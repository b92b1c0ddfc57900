import { describe, expect, it } from 'vitest'

import { onSqlStores } from '../../server/on-every-store.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { createTestBackend } from '../testing/harness.ts'
import { addForeignOrganization, addSamples, FOREIGN } from '../testing/sample-organization.ts'
import type { Sample, SampleIds } from '../testing/sample-requests.ts'
import {
  documentedOperations,
  fillSample,
  rehearsingBackend,
  samplesOf,
  sendSample,
} from '../testing/sample-run.ts'

/** Fields that hold an id of something in an Organization. */
const IDS = /(?:_ids?|^access_keys?|^jti|^permissions)$/
/** Names that other systems give, and a registration that is its user's alone. */
const NO_SAMPLE = new Set(['raw_id', 'entity_id', 'ceremony_id'])

/** Copies of a request in which one id is of the other Organization, with that id. */
function foreignVariants(
  sample: Sample,
  own: SampleIds,
  foreign: SampleIds,
): { sent: Sample; id: string }[] {
  const text = JSON.stringify(sample)
  return Object.entries(own).flatMap(([kind, id]) => {
    const other = foreign[kind as keyof SampleIds]
    const parts = text.split(JSON.stringify(id))
    return parts.slice(1).map((_, index) => {
      const before = parts.slice(0, index + 1).join(JSON.stringify(id))
      const after = parts.slice(index + 1).join(JSON.stringify(id))
      return { sent: JSON.parse(before + JSON.stringify(other) + after) as Sample, id: other }
    })
  })
}

async function attack(open: () => Promise<Store>): Promise<void> {
  const test = await createTestBackend(open, { scenario: 'empty' })
  const { organizationId: id, ownerId } = test.scenario
  const own = await addSamples(test.store, { id, ownerId }, 'sample')
  const { ids: foreign } = await addForeignOrganization(test.store)
  const { backend, changes } = rehearsingBackend(test, { noting: true })
  const owner = await test.signedIn(ownerId)
  const foreignIds = Object.values(foreign)
  let sent = 0
  for (const operation of await documentedOperations(test)) {
    for (const [name, sample] of samplesOf(operation)) {
      const filled = fillSample(sample, { ...own, self: ownerId })
      for (const variant of foreignVariants(filled, own, foreign)) {
        const request = `${name} with ${variant.id}: ${JSON.stringify(variant.sent)}`
        const answer = await sendSample(backend, operation, variant.sent, owner)
        sent += 1
        expect(answer.status, request).toBeLessThan(500)
        // What asks for nothing that is there is answered with nothing.
        if (operation.method !== 'GET') {
          expect(answer.status >= 400 || name === 'checkPermissions', request).toBe(true)
        }
        const others = foreignIds.filter((one) => one !== variant.id)
        for (const told of [...others, FOREIGN]) expect(answer.text, request).not.toContain(told)
        const { before, after } = changes()
        const touched = [...before, ...after].filter(
          (row) => row.includes(FOREIGN) || foreignIds.some((one) => row.includes(one)),
        )
        expect(touched, request).toEqual([])
      }
    }
  }
  expect(sent).toBeGreaterThan(120)
  expect(test.reports).toEqual([])
  await test.close()
}

describe('ids of another Organization', () => {
  const hold = 'change nothing there, attach nothing of it here, and tell nothing of it'

  it(`${hold}: in memory`, { timeout: 60_000 }, () => attack(async () => createMemoryStore()))
  onSqlStores((open) => {
    it(hold, { timeout: 60_000 }, () => attack(open))
  })

  it('are tried in every field that holds one', async () => {
    const test = await createTestBackend(async () => createMemoryStore(), { scenario: 'empty' })
    const missing = (await documentedOperations(test)).flatMap((operation) => {
      const tried = new Set(
        samplesOf(operation).flatMap(([, { params, query, body }]) =>
          Object.entries({ ...params, ...query, ...body })
            .filter(([, value]) => JSON.stringify(value).includes('"$'))
            .map(([name]) => name),
        ),
      )
      return operation.fields
        .filter((name) => IDS.test(name) && !NO_SAMPLE.has(name) && !tried.has(name))
        .map((name) => `${operation.id} ${name}`)
    })
    expect(missing).toEqual([])
    await test.close()
  })
})
