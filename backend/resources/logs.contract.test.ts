import { Errors } from '@scaleway/sdk-client'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/logs'

type Wire = Record<string, unknown> & { id: string; created_at: string }
type Page = { logs: Wire[]; total_count: number }

onEveryStore((open) => {
  let test: TestBackend
  let owner: string

  beforeAll(async () => {
    test = await createTestBackend(open)
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
  })
  afterAll(() => test.close())

  const list = async (query: string): Promise<Page> => {
    const { status, body } = await test.request(`${PATH}?${query}`, { as: owner })
    expect(status).toBe(200)
    return body as Page
  }
  const userId = (username: string): string =>
    test.scenario.rows.users.find((user) => user.username === username)?.id ?? ''

  it('is listed by the official client, oldest first unless told otherwise', async () => {
    const { iam } = test.sdk(owner)
    const logs = await iam.listLogs({ pageSize: 100 }).all()
    const times = logs.map((log) => log.createdAt?.toISOString() ?? '')
    expect(logs).toHaveLength(test.scenario.rows.logs.length)
    expect(times).toEqual(times.toSorted())
    const newest = await iam.listLogs({ orderBy: 'created_at_desc', pageSize: 1 })
    expect(newest.logs[0]?.id).toBe(logs.at(-1)?.id)
    expect(newest.totalCount).toBe(logs.length)
  })

  it('answers an entry with the keys of the contract, in its order', async () => {
    const { logs } = await list('page_size=1&order_by=created_at_desc')
    const [entry] = logs
    expect(Object.keys(entry ?? {})).toEqual([
      'id',
      'created_at',
      'ip',
      'user_agent',
      'action',
      'bearer_id',
      'organization_id',
      'resource_type',
      'resource_id',
    ])
    const { body } = await test.request(`${PATH}/${entry?.id}`, { as: owner })
    expect(body).toEqual(entry)
    const read = await test.sdk(owner).iam.getLog({ logId: entry?.id ?? '' })
    expect(read.createdAt?.toISOString()).toBe(entry?.created_at.replace(/\d{3}Z$/, 'Z'))
  })

  it('filters by action, resource type and time, and takes unknown values for none', async () => {
    const { iam } = test.sdk(owner)
    const { logs: rows } = test.scenario.rows
    const created = await iam.listLogs({ action: 'created', resourceType: 'policy' })
    expect(created.totalCount).toBe(
      rows.filter((row) => row.action === 'created' && row.resource_type === 'policy').length,
    )
    const all = await list('action=unknown_action&resource_type=unknown_resource_type')
    expect(all.total_count).toBe(rows.length)

    const [from, to] = ['2026-11-10T00:00:00Z', '2026-11-20T00:00:00+00:00']
    const some = await iam
      .listLogs({ createdAfter: new Date(from), createdBefore: new Date(to), pageSize: 100 })
      .all()
    expect(some.map((log) => log.id)).toEqual(
      rows
        .filter((row) => row.created_at > from && row.created_at < to.replace('+00:00', 'Z'))
        .toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
        .map((row) => row.id),
    )
    expect(some.length).toBeGreaterThan(5)
    expect((await list('created_after=&created_before=')).total_count).toBe(rows.length)
  })

  it('leaves out the very moments between which it is asked for', async () => {
    const [entry] = (await list('page_size=1&order_by=created_at_desc')).logs
    const at = encodeURIComponent(entry?.created_at ?? '')
    expect((await list(`created_after=${at}`)).total_count).toBe(0)
    const before = await list(`created_before=${at}`)
    expect(before.total_count).toBe(test.scenario.rows.logs.length - 1)
  })

  it('refuses what is no time', async () => {
    for (const text of ['yesterday', '2026-02-30T00:00:00Z']) {
      const { status, body } = await test.request(`${PATH}?created_after=${text}`, { as: owner })
      expect(status).toBe(400)
      expect(body).toMatchObject({ details: [{ argument_name: 'created_after' }] })
    }
  })

  it('finds every word in ids, names, address and user agent', async () => {
    const { logs: rows, api_keys: keys } = test.scenario.rows
    const elena = userId('elena.varga')
    const about = (id: string) =>
      rows.filter((row) => row.bearer_id === id || row.resource_id === id).length
    expect((await list(`search=${elena}`)).total_count).toBe(about(elena))
    expect((await list(`search=${elena.toUpperCase()}`)).total_count).toBe(about(elena))
    expect((await list(`search=principal:${elena}`)).total_count).toBe(
      rows.filter((row) => row.bearer_id === elena).length,
    )
    const accessKey = keys[0]?.access_key ?? ''
    expect((await list(`search=${accessKey}`)).total_count).toBe(about(accessKey))

    const both = await list(`search=${elena}%20gecko&page_size=100`)
    expect(both.total_count).toBeGreaterThan(0)
    for (const log of both.logs) {
      expect([log['bearer_id'], log['resource_id']]).toContain(elena)
      expect(log['user_agent']).toContain('Gecko')
    }
    const folded = await list('search=goncalves')
    expect(folded.total_count).toBe((await list('search=GONÇALVES')).total_count)
    expect(folded.total_count).toBeGreaterThan(0)
    expect((await list('search=no-such-word')).total_count).toBe(0)
  })

  it('answers at once whatever number of ids and words is searched for', async () => {
    const elena = userId('elena.varga')
    const ids = Array.from({ length: 12 }, () => crypto.randomUUID())
    expect((await list(`search=${[elena, ...ids].join('+')}`)).total_count).toBe(0)
    const words = Array.from({ length: 250 }, (_, index) => String.fromCodePoint(0x4e00 + index))
    expect((await list(`search=${encodeURIComponent(words.join(' '))}`)).total_count).toBe(0)
    // Who acted, and what it was done to.
    const other = test.scenario.rows.logs.find((row) => row.bearer_id === elena)?.resource_id ?? ''
    expect((await list(`search=${elena}+${other}`)).total_count).toBeGreaterThan(0)
  }, 5000)

  it('is closed without the right to read it', async () => {
    const { secret } = await test.keyFor('user', test.scenario.memberId)
    const { iam } = test.sdk(secret)
    await expect(iam.listLogs()).rejects.toBeInstanceOf(Errors.PermissionsDeniedError)
    const logId = test.scenario.rows.logs[0]?.id ?? ''
    await expect(iam.getLog({ logId })).rejects.toBeInstanceOf(Errors.PermissionsDeniedError)
    await test.allow('user', test.scenario.memberId, ['IAMReadOnly'])
    expect((await iam.getLog({ logId })).id).toBe(logId)
  })

  it('answers 404 for an entry that does not exist', async () => {
    const logId = '0c0ffee0-0000-4000-8000-000000000000'
    const missing = await test.request(`${PATH}/${logId}`, { as: owner })
    expect(missing.body).toMatchObject({ type: 'not_found', resource: 'log', resource_id: logId })
  })
})
