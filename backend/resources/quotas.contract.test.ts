import { Errors } from '@scaleway/sdk-client'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { quotaRowId } from '../http/quotas.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const QUOTA = '/iam/v1alpha1/quota'

/** What the documentation of the platform says, by the names of the API. */
const LIMITS = {
  IamApiKeys: 100,
  IamApplications: 100,
  IamGroups: 50,
  IamPolicies: 50,
  IamSshKeys: 50,
  IamUsers: 50,
  UsrProjectsWidth: 25,
}

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

  const setQuota = (name: string, quota: number) => {
    const { organizationId } = test.scenario
    return test.store.transaction((tx) =>
      tx.insert('quotas', {
        id: quotaRowId(organizationId, name),
        organization_id: organizationId,
        name,
        quota,
      }),
    )
  }

  it('are listed by the official client, by name and in both orders', async () => {
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const { iam } = test.sdk(secret)
    const all = await iam.listQuota().all()
    expect(Object.fromEntries(all.map(({ name, limit }) => [name, limit]))).toEqual(LIMITS)
    const names = all.map(({ name }) => name)
    expect(names).toEqual(names.toSorted())
    const backwards = await iam.listQuota({ orderBy: 'name_desc', pageSize: 2 }).all()
    expect(backwards.map(({ name }) => name)).toEqual(names.toReversed())
    const some = await iam.listQuota({ quotumNames: ['IamUsers', 'IamGroups', 'Nothing'] })
    expect(some.totalCount).toBe(2)
  })

  it('have the shape of the API', async () => {
    const { body } = await test.request(`${QUOTA}/IamSshKeys?${inOrganization}`, { as: owner })
    expect(Object.keys(body as object)).toEqual([
      'name',
      'pretty_name',
      'unit',
      'description',
      'locality_type',
      'limits',
      'limit',
    ])
    expect(body).toMatchObject({
      name: 'IamSshKeys',
      pretty_name: 'SSH keys',
      locality_type: 'global',
      limits: [{ global: true, limit: 50 }],
      limit: 50,
    })
    const unknown = await test.request(`${QUOTA}/Nothing?${inOrganization}`, { as: owner })
    expect(unknown.status).toBe(404)
    const nameless = await test.request(QUOTA, { as: owner })
    expect(nameless.body).toMatchObject({
      details: [{ argument_name: 'organization_id', reason: 'required' }],
    })
  })

  it('are used as much as there is', async () => {
    const { body } = await test.request('/console/v1/usage', { as: owner })
    const { rows } = test.scenario
    expect(body).toEqual({
      usage: expect.arrayContaining([
        { name: 'IamUsers', current: rows.users.length },
        { name: 'IamApiKeys', current: rows.api_keys.length },
        { name: 'IamSshKeys', current: rows.ssh_keys.length },
        { name: 'UsrProjectsWidth', current: rows.projects.length },
      ]),
    })
    expect((body as { usage: unknown[] }).usage).toHaveLength(Object.keys(LIMITS).length)
  })

  it('can be raised and lowered for one Organization, and are enforced so', async () => {
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const { iam, projects } = test.sdk(secret)
    const { length } = test.scenario.rows.projects
    await setQuota('UsrProjectsWidth', length)
    await setQuota('IamApplications', 1000)
    const { limit } = await iam.getQuotum({ quotumName: 'UsrProjectsWidth' })
    expect(limit).toBe(length)
    await expect(projects.createProject({ name: 'one more', description: '' })).rejects.toThrow(
      Errors.QuotasExceededError,
    )
    expect((await iam.getQuotum({ quotumName: 'IamApplications' })).limits).toEqual([
      expect.objectContaining({ global: true, limit: 1000 }),
    ])
  })

  it('need the right to read them', async () => {
    const member = await test.signedIn(test.scenario.memberId)
    for (const path of [`${QUOTA}?${inOrganization}`, '/console/v1/usage']) {
      const { status, body } = await test.request(path, { as: member })
      expect(status).toBe(403)
      expect(body).toMatchObject({ details: [{ action: 'read', resource: 'quota' }] })
    }
    await test.allow('user', test.scenario.memberId, ['OrganizationReadOnly'])
    const { status } = await test.request('/console/v1/usage', { as: member })
    expect(status).toBe(200)
  })
})

onEveryStore((open) => {
  it('leave room in the large Organization', async () => {
    const test = await createTestBackend(open, { scenario: 'large' })
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const { iam } = test.sdk(secret)
    const application = await iam.createApplication({ name: 'one-more', description: '' })
    const key = await iam.createAPIKey({ applicationId: application.id, description: '' })
    expect(key.applicationId).toBe(application.id)
    await test.close()
  })
})
