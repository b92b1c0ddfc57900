import { afterAll, beforeAll, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import type { LogRow } from '../store/schema.ts'
import { countingStore } from '../testing/counting-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

type Name = {
  log_id: string
  principal: { kind: string; name: string }
  resource: { name: string; exists: boolean }
}

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let counter: { reads: number }

  beforeAll(async () => {
    test = await createTestBackend(async () => {
      const store = countingStore(await open())
      counter = store
      return store
    })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
  })
  afterAll(() => test.close())

  const names = async (ids: readonly string[], as = owner): Promise<Name[]> => {
    const query = new URLSearchParams(ids.map((id) => ['log_ids', id]))
    const { status, body } = await test.request(`/console/v1/log-names?${query}`, { as })
    expect(status).toBe(200)
    return (body as { names: Name[] }).names
  }
  const nameOf = async (log: LogRow | undefined): Promise<Name | undefined> =>
    (await names([log?.id ?? '']))[0]
  const log = (matches: (row: LogRow) => boolean) => test.scenario.rows.logs.find(matches)

  it('tells users, applications and the platform apart', async () => {
    const byUser = log((row) => row.bearer_name === 'Elena Varga' && row.action === 'updated')
    expect((await nameOf(byUser))?.principal).toEqual({ kind: 'user', name: 'Elena Varga' })
    const byApplication = log((row) => row.bearer_name === 'terraform-state')
    expect((await nameOf(byApplication))?.principal).toEqual({
      kind: 'application',
      name: 'terraform-state',
    })
    const byPlatform = log((row) => row.bearer_type === 'platform')
    expect((await nameOf(byPlatform))?.principal).toEqual({ kind: 'platform', name: '' })
  })

  it('names what is gone by what it was called', async () => {
    const byFormerMember = log((row) => row.bearer_name === 'Nadia Petrova')
    expect((await nameOf(byFormerMember))?.principal).toEqual({
      kind: 'deleted_user',
      name: 'Nadia Petrova',
    })
    const byFormerApplication = log((row) => row.bearer_name === 'people-sync')
    expect((await nameOf(byFormerApplication))?.principal.kind).toBe('deleted_application')
    const goneGroup = log((row) => row.action === 'deleted' && row.resource_type === 'group')
    expect((await nameOf(goneGroup))?.resource).toEqual({
      name: goneGroup?.resource_name,
      exists: false,
    })
  })

  it('uses the present name of what is there, and keeps it when that is deleted', async () => {
    const { iam } = test.sdk(owner)
    const made = await iam.createApplication({ name: 'first-name', description: '' })
    await iam.updateApplication({ applicationId: made.id, name: 'second-name' })
    const { logs } = await iam.listLogs({ search: made.id })
    const ids = logs.map(({ id }) => id)
    expect((await names(ids)).map(({ resource }) => resource)).toEqual([
      { name: 'second-name', exists: true },
      { name: 'second-name', exists: true },
    ])
    await iam.deleteApplication({ applicationId: made.id })
    const after = await names(ids)
    expect(after.map(({ resource }) => resource.exists)).toEqual([false, false])
    expect(after.map(({ resource }) => resource.name).toSorted()).toEqual([
      'first-name',
      'second-name',
    ])
  })

  it('reads a whole page with as many questions as one entry', async () => {
    const [first = '', ...others] = test.scenario.rows.logs.slice(-100).map(({ id }) => id)
    const reads = async (ids: string[]): Promise<number> => {
      counter.reads = 0
      await names(ids)
      return counter.reads
    }
    await reads([first])
    expect(await reads([first, ...others])).toBeLessThanOrEqual((await reads([first])) + 4)
    expect(await names([])).toEqual([])
    const tooMany = await test.request(
      `/console/v1/log-names?${new URLSearchParams(test.scenario.rows.logs.slice(0, 101).map(({ id }) => ['log_ids', id]))}`,
      { as: owner },
    )
    expect(tooMany.status).toBe(400)
  })

  it('is closed without the right to read logs', async () => {
    const { secret } = await test.keyFor('user', test.scenario.memberId)
    const { body } = await test.request('/console/v1/log-names', { as: secret })
    expect(body).toMatchObject({ details: [{ action: 'read', resource: 'log' }] })
  })
})
