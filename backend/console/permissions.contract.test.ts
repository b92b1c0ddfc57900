import { afterAll, beforeAll, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const PATH = '/console/v1/permissions'

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser

  beforeAll(async () => {
    test = await createTestBackend(open)
    owner = await test.signedIn(test.scenario.ownerId)
  })
  afterAll(() => test.close())

  const idOf = (table: 'policies' | 'groups' | 'applications' | 'projects', name: string): string =>
    test.scenario.rows[table].find((row) => row.name === name)?.id ?? ''
  const userId = (username: string): string =>
    test.scenario.rows.users.find((row) => row.username === username)?.id ?? ''

  it('tells each permission set with its scope, policy and principal', async () => {
    const path = `${PATH}?application_id=${idOf('applications', 'terraform-state')}`
    const { body } = await test.request(path, { as: owner })
    const policy = { id: idOf('policies', 'Terraform state'), name: 'Terraform state' }
    const principal = {
      type: 'application',
      id: idOf('applications', 'terraform-state'),
      name: 'terraform-state',
    }
    const organization = {
      scope_type: 'organization',
      organization_id: test.scenario.organizationId,
      condition: '',
      policy,
      principal,
    }
    expect(body).toEqual({
      owner: false,
      grants: [
        {
          permission_set_name: 'ObjectStorageFullAccess',
          scope_type: 'projects',
          project_ids: [idOf('projects', 'platform')],
          condition: '',
          policy,
          principal,
        },
        { permission_set_name: 'IAMReadOnly', ...organization },
        { permission_set_name: 'ProjectManager', ...organization },
      ],
    })
  })

  it('names the group that a right comes through, and a condition', async () => {
    const { body } = await test.request(`${PATH}?user_id=${userId('misaki.yamamoto')}`, {
      as: owner,
    })
    const principal = { type: 'group', id: idOf('groups', 'On-call'), name: 'On-call' }
    expect(body).toMatchObject({
      owner: false,
      grants: [
        { permission_set_name: 'InstancesServerStart', principal },
        { permission_set_name: 'InstancesServerStop', principal },
        {
          permission_set_name: 'KubernetesFullAccess',
          condition: "request.ip.startsWith('203.0.113.')",
        },
        {
          permission_set_name: 'ObservabilityReadOnly',
          scope_type: 'projects',
          organization_id: test.scenario.organizationId,
        },
      ],
    })
  })

  it('says that the Owner is the Owner, and what its groups give besides', async () => {
    const { body } = await test.request(`${PATH}?user_id=${test.scenario.ownerId}`, { as: owner })
    expect(body).toMatchObject({
      owner: true,
      grants: [
        { permission_set_name: 'OrganizationManager' },
        { permission_set_name: 'AllProductsFullAccess' },
      ],
    })
  })

  it('tells what a group gives its members', async () => {
    const id = idOf('groups', 'On-call')
    const { status, body } = await test.request(`${PATH}?group_id=${id}`, { as: owner })
    const principal = { type: 'group', id, name: 'On-call' }
    const policy = {
      id: idOf('policies', 'On-call from the office network'),
      name: 'On-call from the office network',
    }
    const names = (body as { grants: { permission_set_name: string }[] }).grants.map(
      (grant) => grant.permission_set_name,
    )
    expect([status, names]).toEqual([
      200,
      [
        'InstancesServerStart',
        'InstancesServerStop',
        'KubernetesFullAccess',
        'ObservabilityReadOnly',
      ],
    ])
    expect(body).toMatchObject({
      owner: false,
      grants: names.map(() => ({ principal, policy })),
    })

    const amara = await test.signedIn(userId('amara.okafor'))
    expect((await test.request(`${PATH}?group_id=${id}`, { as: amara })).body).toMatchObject({
      details: [{ action: 'read', resource: 'group' }],
    })
  })

  it('is open to everyone about themself', async () => {
    const { memberId } = test.scenario
    const member = await test.signedIn(memberId)
    const own = await test.request(`${PATH}?user_id=${memberId}`, { as: member })
    expect([own.status, own.body]).toEqual([200, { owner: false, grants: [] }])
    const id = idOf('applications', 'ci-deploy')
    const { secret } = await test.keyFor('application', id)
    expect((await test.request(`${PATH}?application_id=${id}`, { as: secret })).status).toBe(200)
  })

  it('needs the rights to read the bearer and policies about others', async () => {
    const about = (as: TestBrowser, query: string) => test.request(`${PATH}?${query}`, { as })
    const member = await test.signedIn(test.scenario.memberId)
    expect((await about(member, `user_id=${test.scenario.ownerId}`)).body).toMatchObject({
      details: [{ action: 'read', resource: 'user' }],
    })
    const amara = await test.signedIn(userId('amara.okafor'))
    const application = `application_id=${idOf('applications', 'ci-deploy')}`
    expect((await about(amara, application)).body).toMatchObject({
      details: [{ action: 'read', resource: 'policy' }],
    })
    const reader = await test.signedIn(userId('dmitri.volkov'))
    expect((await about(reader, application)).status).toBe(200)
  })

  it('wants exactly one principal, and one that exists', async () => {
    const id = '11111111-1111-4111-8111-111111111111'
    expect((await test.request(PATH, { as: owner })).status).toBe(400)
    const both = await test.request(`${PATH}?user_id=${id}&application_id=${id}`, { as: owner })
    expect(both.status).toBe(400)
    const user = await test.request(`${PATH}?user_id=${id}`, { as: owner })
    expect([user.status, user.body]).toMatchObject([404, { resource: 'user' }])
    const application = await test.request(`${PATH}?application_id=${id}`, { as: owner })
    expect(application.body).toMatchObject({ resource: 'application' })
    const group = await test.request(`${PATH}?group_id=${id}`, { as: owner })
    expect(group.body).toMatchObject({ resource: 'group' })
  })
})
