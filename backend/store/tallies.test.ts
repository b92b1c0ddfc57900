import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore, onSqlStores } from '../../server/on-every-store.ts'
import { createMemoryStore } from './memory.ts'
import { type Random, seededRandom } from './random-find.ts'
import type { Find, Order, Row, Store, Transaction, Where } from './store.ts'
import { apiKeyRow, groupRow, organizationRow, policyRow, userRow } from './test-rows.ts'

type Key = Row<'api_keys'>

const organizations = ['org', 'other']
const times = [
  null,
  '2026-01-01T00:00:00.000000Z',
  '2026-01-01T12:00:00.000000Z',
  '2026-01-01T23:59:59.999999Z',
  '2026-01-02T00:00:00.000000Z',
  '2026-03-05T06:00:00.000000Z',
]

onSqlStores((open) => {
  let store: Store
  let memory: Store
  beforeEach(async () => {
    store = await open()
    memory = createMemoryStore()
    await both((tx) => tx.insert('organizations', organizations.map(organizationRow)))
  })
  afterEach(() => store.close())

  /** Does the same to the store that is tested and to the one in memory, which counts row by row. */
  async function both(work: (tx: Transaction) => Promise<unknown>): Promise<void> {
    await store.transaction(work)
    await memory.transaction(work)
  }

  describe('totals and pages', () => {
    it('stay those of the rows through any changes', { timeout: 60_000 }, async () => {
      const seed = 20_261_124
      const random = seededRandom(seed)
      const keys = manyKeys(random, 900)
      await both((tx) => tx.insert('api_keys', keys))
      for (let round = 0; round < 15; round += 1) {
        const change = randomChange(random, round)
        await both(change)
        for (let n = 0; n < 6; n += 1) {
          const find = randomPage(random)
          const said = `seed ${seed}, round ${round}: ${JSON.stringify(find)}`
          const total = await memory.count('api_keys', find.where)
          expect(await store.count('api_keys', find.where), said).toBe(total)
          expect(await store.find('api_keys', find), said).toEqual(
            await memory.find('api_keys', find),
          )
        }
      }
    })

    it('are those of the transaction inside of it, and of nobody when it fails', async () => {
      const keys = manyKeys(seededRandom(1), 10)
      await both((tx) => tx.insert('api_keys', keys))
      const where = { organization_id: 'org' }
      const before = await store.count('api_keys', where)
      const failed = store.transaction(async (tx) => {
        await tx.insert('api_keys', apiKeyRow('NEW'))
        expect(await tx.count('api_keys', where)).toBe(before + 1)
        await tx.delete('api_keys', where)
        expect(await tx.count('api_keys', where)).toBe(0)
        throw new Error('never mind')
      })
      await expect(failed).rejects.toThrow('never mind')
      expect(await store.count('api_keys', where)).toBe(before)
    })

    it('count what columns with a value of its own do', async () => {
      await both(async (tx) => {
        await tx.insert('users', [
          userRow('a', { mfa: true }),
          userRow('b'),
          userRow('c', { type: 'owner', organization_id: 'other' }),
        ])
        await tx.insert('policies', [
          policyRow('p'),
          policyRow('q', { principal_type: 'group', principal_id: 'g' }),
        ])
      })
      expect(await store.count('users', { mfa: true })).toBe(1)
      expect(await store.count('users', { organization_id: { in: organizations } })).toBe(3)
      expect(await store.count('users', { type: { not: 'owner' }, mfa: false })).toBe(1)
      expect(await store.count('policies', { principal_type: null })).toBe(1)
      expect(await store.count('policies', { principal_type: { not: null } })).toBe(1)
      expect(await store.count('policies', { principal_type: { not: 'user' } })).toBe(2)
      await both((tx) => tx.update('policies', {}, { principal_type: null, principal_id: null }))
      expect(await store.count('policies', { principal_type: null })).toBe(2)
      await both((tx) => tx.update('users', { id: 'a' }, { mfa: false }))
      expect(await store.count('users', { mfa: true })).toBe(0)
    })

    it('leave nothing behind of an Organization that is deleted', async () => {
      await store.transaction((tx) => tx.insert('groups', groupRow('g')))
      await store.transaction(async (tx) => {
        await tx.delete('groups', { organization_id: 'org' })
        await tx.delete('organizations', { id: 'org' })
      })
      expect(await store.count('groups')).toBe(0)
      await store.transaction((tx) => tx.insert('organizations', organizationRow('org')))
      await store.transaction((tx) => tx.insert('groups', groupRow('g')))
      expect(await store.count('groups')).toBe(1)
    })

    it('are right after writers that came at once', async () => {
      await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          store.transaction(async (tx) => {
            await tx.insert('api_keys', apiKeyRow(`KEY${i}`))
            if (i % 3 === 0)
              await tx.update('api_keys', { access_key: `KEY${i}` }, { editable: false })
          }),
        ),
      )
      expect(await store.count('api_keys')).toBe(30)
      expect(await store.count('api_keys', { editable: false })).toBe(10)
    })
  })
})

onEveryStore((open) => {
  it('counts rows by the value of a column', async () => {
    const store = await open()
    await store.transaction(async (tx) => {
      await tx.insert('organizations', organizationRow())
      await tx.insert('api_keys', [
        apiKeyRow('1', { bearer_id: 'a' }),
        apiKeyRow('2', { bearer_id: 'b' }),
        apiKeyRow('3', { bearer_id: 'b', bearer_type: 'application' }),
      ])
      await tx.insert('policies', [policyRow('p'), policyRow('q', { principal_id: 'u' })])
      expect(await tx.countBy('api_keys', 'bearer_id')).toEqual(
        new Map(Object.entries({ a: 1, b: 2 })),
      )
    })
    const where = { bearer_type: 'user', bearer_id: { in: ['a', 'b', 'c'] } } as const
    expect(await store.countBy('api_keys', 'bearer_id', where)).toEqual(
      new Map(Object.entries({ a: 1, b: 1 })),
    )
    expect(await store.countBy('policies', 'principal_id')).toEqual(new Map([['u', 1]]))
    expect(await store.countBy('logs', 'bearer_id')).toEqual(new Map())
    await store.close()
  })
})

function pick<V>(random: Random, values: readonly V[]): V {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

function manyKeys(random: Random, count: number, first = 0): Key[] {
  return Array.from({ length: count }, (_, i) =>
    apiKeyRow(`KEY${String(first + i).padStart(6, '0')}`, {
      organization_id: random() < 0.9 ? 'org' : 'other',
      bearer_type: random() < 0.4 ? 'user' : 'application',
      editable: random() < 0.9,
      expires_at: pick(random, times),
      description: pick(random, ['a', 'b']),
    }),
  )
}

function randomChange(random: Random, round: number): (tx: Transaction) => Promise<unknown> {
  const where = randomWhere(random)
  const patch = pick<Partial<Key>>(random, [
    { editable: random() < 0.5 },
    { expires_at: pick(random, times) },
    { bearer_type: 'user', editable: true, description: 'c' },
    { description: 'd' },
  ])
  const keys = manyKeys(random, 40, 1000 * (round + 1))
  const some = { ...where, access_key: { below: `KEY000${pick(random, ['1', '2', '3'])}` } }
  return pick<(tx: Transaction) => Promise<unknown>>(random, [
    (tx) => tx.insert('api_keys', keys),
    (tx) => tx.update('api_keys', some, patch),
    (tx) => tx.delete('api_keys', some),
    async (tx) => {
      await tx.insert('api_keys', keys)
      await tx.update('api_keys', some, patch)
      await tx.count('api_keys', { organization_id: 'org' })
      await tx.delete('api_keys', some)
    },
  ])
}

function randomWhere(random: Random): Where<Key> {
  const bound = () =>
    pick(
      random,
      times.filter((time) => time !== null),
    )
  return {
    ...(random() < 0.8 && { organization_id: pick(random, [...organizations, 'org']) }),
    ...(random() < 0.3 && { bearer_type: pick(random, ['user', 'application'] as const) }),
    ...(random() < 0.2 && { editable: { not: random() < 0.5 } }),
    ...(random() < 0.3 && {
      expires_at: pick<NonNullable<Where<Key>['expires_at']> | null>(random, [
        null,
        { not: null },
        { atMost: bound() },
        { above: bound() },
        { atLeast: bound() },
        { below: bound() },
        bound(),
      ]),
    }),
    ...(random() < 0.3 && {
      or: [{ expires_at: null }, { expires_at: { above: bound() } }, { bearer_type: 'user' }],
    }),
    ...(random() < 0.2 && { description: pick(random, ['a', { contains: 'a' }]) }),
  }
}

function randomPage(random: Random): Find<Key> {
  return {
    where: randomWhere(random),
    ...(random() < 0.9 && { order: randomOrder(random) }),
    limit: pick(random, [1, 7, 20, 100]),
    offset: pick(random, [0, 150, 200, 300, 500, 700, 890, 1200]),
  }
}

function randomOrder(random: Random): Order<Key>[] {
  return [
    {
      column: pick(random, ['expires_at', 'access_key', 'description'] as const),
      direction: pick(random, ['asc', 'desc'] as const),
      ...(random() < 0.3 && { nulls: pick(random, ['first', 'last'] as const) }),
    },
  ]
}
