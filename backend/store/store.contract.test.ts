import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import {
  ReferenceViolation,
  type Row,
  type Store,
  StoreUnavailable,
  type TableName,
  type Transaction,
  UniqueViolation,
} from './store.ts'
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

  beforeEach(async () => {
    store = await open()
    await insert('organizations', organizationRow())
  })
  afterEach(() => store.close())

  function insert<T extends TableName>(table: T, ...rows: Row<T>[]): Promise<void> {
    return store.transaction((tx) => tx.insert(table, rows))
  }

  describe('rows', () => {
    it('come back as they were', async () => {
      const key = apiKeyRow('KEY', {
        description: 'naïve “Ünïcode” 漢字 🗝️ %_\\\' "',
        expires_at: '2027-01-01T00:00:00.123456Z',
        expires_at_decimals: 6,
        managed: true,
        editable: false,
      })
      const onProjects = ruleRow('on projects', {
        permission_set_names: ['A', 'B"\\', 'ç'],
        organization_id: null,
        project_ids: [],
      })
      await insert('api_keys', key)
      await insert('policies', policyRow('policy'))
      await insert('rules', onProjects, ruleRow('on the organization'))

      expect(await store.get('api_keys', 'KEY')).toEqual(key)
      expect(await store.get('rules', 'on projects')).toEqual(onProjects)
      expect(await store.get('rules', 'on the organization')).toEqual(
        ruleRow('on the organization'),
      )
      expect(await store.get('rules', 'none')).toBeUndefined()
    })

    it('are nobody else’s to change', async () => {
      const given = ruleRow('rule', { project_ids: ['p'] })
      await insert('policies', policyRow('policy'))
      await insert('rules', given)
      given.condition = 'changed'
      given.permission_set_names.push('changed')
      const read = await store.get('rules', 'rule')
      read?.project_ids?.push('changed')
      if (read) read.condition = 'changed'

      expect(await store.get('rules', 'rule')).toEqual(ruleRow('rule', { project_ids: ['p'] }))
    })

    it('are inserted none at all for an empty list', async () => {
      await insert('users')
      expect(await store.count('users')).toBe(0)
    })
  })

  describe('writing', () => {
    beforeEach(() => insert('users', userRow('a'), userRow('b'), userRow('c', { mfa: true })))

    it('changes and deletes exactly the matching rows, and counts them', async () => {
      await store.transaction(async (tx) => {
        expect(await tx.update('users', { mfa: false }, { locked: true, last_login_at: 'x' })).toBe(
          2,
        )
        expect(await tx.update('users', { id: 'z' }, { locked: true })).toBe(0)
        expect(await tx.update('users', { id: 'a' }, { last_login_at: null })).toBe(1)
        expect(await tx.delete('users', { id: { in: ['c', 'z'] } })).toBe(1)
        expect(await tx.get('users', 'c')).toBeUndefined()
      })
      expect(await store.find('users')).toEqual([
        userRow('a', { locked: true }),
        userRow('b', { locked: true, last_login_at: 'x' }),
      ])
    })

    it('changes nothing where a patch is empty, and counts the rows all the same', async () => {
      await store.transaction(async (tx) => {
        expect(await tx.update('users', { mfa: false }, {})).toBe(2)
        expect(await tx.update('users', { id: 'z' }, {})).toBe(0)
      })
      expect(await store.find('users', { where: { mfa: false } })).toEqual([
        userRow('a'),
        userRow('b'),
      ])
    })

    it('finds changed rows by their new values only', async () => {
      await store.transaction((tx) => tx.update('users', { id: 'a' }, { username_key: 'new' }))
      expect(await store.count('users', { username_key: 'a' })).toBe(0)
      expect(await store.count('users', { username_key: 'new' })).toBe(1)
      await insert('users', userRow('d', { username_key: 'a' }))
    })

    const taken: [string, (tx: Transaction) => Promise<unknown>][] = [
      ['a key', (tx) => tx.insert('users', userRow('a', { username_key: 'free' }))],
      ['a unique index', (tx) => tx.insert('users', userRow('d', { username_key: 'a' }))],
      ['an update', (tx) => tx.update('users', { id: 'a' }, { username_key: 'b' })],
      [
        'two rows of one insert',
        (tx) => tx.insert('users', [userRow('d'), userRow('e', { username_key: 'd' })]),
      ],
    ]
    it.each(taken)('refuses what is taken: %s', async (_name, work) => {
      const violation = await store.transaction(work).catch((error: unknown) => error)
      expect(violation).toBeInstanceOf(UniqueViolation)
      expect(violation).toMatchObject({ table: 'users' })
      expect(await store.find('users')).toEqual([
        userRow('a'),
        userRow('b'),
        userRow('c', { mfa: true }),
      ])
    })

    it('holds names unique per Organization only', async () => {
      await insert('organizations', organizationRow('other'))
      await insert('users', userRow('d', { username_key: 'a', organization_id: 'other' }))
      expect(await store.count('users', { username_key: 'a' })).toBe(2)
    })
  })

  describe('a transaction', () => {
    const boom = new Error('boom')

    it('gives what its work gives and sees its own changes', async () => {
      const seen = await store.transaction(async (tx) => {
        await tx.insert('users', userRow('a'))
        return tx.count('users')
      })
      expect(seen).toBe(1)
    })

    it('that fails leaves nothing behind', async () => {
      await insert('users', userRow('a'), userRow('b'))
      const before = await store.find('users')
      const failed = store.transaction(async (tx) => {
        await tx.insert('users', [userRow('c'), userRow('d')])
        await tx.update('users', {}, { locked: true })
        await tx.update('users', { id: 'a' }, { username_key: 'other' })
        await tx.delete('users', { id: { in: ['b', 'c'] } })
        await tx.insert('users', userRow('b', { username_key: 'a' }))
        throw boom
      })
      await expect(failed).rejects.toBe(boom)
      expect(await store.find('users')).toEqual(before)
      expect(await store.count('users', { username_key: { in: ['a', 'b'] } })).toBe(2)
      await insert('users', userRow('c'))
    })

    it('does not go on after a failed statement', async () => {
      await insert('users', userRow('a'))
      const swallowed = store.transaction(async (tx) => {
        await tx.insert('users', userRow('b'))
        await tx.insert('users', userRow('a')).catch(() => undefined)
        await expect(tx.count('users')).rejects.toThrow(UniqueViolation)
      })
      await expect(swallowed).rejects.toThrow(UniqueViolation)
      const reworded = store.transaction(async (tx) => {
        await tx.insert('users', userRow('a')).catch(() => Promise.reject(boom))
      })
      await expect(reworded).rejects.toBe(boom)
      expect(await store.count('users')).toBe(1)
    })

    it('keeps nothing of statements that nobody waited for', async () => {
      const late: Promise<unknown>[] = []
      const failed = store.transaction(async (tx) => {
        for (const id of ['a', 'b', 'c']) late.push(tx.insert('users', userRow(id)))
        throw boom
      })
      await expect(failed).rejects.toBe(boom)
      await Promise.allSettled(late)
      expect(await store.count('users')).toBe(0)
    })

    it('cannot be used after its end', async () => {
      const kept = await store.transaction(async (tx) => ({ tx }))
      await expect(kept.tx.insert('users', userRow('a'))).rejects.toThrow('ended')
      expect(await store.count('users')).toBe(0)
    })

    it('may refer to a row before it makes it, but not leave a reference dangling', async () => {
      await store.transaction(async (tx) => {
        await tx.insert('group_members', groupMemberRow('g', 'm'))
        await tx.insert('groups', groupRow('g'))
      })
      const dangling: ((tx: Transaction) => Promise<unknown>)[] = [
        (tx) => tx.insert('group_members', groupMemberRow('none', 'm')),
        (tx) => tx.update('groups', { id: 'g' }, { organization_id: 'none' }),
        (tx) => tx.delete('groups', { id: 'g' }),
      ]
      for (const work of dangling) {
        await expect(store.transaction(work)).rejects.toThrow(ReferenceViolation)
      }
      expect(await store.find('groups')).toEqual([groupRow('g')])
      expect(await store.count('group_members')).toBe(1)
      await store.transaction(async (tx) => {
        await tx.delete('groups', { id: 'g' })
        await tx.delete('group_members', { group_id: 'g' })
      })
      expect(await store.count('group_members')).toBe(0)
    })

    it('is not seen from outside before its end', async () => {
      const { promise: written, resolve: tellWritten } = Promise.withResolvers<void>()
      const running = store.transaction(async (tx) => {
        await tx.insert('users', userRow('a'))
        tellWritten()
        await new Promise((resolve) => setTimeout(resolve, 20))
        throw boom
      })
      await written
      const [seen] = await Promise.all([store.count('users'), expect(running).rejects.toBe(boom)])
      expect(seen).toBe(0)
    })

    it('never loses another’s update', async () => {
      await insert('groups', groupRow('g'))
      await insert('group_members', groupMemberRow('g', 'm', 0))
      const increment = (tx: Transaction) =>
        tx
          .get('group_members', 'g/m')
          .then((row) =>
            tx.update('group_members', { id: 'g/m' }, { position: (row?.position ?? 0) + 1 }),
          )
      await Promise.all(Array.from({ length: 20 }, () => store.transaction(increment)))
      expect(await store.get('group_members', 'g/m')).toMatchObject({ position: 20 })
    })

    it('runs as if alone: of many that check first and write then, one wins', async () => {
      await insert('groups', groupRow('g'))
      const joinIfEmpty = (member: string) =>
        store.transaction(async (tx) => {
          if ((await tx.count('group_members', { group_id: 'g' })) > 0) return
          await tx.insert('group_members', groupMemberRow('g', member))
        })
      await Promise.all(Array.from({ length: 8 }, (_, i) => joinIfEmpty(`m${i}`)))
      expect(await store.count('group_members')).toBe(1)
    })

    it('that deletes a row races with one that refers to it: never both', async () => {
      const outcomes = Array.from({ length: 10 }, async (_, i) => {
        const id = `g${i}`
        await insert('groups', groupRow(id))
        const join = store.transaction(async (tx) => {
          if (await tx.get('groups', id)) await tx.insert('group_members', groupMemberRow(id, 'm'))
        })
        const remove = store.transaction(async (tx) => {
          await tx.delete('group_members', { group_id: id })
          await tx.delete('groups', { id })
        })
        await Promise.all([join, remove])
      })
      await Promise.all(outcomes)
      expect(await store.count('groups')).toBe(0)
      expect(await store.count('group_members')).toBe(0)
    })
  })

  it('holds ten thousand keys', { timeout: 60_000 }, async () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => {
      const n = String((i * 7919) % 10_000).padStart(5, '0')
      return apiKeyRow(`SCW${n}`, { created_at: `t${n}`, bearer_id: `b${Number(n) % 500}` })
    })
    await store.transaction((tx) => tx.insert('api_keys', keys))

    expect(await store.count('api_keys', { organization_id: 'org' })).toBe(10_000)
    expect(await store.count('api_keys', { bearer_id: 'b7' })).toBe(20)
    const all = keys.map(({ access_key }) => access_key)
    expect(await store.count('api_keys', { access_key: { in: all } })).toBe(10_000)
    const page = await store.find('api_keys', {
      where: { organization_id: 'org' },
      order: [{ column: 'created_at', direction: 'desc' }],
      limit: 2,
      offset: 5000,
    })
    expect(page.map(({ access_key }) => access_key)).toEqual(['SCW04999', 'SCW04998'])
    expect(await store.transaction((tx) => tx.update('api_keys', {}, { description: 'new' }))).toBe(
      10_000,
    )
    expect(await store.transaction((tx) => tx.delete('api_keys', {}))).toBe(10_000)
  })

  it('is unavailable once closed', async () => {
    const other = await open()
    await other.close()
    await expect(other.find('users')).rejects.toThrow(StoreUnavailable)
    await expect(other.transaction(async () => 1)).rejects.toThrow(StoreUnavailable)
  })
})
