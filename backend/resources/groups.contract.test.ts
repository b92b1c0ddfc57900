import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { countingStore } from '../testing/counting-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/groups'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let reads: { reads: number }

  const start = async (): Promise<void> => {
    test = await createTestBackend(async () => {
      const store = countingStore(await open())
      reads = store
      return store
    })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
  }

  const idOf = (table: 'groups' | 'applications', name: string): string =>
    test.scenario.rows[table].find((row) => row.name === name)?.id ?? ''
  const userId = (username: string): string =>
    test.scenario.rows.users.find((row) => row.username === username)?.id ?? ''
  const names = async (query: string): Promise<string[]> => {
    const { status, body } = await test.request(`${PATH}?page_size=100&${query}`, { as: owner })
    expect(status).toBe(200)
    return (body as { groups: { name: string }[] }).groups.map((group) => group.name)
  }

  describe('reading', () => {
    beforeAll(start)
    afterAll(() => test.close())

    it('lists groups with their members in order, through the official client', async () => {
      const { groups, totalCount } = await test.sdk(owner).iam.listGroups({ pageSize: 100 })
      expect(totalCount).toBe(8)
      const onCall = groups.find((group) => group.name === 'On-call')
      expect(onCall?.userIds).toEqual(
        ['tomas.lind', 'lukasz.wojcik', 'kwame.mensah', 'oluwaseun.adeyemi', 'misaki.yamamoto'].map(
          userId,
        ),
      )
      expect(onCall?.applicationIds).toEqual([idOf('applications', 'on-call-bot')])
      expect(onCall?.tags).toEqual(['rotation=weekly'])
    })

    it('answers a group with the keys of the contract, in its order', async () => {
      const { body } = await test.request(`${PATH}/${idOf('groups', 'Contractors')}`, { as: owner })
      expect(Object.entries(body as object)).toEqual([
        ['id', idOf('groups', 'Contractors')],
        ['created_at', expect.stringMatching(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)],
        ['updated_at', expect.any(String)],
        ['organization_id', test.scenario.organizationId],
        ['name', 'Contractors'],
        ['description', 'Nobody at the moment'],
        ['user_ids', []],
        ['application_ids', []],
        ['tags', []],
        ['editable', true],
        ['deletable', true],
        ['managed', false],
      ])
    })

    it('filters by name, ids, members and tags, alone and together', async () => {
      expect(await names('name=Developers')).toEqual(['Developers'])
      expect(await names('name=developers')).toEqual([])
      expect(
        await names(
          `group_ids=${idOf('groups', 'Editors')}&group_ids=${idOf('groups', 'Read only')}`,
        ),
      ).toEqual(['Editors', 'Read only'])
      expect(await names(`user_ids=${userId('tomas.lind')}`)).toEqual([
        'Administrators',
        'Billing Administrators',
        'On-call',
      ])
      expect(
        await names(`user_ids=${userId('dmitri.volkov')}&user_ids=${userId('farah.haddad')}`),
      ).toEqual(['Billing Administrators', 'Read only'])
      const bot = idOf('applications', 'on-call-bot')
      expect(await names(`application_ids=${bot}`)).toEqual(['On-call'])
      expect(await names(`application_ids=${bot}&user_ids=${userId('tomas.lind')}`)).toEqual([
        'On-call',
      ])
      expect(await names(`application_ids=${bot}&user_ids=${userId('zoe.acikgoz')}`)).toEqual([])
      expect(await names('tag=rotation')).toEqual(['On-call'])
    })

    it('orders by name without regard to case, and by age by default', async () => {
      expect(await names('order_by=name_asc')).toEqual([
        'Administrators',
        'Billing Administrators',
        'Contractors',
        'Developers',
        'Editors',
        'k8s-northwind-prod',
        'On-call',
        'Read only',
      ])
      expect((await names('')).slice(0, 3)).toEqual([
        'Administrators',
        'Editors',
        'Billing Administrators',
      ])
    })

    it('is closed to those without the right, each action by its own', async () => {
      const { memberId } = test.scenario
      const member = (await test.keyFor('user', memberId)).secret
      const id = idOf('groups', 'Editors')
      expect((await test.request(PATH, { as: member })).body).toMatchObject({
        details: [{ action: 'read', resource: 'group' }],
      })
      expect((await test.request(`${PATH}/${id}`, { as: member })).status).toBe(403)
      const reader = (await test.keyFor('user', userId('dmitri.volkov'))).secret
      const refused = await test.request(`${PATH}/${id}`, { method: 'DELETE', as: reader })
      expect(refused.body).toMatchObject({ details: [{ action: 'write', resource: 'group' }] })
      expect(await test.store.get('groups', id)).toBeDefined()
    })

    it('reads the store as often for a long page as for a short one', async () => {
      const cost = async (size: number): Promise<number> => {
        const before = reads.reads
        await test.request(`${PATH}?page_size=${size}`, { as: owner })
        return reads.reads - before
      }
      expect(await cost(8)).toBe(await cost(1))
    })
  })

  describe('changing', () => {
    beforeEach(start)
    afterEach(() => test.close())

    it('deletes a group: its members lose its rights, its policies stay without principal', async () => {
      const sam = await test.keyFor('user', userId('dmitri.volkov'))
      const policies = `/iam/v1alpha1/policies?policy_name=Look+around`
      expect((await test.request(PATH, { as: sam.secret })).status).toBe(200)

      const id = idOf('groups', 'Read only')
      const deleted = await test.request(`${PATH}/${id}`, { method: 'DELETE', as: owner })
      expect([deleted.status, deleted.text]).toEqual([204, ''])

      expect((await test.request(`${PATH}/${id}`, { as: owner })).body).toMatchObject({
        type: 'not_found',
        resource: 'group',
        resource_id: id,
      })
      expect((await test.request(PATH, { as: sam.secret })).status).toBe(403)
      expect((await test.request(policies, { as: owner })).body).toMatchObject({
        policies: [{ no_principal: true }],
      })
      expect(await test.store.count('group_members', { group_id: id })).toBe(0)
      expect(
        await test.store.find('logs', { where: { resource_id: id, action: 'deleted' } }),
      ).toMatchObject([{ resource_type: 'group', bearer_id: test.scenario.ownerId }])
    })

    it('keeps a managed group', async () => {
      const id = idOf('groups', 'k8s-northwind-prod')
      const { status, body } = await test.request(`${PATH}/${id}`, { method: 'DELETE', as: owner })
      expect(status).toBe(412)
      expect(body).toMatchObject({ precondition: 'protected_resource' })
      expect(await test.store.get('groups', id)).toBeDefined()
    })
  })
})
