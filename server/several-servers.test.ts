import { expect, it } from 'vitest'

import { createBackend } from '../backend/app.ts'
import { createTestBackend, type TestBrowser } from '../backend/testing/harness.ts'
import { createSchema, describePostgres, onSqlStores } from './on-every-store.ts'
import { openStore } from './store.ts'

const groups = '/iam/v1alpha1/groups'

onSqlStores((open) => {
  it('makes one group of 200 requests for the same name at once', async () => {
    const test = await createTestBackend(open, { scenario: 'empty' })
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        test.request(groups, { as: secret, body: { name: 'Everybody', description: '' } }),
      ),
    )
    const made = answers.filter(({ status }) => status === 200)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(made).toHaveLength(1)
    expect([...new Set(refused.map(({ status, text }) => `${status} ${text}`))]).toHaveLength(1)
    expect(refused[0]?.status).toBeLessThan(500)
    expect(await test.store.count('groups', { name: 'Everybody' })).toBe(1)
    expect(await test.store.count('logs', { resource_name: 'Everybody' })).toBe(1)
    await test.close()
  })
})

describePostgres((url) => {
  it('lets two servers agree at once on keys, policies, sessions and locked users', async () => {
    const schema = await createSchema(url)
    const { databaseUrl } = schema
    const here = await createTestBackend(() => openStore({ databaseUrl, dataDir: '' }))
    const store = await openStore({ databaseUrl, dataDir: '' })
    const second = createBackend({ ...here.options, store })
    const there = async (path: string, as: string | TestBrowser): Promise<number> => {
      const headers = typeof as === 'string' ? { 'X-Auth-Token': as } : {}
      const session = (typeof as === 'string' ? here.browser() : as).carrier
      const request = new Request(`https://iam.test${path}`, { headers })
      return (await second.fetch(request, { ip: '203.0.113.7', session })).status
    }
    const { ownerId, memberId } = here.scenario
    const owner = await here.keyFor('user', ownerId)
    const member = await here.keyFor('user', memberId)
    const spare = await here.keyFor('user', memberId)
    const browser = await here.signedIn(memberId)
    const change = async (method: 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown) => {
      const { status, text } = await here.request(`/iam/v1alpha1/${path}`, {
        method,
        as: owner.secret,
        ...(body === undefined ? {} : { body }),
      })
      if (status >= 300) throw new Error(text)
    }

    // A policy: given, its rules replaced, deleted.
    const applications = '/iam/v1alpha1/applications'
    expect(await there(applications, member.secret)).toBe(403)
    const { policyId } = await here.allow('user', memberId, ['IAMReadOnly'])
    expect(await there(applications, member.secret)).toBe(200)
    const rule = (permission_set_names: string[]) => ({
      policy_id: policyId,
      rules: [{ permission_set_names, organization_id: here.scenario.organizationId }],
    })
    await change('PUT', 'rules', rule(['IAMUserManager']))
    expect(await there(applications, member.secret)).toBe(403)
    await change('PUT', 'rules', rule(['IAMReadOnly']))
    expect(await there(applications, member.secret)).toBe(200)
    await change('DELETE', `policies/${policyId}`)
    expect(await there(applications, member.secret)).toBe(403)

    const self = `/iam/v1alpha1/users/${memberId}`
    // A key.
    expect(await there(self, spare.secret)).toBe(200)
    await change('DELETE', `api-keys/${spare.accessKey}`)
    expect(await there(self, spare.secret)).toBe(401)

    // A session.
    expect(await there('/console/v1/session', browser)).toBe(200)
    const revoked = await here.request('/console/v1/session', {
      method: 'DELETE',
      as: { ...browser },
    })
    expect(revoked.status).toBe(204)
    expect(await there('/console/v1/session', browser)).toBe(401)

    // A person.
    expect(await there(self, member.secret)).toBe(200)
    await change('POST', `users/${memberId}/lock`, {})
    expect(await there(self, member.secret)).toBe(401)

    await here.close()
    await store.close()
    await schema.drop()
  })
})
