import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const PROJECTS = '/account/v3/projects'
const FIELDS = [
  'id',
  'name',
  'organization_id',
  'created_at',
  'updated_at',
  'description',
  'qualification',
]

type Wire = Record<string, unknown> & { id: string; name: string }

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser
  let inOrganization: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = await test.signedIn(test.scenario.ownerId)
    inOrganization = `organization_id=${test.scenario.organizationId}`
  })
  afterEach(() => test.close())

  const named = (name: string) =>
    test.scenario.rows.projects.find((row) => row.name === name)?.id ?? ''
  const create = async (body: object) => {
    const answer = await test.request(PROJECTS, {
      body: { organization_id: test.scenario.organizationId, ...body },
      as: owner,
    })
    return { ...answer, project: answer.body as Wire }
  }
  const list = async (query: string, as: TestBrowser | string = owner) => {
    const answer = await test.request(`${PROJECTS}?${inOrganization}${query}`, { as })
    const body = answer.body as { projects: Wire[]; total_count: number }
    return { ...answer, projects: body.projects }
  }

  it('are listed with the total first, a hundred on a page', async () => {
    const { body, projects } = await list('')
    expect(Object.keys(body as object)).toEqual(['total_count', 'projects'])
    expect(projects).toHaveLength(test.scenario.rows.projects.length)
    expect(Object.keys(projects[0] ?? {})).toEqual(FIELDS)
    expect(projects[0]?.['qualification']).toEqual({
      architecture_type: 'unknown_architecture_type',
    })
    expect(projects.some((project) => project.id === test.scenario.organizationId)).toBe(true)
  })

  it('are listed by the official client, by name and by ids', async () => {
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const { projects } = test.sdk(secret)
    const all = await projects.listProjects({ orderBy: 'name_desc' }).all()
    const names = all.map((project) => project.name)
    expect(names).toEqual(names.toSorted().toReversed())
    expect((await projects.listProjects({ name: 'platform' })).totalCount).toBe(1)
    const ids = [named('platform'), named('backups')]
    expect((await projects.listProjects({ projectIds: ids })).totalCount).toBe(2)
  })

  it('need the Organization named', async () => {
    const { status, text } = await test.request(PROJECTS, { as: owner })
    expect(status).toBe(400)
    expect(text).toBe(
      '{"details":[{"argument_name":"organization_id","help_message":"","reason":"required"}],"message":"invalid argument(s)","type":"invalid_arguments"}',
    )
  })

  it('are created, read, renamed and deleted', async () => {
    const created = await create({ name: 'Sandbox 2', description: 'for trials' })
    expect(created.status).toBe(200)
    expect(created.project).toMatchObject({
      name: 'Sandbox 2',
      description: 'for trials',
      qualification: null,
    })
    expect(Object.keys(created.project)).toEqual(FIELDS)
    const path = `${PROJECTS}/${created.project.id}`
    test.advance(1000)
    const renamed = await test.request(path, {
      method: 'PATCH',
      body: { name: 'Sandbox' },
      as: owner,
    })
    expect(renamed.body).toEqual({
      ...created.project,
      name: 'Sandbox',
      updated_at: expect.stringMatching(/^2026-11-23T09:00:01/),
    })
    const read = await test.request(path, { as: owner })
    expect(read.body).toMatchObject({
      name: 'Sandbox',
      qualification: { architecture_type: 'unknown_architecture_type' },
    })
    expect((await test.request(path, { method: 'DELETE', as: owner })).status).toBe(204)
    const gone = await test.request(path, { as: owner })
    expect(gone.text).toBe(
      `{"message":"resource is not found","resource":"project_id","resource_id":"${created.project.id}","type":"not_found"}`,
    )
  })

  it.each([{ name: '' }, { name: 'a'.repeat(65) }, { name: 'é' }])('refuse %o', async (body) => {
    expect((await create(body)).status).toBe(400)
  })

  it('keep the default one', async () => {
    const { status, body } = await test.request(`${PROJECTS}/${test.scenario.organizationId}`, {
      method: 'DELETE',
      as: owner,
    })
    expect(status).toBe(412)
    expect(body).toMatchObject({
      type: 'precondition_failed',
      precondition: 'resource_not_usable',
      help_message: expect.stringContaining('default Project'),
    })
  })

  it('keep one that is in use, and say by what', async () => {
    const { project } = await create({ name: 'Busy' })
    const path = `${PROJECTS}/${project.id}`
    const remove = () => test.request(path, { method: 'DELETE', as: owner })
    const { accessKey } = await test.keyFor('user', test.scenario.ownerId, {
      default_project_id: project.id,
    })
    const { policyId } = await test.allow(
      'user',
      test.scenario.memberId,
      ['SSHKeysReadOnly'],
      [project.id],
    )
    const refused = await remove()
    expect(refused.status).toBe(412)
    expect(refused.body).toMatchObject({
      precondition: 'resource_still_in_use',
      help_message: `"Busy" is still used as the preferred Project of API key ${accessKey} and in the rules of policy "${policyId}"`,
    })
    await test.allow('user', test.scenario.memberId, ['ProjectManager'])
    const unnamed = await test.request(path, {
      method: 'DELETE',
      as: await test.signedIn(test.scenario.memberId),
    })
    expect(unnamed.body).toMatchObject({
      help_message:
        '"Busy" is still used as the preferred Project of 1 API key and in the rules of 1 policy',
    })
    await test.request(`/iam/v1alpha1/api-keys/${accessKey}`, { method: 'DELETE', as: owner })
    await test.store.transaction((tx) => tx.delete('rules', { policy_id: policyId }))
    expect((await remove()).status).toBe(204)
  })

  it('are seen by a member only where a rule reaches them', async () => {
    const { memberId } = test.scenario
    const member = await test.signedIn(memberId)
    const none = await list('', member)
    expect(none.status).toBe(403)
    expect(none.body).toMatchObject({ details: [{ action: 'read', resource: 'project' }] })
    await test.allow('user', memberId, ['ObjectStorageReadOnly'], [named('platform')])
    const some = await list('', member)
    expect(some.projects.map((project) => project.name)).toEqual(['platform'])
    expect((await list(`&project_ids=${named('backups')}`, member)).projects).toEqual([])
    const read = (name: string) => test.request(`${PROJECTS}/${named(name)}`, { as: member })
    expect((await read('platform')).status).toBe(200)
    expect((await read('backups')).status).toBe(403)
    const write = await test.request(PROJECTS, {
      body: { name: 'x', organization_id: test.scenario.organizationId },
      as: member,
    })
    expect(write.body).toMatchObject({ details: [{ action: 'write', resource: 'project' }] })
  })

  it('stop at the quota', async () => {
    let last = await create({ name: 'first' })
    for (let n = 0; last.status === 200 && n < 30; n += 1) last = await create({ name: `p ${n}` })
    expect(last.status).toBe(403)
    expect(last.body).toMatchObject({
      details: [{ resource: 'UsrProjectsWidth', quota: 25, current: 25 }],
    })
  })
})
