import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { countingStore } from '../testing/counting-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/policies'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let reads: { reads: number }

  const start = async (): Promise<void> => {
    test = await createTestBackend(async () => {
      const store = countingStore(await open())
      reads = store
      return store
    })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
  }

  const idOf = (table: 'policies' | 'groups' | 'applications' | 'projects', name: string): string =>
    test.scenario.rows[table].find((row) => row.name === name)?.id ?? ''
  const userId = (username: string): string =>
    test.scenario.rows.users.find((row) => row.username === username)?.id ?? ''
  const names = async (query: string): Promise<string[]> => {
    const { status, body } = await test.request(`${PATH}?page_size=100&${query}`, { as: owner })
    expect(status).toBe(200)
    return (body as { policies: { name: string }[] }).policies.map((policy) => policy.name)
  }

  describe('reading', () => {
    beforeAll(start)
    afterAll(() => test.close())

    it('lists policies by name, without regard to case, through the official client', async () => {
      const policies = await test.sdk(owner).iam.listPolicies({ pageSize: 4 }).all()
      const listed = policies.map((policy) => policy.name)
      expect(listed).toHaveLength(15)
      expect(listed).toEqual(
        listed.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
      )
      expect(listed.indexOf('ci-deploy')).toBeLessThan(listed.indexOf('Developers'))
    })

    it('answers a policy with the keys of the contract, its one principal last', async () => {
      const id = idOf('policies', 'Developers')
      const { body } = await test.request(`${PATH}/${id}`, { as: owner })
      expect(Object.entries(body as object)).toEqual([
        ['id', id],
        ['name', 'Developers'],
        ['description', ''],
        ['organization_id', test.scenario.organizationId],
        ['created_at', expect.any(String)],
        ['updated_at', expect.any(String)],
        ['editable', true],
        ['deletable', true],
        ['managed', false],
        ['nb_rules', 3],
        // platform; production and backups; the Organization
        ['nb_scopes', 4],
        ['nb_permission_sets', 5],
        ['tags', []],
        ['group_id', idOf('groups', 'Developers')],
      ])
    })

    it('names the principal of every kind, and its absence', async () => {
      const one = async (name: string): Promise<unknown> =>
        (await test.request(`${PATH}/${idOf('policies', name)}`, { as: owner })).body
      const orphan = 'Former contractor access to the preview and staging environments'
      expect(await one('Application keys')).toMatchObject({ user_id: userId('amara.okafor') })
      expect(await one('Metrics')).toMatchObject({
        application_id: idOf('applications', 'metrics-exporter'),
      })
      expect(await one(orphan)).toMatchObject({ no_principal: true })
      expect(await one('Metrics')).not.toHaveProperty('no_principal')
    })

    it('filters by ids, principals, name, tag and editable', async () => {
      const orphan = 'Former contractor access to the preview and staging environments'
      expect(await names(`user_ids=${userId('amara.okafor')}`)).toEqual(['Application keys'])
      expect(await names(`group_ids=${idOf('groups', 'On-call')}`)).toEqual([
        'On-call from the office network',
      ])
      expect(await names(`application_ids=${idOf('applications', 'nightly-etl')}`)).toEqual([
        'Warehouse',
      ])
      // One principal per policy, so several filters on principals add up.
      expect(
        await names(
          `user_ids=${userId('amara.okafor')}&application_ids=${idOf('applications', 'nightly-etl')}`,
        ),
      ).toEqual(['Application keys', 'Warehouse'])
      expect(await names('no_principal=true')).toEqual([orphan])
      expect(await names('no_principal=false')).toHaveLength(14)
      expect(await names('policy_name=Metrics')).toEqual(['Metrics'])
      expect(await names('policy_name=metr')).toEqual([])
      expect(await names('tag=team')).toEqual(['Terraform state', 'Warehouse'])
      expect(await names('editable=false')).toEqual(['k8s-northwind-prod'])
      expect(await names(`policy_ids=${idOf('policies', 'Metrics')}`)).toEqual(['Metrics'])
      expect(
        await names(`policy_ids=${idOf('policies', 'Metrics')}&no_principal=true&tag=x`),
      ).toEqual([])
      // The singular is no filter of the API.
      expect(await names(`application_id=${idOf('applications', 'nightly-etl')}`)).toHaveLength(15)
    })

    it('lists the rules of a policy in their order, each with what it holds for', async () => {
      const { iam } = test.sdk(owner)
      const { rules, totalCount } = await iam.listRules({
        policyId: idOf('policies', 'Developers'),
      })
      expect(totalCount).toBe(3)
      expect(rules.map((rule) => rule.permissionSetNames?.[0])).toEqual([
        'InstancesFullAccess',
        'AllProductsReadOnly',
        'ProjectReadOnly',
      ])
      expect(rules[1]?.projectIds).toEqual([
        idOf('projects', 'production'),
        idOf('projects', 'backups'),
      ])
      expect(rules[2]).toMatchObject({
        organizationId: test.scenario.organizationId,
        permissionSetsScopeType: 'organization',
      })

      const path = `/iam/v1alpha1/rules?policy_id=${idOf('policies', 'On-call from the office network')}`
      const { body } = await test.request(path, { as: owner })
      const [restart, look] = (body as { rules: object[] }).rules
      expect(Object.entries(restart ?? {})).toEqual([
        ['id', expect.any(String)],
        [
          'permission_set_names',
          ['InstancesServerStart', 'InstancesServerStop', 'KubernetesFullAccess'],
        ],
        ['permission_sets_scope_type', 'projects'],
        ['condition', "request.ip.startsWith('203.0.113.')"],
        ['project_ids', [idOf('projects', 'production')]],
      ])
      expect(look).toMatchObject({ organization_id: test.scenario.organizationId, condition: '' })
      expect(look).not.toHaveProperty('project_ids')
    })

    it('wants to know whose rules, and of a policy that exists', async () => {
      const none = await test.request('/iam/v1alpha1/rules', { as: owner })
      expect(none.body).toMatchObject({
        details: [{ argument_name: 'policy_id', reason: 'required', help_message: '' }],
      })
      const missing = '11111111-1111-4111-8111-111111111111'
      const other = await test.request(`/iam/v1alpha1/rules?policy_id=${missing}`, { as: owner })
      expect(other.body).toMatchObject({ resource: 'policy', resource_id: missing })
      expect(
        (await test.request('/iam/v1alpha1/rules', { method: 'POST', as: owner })).status,
      ).toBe(405)
    })

    it('is closed to those without the right', async () => {
      const member = (await test.keyFor('user', test.scenario.memberId)).secret
      const id = idOf('policies', 'Metrics')
      const missing = { details: [{ action: 'read', resource: 'policy' }] }
      for (const path of [PATH, `${PATH}/${id}`, `/iam/v1alpha1/rules?policy_id=${id}`]) {
        expect((await test.request(path, { as: member })).body, path).toMatchObject(missing)
      }
      const reader = (await test.keyFor('user', userId('dmitri.volkov'))).secret
      expect((await test.request(PATH, { as: reader })).status).toBe(200)
      const refused = await test.request(`${PATH}/${id}`, { method: 'DELETE', as: reader })
      expect(refused.body).toMatchObject({ details: [{ action: 'write', resource: 'policy' }] })
    })

    it('reads the store as often for a long page as for a short one', async () => {
      const cost = async (size: number): Promise<number> => {
        const before = reads.reads
        await test.request(`${PATH}?page_size=${size}`, { as: owner })
        return reads.reads - before
      }
      expect(await cost(15)).toBe(await cost(1))
    })
  })

  describe('changing', () => {
    beforeEach(start)
    afterEach(() => test.close())

    it('counts a scope once and a permission set as often as it stands', async () => {
      await test.store.transaction((tx) =>
        tx.insert('rules', {
          id: '22222222-2222-4222-8222-222222222222',
          policy_id: idOf('policies', 'ci-deploy'),
          position: 2,
          permission_set_names: ['ContainersFullAccess'],
          permission_sets_scope_type: 'projects',
          condition: '',
          organization_id: null,
          project_ids: [idOf('projects', 'production')],
        }),
      )
      const { body } = await test.request(`${PATH}?policy_name=ci-deploy`, { as: owner })
      expect(body).toMatchObject({
        total_count: 1,
        policies: [{ nb_rules: 3, nb_scopes: 2, nb_permission_sets: 4 }],
      })
    })

    it('deletes a policy, and the right it gave is gone at once', async () => {
      const amara = (await test.keyFor('user', userId('amara.okafor'))).secret
      const applications = '/iam/v1alpha1/applications'
      expect((await test.request(applications, { as: amara })).status).toBe(200)

      const id = idOf('policies', 'Application keys')
      expect((await test.request(`${PATH}/${id}`, { method: 'DELETE', as: owner })).status).toBe(
        204,
      )

      expect((await test.request(applications, { as: amara })).status).toBe(403)
      expect((await test.request(`${PATH}/${id}`, { as: owner })).status).toBe(404)
      expect(await test.store.count('rules', { policy_id: id })).toBe(0)
      expect(
        await test.store.count('logs', {
          resource_id: id,
          action: 'deleted',
          resource_type: 'policy',
        }),
      ).toBeGreaterThan(0)
    })

    it('keeps a managed policy', async () => {
      const id = idOf('policies', 'k8s-northwind-prod')
      const { status } = await test.request(`${PATH}/${id}`, { method: 'DELETE', as: owner })
      expect(status).toBe(412)
      expect(await test.store.get('policies', id)).toBeDefined()
    })
  })
})
