import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore, onSqlStores } from '../../server/on-every-store.ts'
import { createMemoryStore } from './memory.ts'
import { randomFind, seededRandom } from './random-find.ts'
import type { Find, Row, Store, TableName, Where } from './store.ts'
import {
  apiKeyRow,
  groupMemberRow,
  groupRow,
  organizationRow,
  policyRow,
  ruleRow,
  userRow,
} from './test-rows.ts'

onEveryStore((open) => {
  let store: Store

  function insert<T extends TableName>(table: T, ...rows: Row<T>[]): Promise<void> {
    return store.transaction((tx) => tx.insert(table, rows))
  }

  describe('conditions', () => {
    const early = '2026-01-01T00:00:00.000000Z'
    const late = '2026-06-01T00:00:00.000000Z'

    beforeAll(async () => {
      store = await open()
      await insert('organizations', organizationRow())
      await insert('organizations', organizationRow('other'))
      await insert(
        'users',
        userRow('a', { last_login_at: early, mfa: true, search_text: 'élan 100%' }),
        userRow('b', { last_login_at: late, locked: true, search_text: 'a_b\\c' }),
        userRow('c', { organization_id: 'other', search_text: 'A_B' }),
        userRow('d', { last_login_at: late, mfa: true, search_text: '' }),
      )
      await insert('groups', groupRow('g1'), groupRow('g2', { name: 'second' }))
      await insert(
        'group_members',
        groupMemberRow('g1', 'a', 0),
        groupMemberRow('g1', 'b', 1),
        groupMemberRow('g2', 'c', 2),
      )
      await insert('policies', policyRow('policy'))
      await insert('rules', ruleRow('r', { permission_set_names: ['A', 'B'] }))
    })

    afterAll(() => store.close())

    const inG1: Where<Row<'users'>> = {
      id: { inRows: { table: 'group_members', column: 'member_id', where: { group_id: 'g1' } } },
    }

    it.each<[string, Where<Row<'users'>>, string]>([
      ['nothing', {}, 'abcd'],
      ['equality', { id: 'b' }, 'b'],
      ['equality of an unknown value', { id: 'z' }, ''],
      ['equality is by case', { id: 'B' }, ''],
      ['equality of a boolean', { mfa: true }, 'ad'],
      ['all columns', { mfa: true, last_login_at: late }, 'd'],
      ['null', { last_login_at: null }, 'c'],
      ['in', { id: { in: ['a', 'c', 'z', 'a'] } }, 'ac'],
      ['in nothing', { id: { in: [] } }, ''],
      ['in never holds null', { last_login_at: { in: [early, late] } }, 'abd'],
      ['in of booleans', { mfa: { in: [true] } }, 'ad'],
      ['in of an indexed column', { organization_id: { in: ['other', 'none'] } }, 'c'],
      ['not holds for null', { last_login_at: { not: late } }, 'ac'],
      ['not null', { last_login_at: { not: null } }, 'abd'],
      ['not of a boolean', { locked: { not: true } }, 'acd'],
      ['atLeast', { last_login_at: { atLeast: late } }, 'bd'],
      ['atMost', { last_login_at: { atMost: early } }, 'a'],
      ['above', { last_login_at: { above: early } }, 'bd'],
      ['below', { last_login_at: { below: late } }, 'a'],
      ['a range', { id: { above: 'a', atMost: 'c' } } as Where<Row<'users'>>, 'bc'],
      ['contains', { search_text: { contains: 'lan' } }, 'a'],
      ['contains non-ASCII text', { search_text: { contains: 'él' } }, 'a'],
      ['contains is by case', { search_text: { contains: 'a_b' } }, 'b'],
      ['contains reads % as a letter', { search_text: { contains: '0%' } }, 'a'],
      ['contains reads _ as a letter', { search_text: { contains: '_' } }, 'bc'],
      ['contains reads \\ as a letter', { search_text: { contains: '\\' } }, 'b'],
      ['contains nothing holds for any text', { search_text: { contains: '' } }, 'abcd'],
      ['contains never holds for null', { last_login_at: { contains: '' } }, 'abd'],
      ['or', { or: [{ id: 'a' }, { organization_id: 'other' }] }, 'ac'],
      ['or beside a column', { mfa: true, or: [{ id: 'a' }, { id: 'b' }] }, 'a'],
      ['or within or', { or: [{ or: [{ id: 'a' }] }, { id: 'd', mfa: true }] }, 'ad'],
      ['or of nothing', { or: [] }, ''],
      ['or with an empty alternative', { or: [{}, { id: 'a' }] }, 'abcd'],
      ['inRows', inG1, 'ab'],
      ['inRows beside a column', { ...inG1, mfa: true }, 'a'],
      ['inRows in an alternative', { or: [inG1, { id: 'd' }] }, 'abd'],
      [
        'inRows of all rows',
        { id: { inRows: { table: 'group_members', column: 'member_id' } } },
        'abc',
      ],
      [
        'inRows of no rows',
        { id: { inRows: { table: 'group_members', column: 'member_id', where: { id: '' } } } },
        '',
      ],
      [
        'inRows within inRows',
        {
          id: {
            inRows: {
              table: 'group_members',
              column: 'member_id',
              where: {
                group_id: { inRows: { table: 'groups', column: 'id', where: { name: 'second' } } },
              },
            },
          },
        },
        'c',
      ],
      [
        'inRows of rows with null',
        {
          last_login_at: {
            inRows: { table: 'users', column: 'last_login_at', where: { id: { in: ['a', 'c'] } } },
          },
        },
        'a',
      ],
    ])('%s', async (_name, where, ids) => {
      const found = await store.find('users', { where })
      expect(found.map(({ id }) => id).join('')).toBe(ids)
      expect(await store.count('users', where)).toBe(ids.length)
    })

    it('compare integers by size, and lists as a whole', async () => {
      expect(await store.count('group_members', { position: { atLeast: 1 } })).toBe(2)
      expect(await store.count('group_members', { position: { in: [0, 2] } })).toBe(2)
      expect(await store.count('rules', { permission_set_names: ['A', 'B'] })).toBe(1)
      expect(await store.count('rules', { permission_set_names: ['B', 'A'] })).toBe(0)
    })

    it('are refused when a value was forgotten', async () => {
      const forgotten = { id: undefined } as unknown as Where<Row<'users'>>
      await expect(store.find('users', { where: forgotten })).rejects.toThrow(TypeError)
      await expect(store.transaction((tx) => tx.delete('users', forgotten))).rejects.toThrow(
        TypeError,
      )
      const unknown = { id: { startsWith: 'a' } } as unknown as Where<Row<'users'>>
      await expect(store.find('users', { where: unknown })).rejects.toThrow(TypeError)
      expect(await store.count('users')).toBe(4)
    })
  })

  describe('order', () => {
    beforeEach(async () => {
      store = await open()
      await insert('organizations', organizationRow())
    })
    afterEach(() => store.close())

    const ids = async (query: Find<Row<'users'>>) =>
      (await store.find('users', query)).map(({ id }) => id).join(' ')

    it('is by the bytes of the text', async () => {
      // Ascending in UTF-8. UTF-16 would put the emoji before U+FF5E, a locale the accents elsewhere.
      const names = ['', ' ', 'A', 'B', 'Z', '_', 'a', 'aa', 'b', 'É', 'é', '漢', '～', '🗝']
      const rows = names.map((name, i) => userRow(`u${i}`, { last_name: name }))
      await insert('users', ...rows.toReversed())
      const sorted = await store.find('users', {
        order: [{ column: 'last_name', direction: 'asc' }],
      })
      expect(sorted.map(({ last_name }) => last_name)).toEqual(names)
      expect(await store.count('users', { last_name: { below: '～' } })).toBe(12)
    })

    it('puts rows without a value last unless told otherwise, and breaks ties by key', async () => {
      await insert(
        'users',
        userRow('d'),
        userRow('b', { last_login_at: '2' }),
        userRow('c', { last_login_at: '1' }),
        userRow('e', { last_login_at: '2' }),
        userRow('a'),
      )
      expect(await ids({})).toBe('a b c d e')
      expect(await ids({ order: [{ column: 'last_login_at', direction: 'asc' }] })).toBe(
        'c b e a d',
      )
      expect(await ids({ order: [{ column: 'last_login_at', direction: 'desc' }] })).toBe(
        'e b c d a',
      )
      expect(
        await ids({ order: [{ column: 'last_login_at', direction: 'asc', nulls: 'first' }] }),
      ).toBe('a d c b e')
      expect(
        await ids({ order: [{ column: 'last_login_at', direction: 'desc', nulls: 'first' }] }),
      ).toBe('d a e b c')
      expect(
        await ids({
          order: [
            { column: 'last_login_at', direction: 'desc', nulls: 'last' },
            { column: 'email', direction: 'asc' },
          ],
        }),
      ).toBe('b e c a d')
      expect(await ids({ order: [{ column: 'id', direction: 'desc' }] })).toBe('e d c b a')
    })

    it('of integers is by size', async () => {
      await insert('groups', groupRow('g'))
      await insert('group_members', ...[10, 9, 100].map((n) => groupMemberRow('g', `m${n}`, n)))
      const members = await store.find('group_members', {
        order: [{ column: 'position', direction: 'asc' }],
      })
      expect(members.map(({ position }) => position)).toEqual([9, 10, 100])
    })

    it('makes pages that join without gap or overlap', async () => {
      const rows = Array.from({ length: 25 }, (_, i) =>
        userRow(`u${String(i).padStart(2, '0')}`, { last_login_at: i % 3 ? null : 'same' }),
      )
      await insert('users', ...rows)
      const order = [{ column: 'last_login_at', direction: 'desc' }] as const
      const all = await store.find('users', { order })
      const pages = await Promise.all(
        [0, 10, 20, 30].map((offset) => store.find('users', { order, limit: 10, offset })),
      )
      expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0])
      expect(pages.flat()).toEqual(all)
      expect(await store.find('users', { order, offset: 20 })).toEqual(all.slice(20))
      expect(await store.find('users', { order, limit: 0 })).toEqual([])
      const where = { organization_id: 'org' }
      for (const offset of [0, 20, 30]) {
        const page = await store.page('users', { where, order, limit: 10, offset })
        expect(page).toEqual({ rows: all.slice(offset, offset + 10), total: 25 })
      }
    })
  })

  describe('columns', () => {
    beforeEach(async () => {
      store = await open()
      await insert('organizations', organizationRow())
    })
    afterEach(() => store.close())

    it('are picked alone, in the form that whole rows have', async () => {
      await insert('policies', policyRow('policy'))
      await insert(
        'rules',
        ruleRow('a', { permission_set_names: ['A', 'B'], project_ids: null, position: 1 }),
        ruleRow('b', { permission_set_names: [], project_ids: ['p'], position: 0 }),
      )
      const columns = ['permission_set_names', 'id', 'project_ids'] as const
      expect(await store.pick('rules', columns, {})).toEqual([
        { permission_set_names: ['A', 'B'], id: 'a', project_ids: null },
        { permission_set_names: [], id: 'b', project_ids: ['p'] },
      ])
      await insert('users', userRow('a', { mfa: true, search_text: 'x' }))
      expect(await store.pick('users', ['mfa', 'locked', 'last_login_at'], {})).toEqual([
        { mfa: true, locked: false, last_login_at: null },
      ])
    })

    it('are picked of the rows that a condition, an order and a limit find', async () => {
      await insert(
        'users',
        userRow('a', { last_name: '3' }),
        userRow('b', { last_name: '2', mfa: true }),
        userRow('c', { last_name: '1' }),
        userRow('d', { last_name: '1' }),
      )
      const order = [{ column: 'last_name', direction: 'desc' }] as const
      const picked = await store.pick('users', ['email'], {
        where: { mfa: false, or: [{ id: { not: 'z' } }] },
        order,
        limit: 2,
      })
      expect(picked).toEqual([{ email: 'a@example.com' }, { email: 'd@example.com' }])
      expect(await store.pick('users', ['id'], { order, limit: 0 })).toEqual([])
      expect(await store.pick('users', ['id'], { where: { id: { in: [] } } })).toEqual([])
    })

    it('are nobody else’s to change', async () => {
      await insert('policies', policyRow('policy'))
      await insert('rules', ruleRow('rule', { project_ids: ['p'] }))
      const [picked] = await store.pick('rules', ['project_ids'], {})
      picked?.project_ids?.push('changed')
      expect(await store.pick('rules', ['project_ids'], {})).toEqual([{ project_ids: ['p'] }])
    })
  })

  describe('links', () => {
    beforeEach(async () => {
      store = await open()
      await insert('organizations', organizationRow())
    })
    afterEach(() => store.close())

    it('are followed to the rows that are there', async () => {
      const user = userRow('u', { mfa: true, password_hash: null, failed_sign_ins: 3 })
      const key = apiKeyRow('K', { bearer_type: 'user', bearer_id: 'u', expires_at: null })
      await insert('users', user)
      await insert('api_keys', key)
      const links = {
        user: { table: 'users', by: 'bearer_id' },
        application: { table: 'applications', by: 'bearer_id' },
        organization: { table: 'organizations', by: 'organization_id' },
      } as const
      const where = { secret_digest: key.secret_digest }
      expect(await store.getLinked('api_keys', where, links)).toEqual({
        row: key,
        links: { user, organization: organizationRow() },
      })
      const none = { secret_digest: 'another' }
      expect(await store.getLinked('api_keys', none, links)).toBeUndefined()
    })
  })
})

onSqlStores((open) => {
  it('answers any query as the memory store does', { timeout: 60_000 }, async () => {
    const seed = 20_261_123
    const { keys, finds } = randomFind(seededRandom(seed), { rows: 300, finds: 400 })
    const memory = createMemoryStore({
      rows: { organizations: [organizationRow()], api_keys: keys },
    })
    const store = await open()
    await store.transaction(async (tx) => {
      await tx.insert('organizations', organizationRow())
      await tx.insert('api_keys', keys)
    })
    let found = 0
    for (const find of finds) {
      const expected = await memory.find('api_keys', find)
      found += expected.length
      const said = `seed ${seed}: ${JSON.stringify(find)}`
      expect(await store.find('api_keys', find), said).toEqual(expected)
      expect(await store.count('api_keys', find.where), said).toBe(
        await memory.count('api_keys', find.where),
      )
      const { limit = 7 } = find
      expect(await store.page('api_keys', { ...find, limit }), said).toEqual(
        await memory.page('api_keys', { ...find, limit }),
      )
      const { offset: _, ...part } = find
      const columns = ['access_key', 'managed', 'expires_at'] as const
      expect(await store.pick('api_keys', columns, part), said).toEqual(
        await memory.pick('api_keys', columns, part),
      )
    }
    expect(found).toBeGreaterThan(finds.length)
    await store.close()
  })
})
