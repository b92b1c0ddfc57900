import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createMemoryStore } from '../store/memory.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/permission-sets'

// The catalogue is no row of a store, so one store is enough.
describe('the catalogue of permission sets', () => {
  let test: TestBackend
  let member: string

  beforeAll(async () => {
    test = await createTestBackend(async () => createMemoryStore())
    member = (await test.keyFor('user', test.scenario.memberId)).secret
  })
  afterAll(() => test.close())

  it('is read whole by every user, through the official client', async () => {
    const sets = await test.sdk(member).iam.listPermissionSets({ pageSize: 50 }).all()
    expect(sets).toHaveLength(202)
    const names = sets.map((set) => set.name)
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    expect(new Set(sets.map((set) => set.id)).size).toBe(202)
    for (const { name, description, categories } of sets) {
      expect([name, description !== '', categories?.every(Boolean)]).toEqual([name, true, true])
      expect(categories).toHaveLength(1)
    }
    expect(new Set(sets.flatMap((set) => set.categories)).size).toBeGreaterThan(5)
    expect(sets.find((set) => set.name === 'IAMManager')).toMatchObject({
      scopeType: 'organization',
      categories: ['Organization management'],
    })
  })

  it('answers a set with the keys of the contract and an id that stays', async () => {
    const path = `${PATH}?organization_id=${test.scenario.organizationId}&page_size=1`
    const { body } = await test.request(path, { as: member })
    expect(body).toEqual({
      permission_sets: [
        {
          id: expect.stringMatching(
            /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
          ),
          name: 'AbuseTicketManager',
          scope_type: 'organization',
          description: 'Open, view and update abuse tickets.',
          categories: ['Organization management'],
        },
      ],
      total_count: 202,
    })
    expect((await test.request(path, { as: member })).text).toBe(JSON.stringify(body))
  })

  it('turns round', async () => {
    const path = `${PATH}?organization_id=${test.scenario.organizationId}&page_size=1`
    const name = async (orderBy: string): Promise<unknown> =>
      (await test.request(`${path}&order_by=${orderBy}`, { as: member })).body
    expect(await name('name_desc')).toMatchObject({
      permission_sets: [{ name: 'WebHostingReadOnly' }],
    })
    expect(await name('created_at_asc')).toMatchObject({
      permission_sets: [{ name: 'ProjectManager' }],
    })
  })

  it('wants to know for which Organization, and answers for one’s own only', async () => {
    expect((await test.request(PATH, { as: member })).body).toMatchObject({
      details: [{ argument_name: 'organization_id', reason: 'required' }],
    })
    const elsewhere = `${PATH}?organization_id=11111111-1111-4111-8111-111111111111`
    expect((await test.request(elsewhere, { as: member })).status).toBe(403)
  })

  it('is closed to applications without any right to policies', async () => {
    const [application] = test.scenario.rows.applications
    const { secret } = await test.keyFor('application', application?.id ?? '')
    const path = `${PATH}?organization_id=${test.scenario.organizationId}`
    expect((await test.request(path, { as: secret })).status).toBe(403)
  })
})

it('answers /metadata to anybody, for the Go client', async () => {
  const test = await createTestBackend(async () => createMemoryStore(), { scenario: 'empty' })
  const { status, body } = await test.request('/metadata')
  expect([status, body]).toEqual([
    200,
    { platform: 'external', partition: 'scw', domain: 'scw.eu' },
  ])
  await test.close()
})
