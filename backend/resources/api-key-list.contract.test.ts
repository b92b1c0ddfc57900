import { afterAll, beforeAll, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const KEYS = '/iam/v1alpha1/api-keys'

type Wire = Record<string, unknown> & { access_key: string }

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser
  let member: TestBrowser
  let memberId: string
  let ownerId: string
  let applicationId: string
  let ownerSecret: string
  let rows: ApiKeyRow[]

  // Nothing here changes what the next test sees.
  beforeAll(async () => {
    test = await createTestBackend(open)
    ownerId = test.scenario.ownerId
    memberId = test.scenario.memberId
    owner = await test.signedIn(ownerId)
    member = await test.signedIn(memberId)
    const { applications } = test.scenario.rows
    applicationId = applications.find((row) => row.name === 'ci-deploy')?.id ?? ''
    ownerSecret = (await test.keyFor('user', ownerId)).secret
    await test.keyFor('user', memberId)
    rows = await test.store.find('api_keys')
  })
  afterAll(() => test.close())

  const list = async (query: string, as: TestBrowser | string = owner) => {
    const answer = await test.request(`${KEYS}${query}`, { as })
    const body = answer.body as { api_keys: Wire[]; total_count: number }
    return { ...answer, keys: body.api_keys, total: body.total_count }
  }

  it('pages by 20, items first, the total on every page', async () => {
    const first = await list('')
    const second = await list('?page=2')
    expect(Object.keys(first.body as object)).toEqual(['api_keys', 'total_count'])
    expect(first.keys).toHaveLength(20)
    expect(first.total).toBe(rows.length)
    expect(second.total).toBe(rows.length)
    const keys = [...first.keys, ...second.keys].map((key) => key.access_key)
    expect(new Set(keys).size).toBe(keys.length)
    expect((await list('?page=99')).body).toEqual({ api_keys: [], total_count: rows.length })
  })

  it('is walked by the official client', async () => {
    const all = await test.sdk(ownerSecret).iam.listAPIKeys({ pageSize: 7 }).all()
    expect(all).toHaveLength(rows.length)
    expect(new Set(all.map((key) => key.accessKey)).size).toBe(all.length)
  })

  it.each([
    'created_at_asc',
    'created_at_desc',
    'updated_at_asc',
    'updated_at_desc',
    'access_key_asc',
    'access_key_desc',
  ])('is ordered by %s', async (order) => {
    const { keys } = await list(`?order_by=${order}&page_size=100`)
    const field = order.replace(/_(asc|desc)$/, '')
    const values = keys.map((key) => String(key[field]))
    const sorted = values.toSorted()
    expect(values).toEqual(order.endsWith('_asc') ? sorted : sorted.toReversed())
  })

  it('is ordered by expiration, keys that never expire last', async () => {
    const { keys } = await list('?order_by=expires_at_asc&page_size=100')
    const values = keys.map((key) => key['expires_at'])
    const dated = values.filter((value) => value !== null)
    expect(values.slice(0, dated.length)).toEqual(dated.map(String).toSorted())
  })

  it('filters', async () => {
    const now = '2026-11-23T09:00:00.000000Z'
    const expired = rows.filter((row) => row.expires_at !== null && row.expires_at <= now)
    expect((await list('?expired=true')).total).toBe(expired.length)
    expect((await list('?expired=false')).total).toBe(rows.length - expired.length)
    const ofUsers = rows.filter((row) => row.bearer_type === 'user')
    expect((await list('?bearer_type=user')).total).toBe(ofUsers.length)
    expect((await list('?bearer_type=unknown_bearer_type')).total).toBe(rows.length)
    const ofApplication = rows.filter((row) => row.bearer_id === applicationId)
    expect((await list(`?bearer_id=${applicationId}`)).total).toBe(ofApplication.length)
    expect((await list(`?application_id=${applicationId}`)).total).toBe(ofApplication.length)
    expect((await list(`?user_id=${applicationId}`)).total).toBe(0)
    expect((await list(`?bearer_id=${ownerId}&application_id=${applicationId}`)).total).toBe(0)
    const [one, two] = rows
    const both = await list(`?access_keys=${one?.access_key}&access_keys=${two?.access_key}`)
    expect(both.total).toBe(2)
    expect((await list(`?access_key=${one?.access_key}`)).total).toBe(1)
    expect((await list('?description=Local%20CLI')).total).toBe(1)
    const managed = rows.filter((row) => !row.editable)
    expect((await list('?editable=true')).total).toBe(rows.length - managed.length)
  })

  it.each(['page=0', 'page=10001', 'page_size=101', 'page_size=x', 'order_by=size', 'bearer_id=7'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await list(`?${query}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ details: [{ argument_name: query.split('=')[0] }] })
    },
  )

  it('shows a member their own keys only, when they ask for those', async () => {
    const own = await list(`?bearer_id=${memberId}`, member)
    expect(own.keys.length).toBeGreaterThan(0)
    expect(own.keys.every((key) => key['user_id'] === memberId)).toBe(true)
    const all = await list('', member)
    expect(all.status).toBe(403)
    expect(all.body).toMatchObject({ details: [{ action: 'read', resource: 'api_key' }] })
    expect((await list(`?bearer_id=${applicationId}`, member)).status).toBe(403)
    const mixed = await list(`?bearer_id=${memberId}&application_id=${applicationId}`, member)
    expect(mixed.total).toBe(0)
  })

  it('shows the keys of the kind of bearer that policies open', async () => {
    await test.allow('application', applicationId, ['IAMApplicationReadOnly'])
    const { secret } = await test.keyFor('application', applicationId)
    const seen = await list('?page_size=100', secret)
    expect(seen.keys.every((key) => 'application_id' in key)).toBe(true)
    expect((await list('?bearer_type=user', secret)).total).toBe(0)
  })

  it('is refused for another Organization', async () => {
    const other = '0c0ffee0-0000-4000-8000-000000000000'
    expect((await list(`?organization_id=${other}`)).status).toBe(403)
  })
})
