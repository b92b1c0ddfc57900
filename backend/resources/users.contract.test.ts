import { afterAll, beforeAll, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { MEMBERS } from '../fixtures/northwind-people.ts'
import { countingStore } from '../testing/counting-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'
import type { User } from './user-answer.ts'

type Page = { users: User[]; total_count: number }

const PATH = '/iam/v1alpha1/users'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let member: string
  let reads: { reads: number }

  beforeAll(async () => {
    test = await createTestBackend(async () => {
      const store = countingStore(await open())
      reads = store
      return store
    })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    member = (await test.keyFor('user', test.scenario.memberId)).secret
  })
  afterAll(() => test.close())

  const list = async (query = '', as = owner): Promise<Page> => {
    const { status, body } = await test.request(`${PATH}?${query}`, { as })
    expect(status).toBe(200)
    return body as Page
  }
  const usernames = async (query: string): Promise<string[]> =>
    (await list(`page_size=100&${query}`)).users.map((user) => user.username)

  it('lists all users through the official client, page by page', async () => {
    const { iam } = test.sdk(owner)
    const users = await iam.listUsers({ pageSize: 10 }).all()
    expect(users.map((user) => user.username).toSorted()).toEqual(
      ['elena.varga', ...MEMBERS.map((person) => person.username)].toSorted(),
    )
    expect(users.find((user) => user.username === 'sam.whitlock')).toMatchObject({
      locked: true,
      type: 'member',
      email: 'sam.whitlock@northwind.example',
      deletable: true,
    })
  })

  it('answers a user with the keys of the contract, in its order', async () => {
    const { users, total_count } = await list('page_size=1&order_by=created_at_asc')
    expect(total_count).toBe(MEMBERS.length + 1)
    expect(Object.keys(users[0] ?? {})).toEqual([
      'id',
      'email',
      'username',
      'first_name',
      'last_name',
      'phone_number',
      'locale',
      'created_at',
      'updated_at',
      'organization_id',
      'deletable',
      'last_login_at',
      'type',
      'two_factor_enabled',
      'status',
      'mfa',
      'account_root_user_id',
      'tags',
      'locked',
    ])
    expect(users[0]).toMatchObject({
      username: 'elena.varga',
      type: 'owner',
      deletable: false,
      account_root_user_id: test.scenario.ownerId,
      mfa: false,
      two_factor_enabled: false,
      tags: ['founder'],
    })
  })

  it('gives null and empty texts for what is not set', async () => {
    const user = (await list('page_size=100')).users.find(
      ({ username }) => username === 'contractor-04',
    )
    expect(user).toMatchObject({ first_name: '', phone_number: '', account_root_user_id: '' })
    const never = (await list('page_size=100')).users.find(
      ({ username }) => username === 'jules.moreau',
    )
    expect(never).toMatchObject({ last_login_at: null, status: 'invitation_pending' })
  })

  it('never answers a password hash', async () => {
    const { text } = await test.request(`${PATH}?page_size=100`, { as: owner })
    expect(text).not.toContain('pbkdf2')
    expect(text).not.toContain('password')
  })

  it('filters by ids, MFA, type and a part of a tag', async () => {
    const { ownerId, memberId } = test.scenario
    expect(await usernames(`user_ids=${ownerId}&user_ids=${memberId}`)).toEqual([
      'elena.varga',
      'priya.raman',
    ])
    expect(await usernames('type=owner')).toEqual(['elena.varga'])
    expect((await usernames('type=unknown_type')).length).toBe(MEMBERS.length + 1)
    expect((await usernames('mfa=true')).toSorted()).toEqual(
      MEMBERS.filter((person) => person.mfa)
        .map((person) => person.username)
        .toSorted(),
    )
    expect((await usernames('tag=team=data')).toSorted()).toEqual([
      'misaki.yamamoto',
      'oluwaseun.adeyemi',
      'soren.kjaergaard',
    ])
    expect(await usernames('tag=office')).toHaveLength(2)
    expect(await usernames(`tag=team&mfa=true&user_ids=${ownerId}`)).toEqual([])
  })

  it('orders by every field both ways', async () => {
    const byUsername = await usernames('order_by=username_asc')
    expect(byUsername).toEqual(byUsername.toSorted())
    expect(await usernames('order_by=username_desc')).toEqual(byUsername.toReversed())
    expect((await usernames('order_by=email_asc'))[0]).toBe('amara.okafor')
    expect((await usernames('order_by=created_at_desc'))[0]).toBe('jules.moreau')
    expect((await usernames('order_by=last_login_desc'))[0]).toBe('elena.varga')
    expect((await usernames('order_by=last_login_desc')).slice(-2).toSorted()).toEqual([
      'freya.holm',
      'jules.moreau',
    ])
  })

  it('shows a member only their own row', async () => {
    const { users, total_count } = await list('page_size=100', member)
    expect(total_count).toBe(1)
    expect(users.map((user) => user.id)).toEqual([test.scenario.memberId])
    expect((await list(`user_ids=${test.scenario.ownerId}`, member)).users).toEqual([])
  })

  it('lets a member get their own page and no other', async () => {
    const own = await test.request(`${PATH}/${test.scenario.memberId}`, { as: member })
    expect(own.body).toMatchObject({ username: 'priya.raman' })
    const other = await test.request(`${PATH}/${test.scenario.ownerId}`, { as: member })
    expect(other.status).toBe(403)
    expect(other.body).toEqual({
      details: [
        { action: 'read', resource: 'user' },
        { action: 'read', resource: 'self_user' },
      ],
      message: 'insufficient permissions',
      type: 'permissions_denied',
    })
  })

  it('refuses an application without the right, and takes one with it', async () => {
    const id = (name: string): string =>
      test.scenario.rows.applications.find((row) => row.name === name)?.id ?? ''
    const without = await test.keyFor('application', id('ci-deploy'))
    expect((await test.request(PATH, { as: without.secret })).status).toBe(403)
    const reader = await test.keyFor('application', id('terraform-state'))
    expect((await list('', reader.secret)).total_count).toBe(MEMBERS.length + 1)
  })

  it('knows nothing of other Organizations', async () => {
    const elsewhere = '11111111-1111-4111-8111-111111111111'
    expect((await test.request(`${PATH}?organization_id=${elsewhere}`, { as: owner })).status).toBe(
      403,
    )
    const missing = await test.request(`${PATH}/${elsewhere}`, { as: owner })
    expect(missing.status).toBe(404)
    expect(missing.body).toMatchObject({ resource: 'user', resource_id: elsewhere })
  })

  it('refuses what is not in the contract', async () => {
    for (const query of ['type=guest', 'page_size=101', 'order_by=name_asc', 'user_ids=x']) {
      const { status, body } = await test.request(`${PATH}?${query}`, { as: owner })
      expect(status, query).toBe(400)
      expect(body).toMatchObject({ type: 'invalid_arguments' })
    }
  })

  it('reads the store as often for a long page as for a short one', async () => {
    const cost = async (size: number): Promise<number> => {
      const before = reads.reads
      await list(`page_size=${size}`)
      return reads.reads - before
    }
    expect(await cost(26)).toBe(await cost(1))
  })
})
