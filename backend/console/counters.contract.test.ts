import { afterAll, beforeAll, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

onEveryStore((open) => {
  let test: TestBackend

  beforeAll(async () => {
    test = await createTestBackend(open)
  })
  afterAll(() => test.close())

  const countersOf = async (username: string): Promise<unknown> => {
    const user = test.scenario.rows.users.find((row) => row.username === username)
    const as = await test.signedIn(user?.id ?? '')
    return (await test.request('/console/v1/counters', { as })).body
  }

  it('counts everything for the Owner', async () => {
    expect(await countersOf('elena.varga')).toEqual({
      users: 26,
      groups: 8,
      applications: 12,
      policies: 15,
      api_keys: 40,
    })
  })

  it('counts nothing for a member without rights', async () => {
    expect(await countersOf('priya.raman')).toEqual({
      users: null,
      groups: null,
      applications: null,
      policies: null,
      api_keys: null,
    })
  })

  it('counts what somebody may read, keys as their list does', async () => {
    const as = await test.signedIn(
      test.scenario.rows.users.find((row) => row.username === 'amara.okafor')?.id ?? '',
    )
    const list = await test.request('/iam/v1alpha1/api-keys', { as })
    const { total_count } = list.body as { total_count: number }
    // The keys of the applications, and one of Amara's own.
    expect(total_count).toBe(27)
    expect(await countersOf('amara.okafor')).toEqual({
      users: null,
      groups: null,
      applications: 12,
      policies: null,
      api_keys: total_count,
    })
  })

  it('asks who is calling', async () => {
    expect((await test.request('/console/v1/counters')).status).toBe(401)
  })
})
