import { Errors } from '@scaleway/sdk-client'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const APPLICATIONS = '/iam/v1alpha1/applications'
const FIELDS = [
  'id',
  'name',
  'description',
  'created_at',
  'updated_at',
  'organization_id',
  'editable',
  'deletable',
  'managed',
  'nb_api_keys',
  'tags',
]

type Wire = Record<string, unknown> & { id: string }

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = await test.signedIn(test.scenario.ownerId)
  })
  afterEach(() => test.close())

  const named = (name: string) =>
    test.scenario.rows.applications.find((row) => row.name === name)?.id ?? ''
  const create = async (body: object) => {
    const answer = await test.request(APPLICATIONS, { body, as: owner })
    return { ...answer, application: answer.body as Wire }
  }

  it('is created with the defaults and in the order of the API', async () => {
    const { status, application } = await create({
      name: 'nightly build (eu)',
      organization_id: test.scenario.organizationId,
      tags: null,
    })
    expect(status).toBe(200)
    expect(Object.keys(application)).toEqual(FIELDS)
    expect(application).toMatchObject({
      name: 'nightly build (eu)',
      description: '',
      organization_id: test.scenario.organizationId,
      editable: true,
      deletable: true,
      managed: false,
      nb_api_keys: 0,
      tags: [],
    })
    const { body } = await test.request(`${APPLICATIONS}/${application.id}`, { as: owner })
    expect(body).toEqual(application)
    const { iam } = test.sdk(owner)
    expect(await iam.getApplication({ applicationId: application.id })).toMatchObject({
      name: 'nightly build (eu)',
      nbApiKeys: 0,
    })
    expect(await test.store.count('logs', { resource_id: application.id })).toBe(1)
  })

  it.each([
    [{}, 'name', 'required'],
    [{ name: '' }, 'name', 'required'],
    [{ name: 'a'.repeat(65) }, 'name', 'constraint'],
    [{ name: ' padded' }, 'name', 'format'],
    [{ name: 'a/b' }, 'name', 'format'],
    [{ name: 5 }, 'name', 'format'],
    [{ name: 'a', description: 'd'.repeat(201) }, 'description', 'constraint'],
    [{ name: 'a', tags: ['env:prod'] }, 'tags[0]', 'format'],
    [{ name: 'a', tags: ['x', 'x'] }, 'tags', 'constraint'],
    [{ name: 'a', tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, 'tags', 'constraint'],
    [{ name: 'a', tags: ['t'.repeat(71)] }, 'tags[0]', 'constraint'],
  ])('refuses %o', async (body, argument_name, reason) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      type: 'invalid_arguments',
      details: [{ argument_name, reason }],
    })
  })

  it('is changed by PATCH, tags as a whole', async () => {
    const { application } = await create({ name: 'one', description: 'd', tags: ['a', 'b'] })
    const path = `${APPLICATIONS}/${application.id}`
    test.advance(5000)
    const { body } = await test.request(path, {
      method: 'PATCH',
      body: { name: 'Two', tags: ['c'] },
      as: owner,
    })
    expect(body).toEqual({
      ...application,
      name: 'Two',
      tags: ['c'],
      updated_at: expect.stringMatching(/^2026-11-23T09:00:05/),
    })
    const cleared = await test.request(path, { method: 'PATCH', body: { tags: [] }, as: owner })
    expect(cleared.body).toMatchObject({ name: 'Two', description: 'd', tags: [] })
  })

  it('counts its API keys', async () => {
    const keys = test.scenario.rows.api_keys.filter((key) => key.bearer_id === named('ci-deploy'))
    await test.keyFor('application', named('ci-deploy'))
    const { body } = await test.request(`${APPLICATIONS}/${named('ci-deploy')}`, { as: owner })
    expect(body).toMatchObject({ nb_api_keys: keys.length + 1 })
  })

  it('is listed by the official client with filters, orders and pages', async () => {
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const { iam } = test.sdk(secret)
    const rows = test.scenario.rows.applications
    const all = await iam.listApplications({ pageSize: 5, orderBy: 'name_asc' }).all()
    const names = all.map((application) => application.name)
    expect(names).toHaveLength(rows.length)
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    const exact = await iam.listApplications({ name: 'ci-deploy' })
    expect(exact.applications.map((application) => application.id)).toEqual([named('ci-deploy')])
    expect((await iam.listApplications({ name: 'ci' })).totalCount).toBe(0)
    const some = await iam.listApplications({
      applicationIds: [named('ci-deploy'), named('backup-agent')],
    })
    expect(some.totalCount).toBe(2)
    const editable = await iam.listApplications({ editable: true })
    expect(editable.totalCount).toBe(rows.filter((row) => row.editable).length)
    await iam.updateApplication({ applicationId: named('ci-deploy'), tags: ['only-here'] })
    expect((await iam.listApplications({ tag: 'only-here' })).totalCount).toBe(1)
    expect((await iam.listApplications({ tag: '' })).totalCount).toBe(rows.length)
  })

  it('answers 404 by name and 400 for an id that is none', async () => {
    const id = '0c0ffee0-0000-4000-8000-000000000000'
    const missing = await test.request(`${APPLICATIONS}/${id}`, { as: owner })
    expect(missing.text).toBe(
      `{"message":"resource is not found","resource":"application","resource_id":"${id}","type":"not_found"}`,
    )
    const malformed = await test.request(`${APPLICATIONS}/7`, { as: owner })
    expect(malformed.body).toMatchObject({
      details: [
        {
          argument_name: 'application_id',
          reason: 'format',
          help_message: 'value must be a valid UUID',
        },
      ],
    })
  })

  it('takes its keys, memberships and attachments along when deleted', async () => {
    const id = named('ci-deploy')
    const { secret } = await test.keyFor('application', id)
    const { rows } = test.scenario
    const policies = rows.policies.filter((row) => row.principal_id === id)
    const [group] = rows.groups
    await test.store.transaction((tx) =>
      tx.insert('group_members', {
        id: `${group?.id}/${id}`,
        group_id: group?.id ?? '',
        member_type: 'application',
        member_id: id,
        position: 9,
      }),
    )
    expect(policies.length).toBeGreaterThan(0)

    const { status } = await test.request(`${APPLICATIONS}/${id}`, { method: 'DELETE', as: owner })

    expect(status).toBe(204)
    expect(await test.store.count('api_keys', { bearer_id: id })).toBe(0)
    expect(await test.store.count('group_members', { member_id: id })).toBe(0)
    expect(await test.store.count('tags', { resource_id: id })).toBe(0)
    for (const policy of policies) {
      expect(await test.store.get('policies', policy.id)).toEqual({
        ...policy,
        principal_type: null,
        principal_id: null,
      })
    }
    await expect(test.sdk(secret).iam.listApplications()).rejects.toBeInstanceOf(
      Errors.DeniedAuthenticationError,
    )
    expect((await test.request(`${APPLICATIONS}/${id}`, { as: owner })).status).toBe(404)
  })

  it('is closed to a member without rights, and tells which are missing', async () => {
    const member = await test.signedIn(test.scenario.memberId)
    const path = `${APPLICATIONS}/${named('ci-deploy')}`
    const read = await test.request(APPLICATIONS, { as: member })
    expect(read.body).toMatchObject({
      type: 'permissions_denied',
      details: [{ action: 'read', resource: 'application' }],
    })
    const requests = [
      test.request(path, { as: member }),
      test.request(APPLICATIONS, { body: { name: 'x' }, as: member }),
      test.request(path, { method: 'PATCH', body: {}, as: member }),
      test.request(path, { method: 'DELETE', as: member }),
    ]
    for (const { status } of await Promise.all(requests)) expect(status).toBe(403)
  })

  it('stays as it is when a product manages it', async () => {
    const managed = test.scenario.rows.applications.find((row) => row.managed)
    const path = `${APPLICATIONS}/${managed?.id}`
    const change = await test.request(path, { method: 'PATCH', body: { name: 'x' }, as: owner })
    expect(change.status).toBe(412)
    expect((await test.request(path, { method: 'DELETE', as: owner })).status).toBe(412)
  })

  it('stops at the quota', async () => {
    const answers = []
    for (let n = test.scenario.rows.applications.length; n <= 100; n += 1) {
      answers.push(await create({ name: `app ${n}` }))
    }
    expect(answers.at(-2)?.status).toBe(200)
    expect(answers.at(-1)?.body).toMatchObject({
      details: [{ resource: 'IamApplications', quota: 100, current: 100 }],
    })
  })
})
