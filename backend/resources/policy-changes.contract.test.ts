import { Errors } from '@scaleway/sdk-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/policies'
const RULES = '/iam/v1alpha1/rules'
const NOBODY = '0c0ffee0-0000-4000-8000-000000000000'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let iam: ReturnType<TestBackend['sdk']>['iam']
  let organizationId: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    organizationId = test.scenario.organizationId
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    iam = test.sdk(owner).iam
  })
  afterEach(() => test.close())

  const idOf = (table: 'policies' | 'groups' | 'applications' | 'projects', name: string): string =>
    test.scenario.rows[table].find((row) => row.name === name)?.id ?? ''
  const userId = (username: string): string =>
    test.scenario.rows.users.find((row) => row.username === username)?.id ?? ''
  const rule = (more: object = {}) => ({
    permission_set_names: ['IAMReadOnly'],
    organization_id: organizationId,
    ...more,
  })
  const create = (more: object = {}) =>
    test.request(PATH, {
      body: { name: 'p', rules: [rule()], no_principal: true, ...more },
      as: owner,
    })
  const argument = (argument_name: string, reason: string, help_message = expect.any(String)) => ({
    type: 'invalid_arguments',
    details: [{ argument_name, reason, help_message }],
  })

  describe('a new policy', () => {
    it('has its rules at once and its counters with the next answer', async () => {
      const production = idOf('projects', 'production')
      const policy = await iam.createPolicy({
        name: 'Deployments (eu)',
        description: 'Rolls out',
        tags: ['team=platform'],
        groupId: idOf('groups', 'Developers'),
        rules: [
          {
            permissionSetNames: ['ContainersFullAccess', 'FunctionsFullAccess'],
            projectIds: [production],
            condition: "request.ip == '203.0.113.7'",
          },
          { permissionSetNames: ['ObservabilityReadOnly'], organizationId, condition: '' },
          { permissionSetNames: ['ProjectReadOnly'], organizationId, condition: '' },
        ],
      })
      expect(policy).toMatchObject({
        name: 'Deployments (eu)',
        description: 'Rolls out',
        organizationId,
        editable: true,
        deletable: true,
        managed: false,
        nbRules: 0,
        nbScopes: 0,
        nbPermissionSets: 0,
        tags: ['team=platform'],
        groupId: idOf('groups', 'Developers'),
      })
      expect(await iam.getPolicy({ policyId: policy.id })).toEqual({
        ...policy,
        nbRules: 3,
        nbScopes: 3,
        nbPermissionSets: 4,
      })
      const { rules } = await iam.listRules({ policyId: policy.id })
      expect(rules).toMatchObject([
        {
          permissionSetNames: ['ContainersFullAccess', 'FunctionsFullAccess'],
          permissionSetsScopeType: 'projects',
          condition: "request.ip == '203.0.113.7'",
          projectIds: [production],
        },
        // Sets of Projects on the Organization: all current and future Projects.
        { permissionSetsScopeType: 'projects', organizationId, condition: '' },
        { permissionSetsScopeType: 'organization', organizationId },
      ])
      expect(rules[1]).not.toHaveProperty('projectIds', expect.anything())
      expect(await test.store.find('logs', { where: { resource_id: policy.id } })).toMatchObject([
        { action: 'created', resource_type: 'policy', resource_name: 'Deployments (eu)' },
      ])
    })

    it('gives its right at once', async () => {
      const member = (await test.keyFor('user', test.scenario.memberId)).secret
      const groups = '/iam/v1alpha1/groups'
      expect((await test.request(groups, { as: member })).status).toBe(403)
      await create({
        no_principal: null,
        user_id: test.scenario.memberId,
        rules: [rule({ permission_set_names: ['IAMGroupReadOnly'] })],
      })
      expect((await test.request(groups, { as: member })).status).toBe(200)
    })

    it('takes null for what may be left out', async () => {
      const { status, body } = await create({
        description: null,
        tags: null,
        organization_id: null,
        user_id: null,
        rules: [rule({ project_ids: null, condition: null })],
      })
      expect([status, body]).toMatchObject([200, { description: '', tags: [], no_principal: true }])
    })

    it('has exactly one principal, which exists', async () => {
      const two = { no_principal: null, user_id: test.scenario.ownerId, group_id: NOBODY }
      for (const [more, expected] of [
        [{ no_principal: null }, argument('user_id', 'constraint')],
        [two, argument('group_id', 'constraint')],
        [{ user_id: test.scenario.ownerId }, argument('no_principal', 'constraint')],
        [
          { no_principal: false },
          argument('no_principal', 'constraint', 'must be set to true when used'),
        ],
        [
          { no_principal: null, user_id: NOBODY },
          { resource: 'user', resource_id: NOBODY },
        ],
        [{ no_principal: null, group_id: NOBODY }, { resource: 'group' }],
        [{ no_principal: null, application_id: NOBODY }, { resource: 'application' }],
      ] as const) {
        expect((await create(more)).body, JSON.stringify(more)).toMatchObject(expected)
      }
    })

    it('refuses what the contract refuses', async () => {
      for (const [more, argument_name, reason] of [
        [{ name: null }, 'name', 'required'],
        [{ name: 'ä' }, 'name', 'format'],
        [{ name: 'a'.repeat(65) }, 'name', 'constraint'],
        [{ description: 'd'.repeat(201) }, 'description', 'constraint'],
        [{ tags: ['x', 'x'] }, 'tags', 'constraint'],
        [{ rules: null }, 'rules', 'required'],
        [{ rules: [] }, 'rules', 'required'],
        [{ rules: Array.from({ length: 101 }, () => rule()) }, 'rules', 'constraint'],
      ] as const) {
        expect((await create(more)).body, argument_name).toMatchObject(
          argument(argument_name, reason),
        )
      }
      const elsewhere = await create({ organization_id: NOBODY })
      expect(elsewhere.status).toBe(403)
    })

    it('is one of 50 at most', async () => {
      const have = await test.store.count('policies', { organization_id: organizationId })
      for (let count = have; count < 50; count += 1) await create({ name: `p${count}` })
      await expect(
        iam.createPolicy({ name: 'one more', noPrincipal: true, rules: [], description: '' }),
      ).rejects.toBeInstanceOf(Errors.InvalidArgumentsError)
      expect((await create()).body).toMatchObject({
        type: 'quotas_exceeded',
        details: [{ resource: 'IamPolicies', quota: 50, current: 50 }],
      })
      const clone = await test.request(`${PATH}/${idOf('policies', 'Metrics')}/clone`, {
        body: {},
        as: owner,
      })
      expect(clone.body).toMatchObject({ type: 'quotas_exceeded' })
    })
  })

  describe('rules', () => {
    const wrong = async (rules: object[]) => (await create({ rules })).body

    it('hold permission sets of one scope type, all of them known', async () => {
      const names = (...permission_set_names: string[]) => rule({ permission_set_names })
      expect(await wrong([rule(), names('IAMReadOnly', 'RedisReadOnly')])).toEqual({
        type: 'invalid_arguments',
        message: 'invalid argument(s)',
        details: [
          {
            argument_name: 'rules[1].permission_set_names',
            help_message: 'permission sets must be of the same scope type',
            reason: 'constraint',
          },
        ],
      })
      expect(await wrong([names('NoSuchSet', 'constructor', 'IAMReadOnly')])).toMatchObject(
        argument(
          'rules[0].permission_set_names',
          'constraint',
          'there is no permission set NoSuchSet, constructor',
        ),
      )
      expect(await wrong([names()])).toMatchObject(
        argument('rules[0].permission_set_names', 'required', ''),
      )
    })

    it('are for Projects or the Organization, as their sets are', async () => {
      const project_ids = [idOf('projects', 'platform')]
      const embedded = argument('rules[0]', 'format', 'embedded message failed validation')
      expect(await wrong([rule({ organization_id: null })])).toMatchObject(embedded)
      const both = { permission_set_names: ['RedisReadOnly'], project_ids }
      expect(await wrong([rule(both)])).toMatchObject(embedded)
      expect(await wrong([rule({ organization_id: null, project_ids: [] })])).toMatchObject(
        embedded,
      )
      expect(await wrong([rule({ organization_id: null, project_ids })])).toMatchObject(
        argument('rules[0].permission_set_names', 'constraint'),
      )
      expect((await create({ rules: [rule({ organization_id: NOBODY })] })).status).toBe(403)
    })

    it('are for Projects that exist', async () => {
      const onProjects = (...project_ids: string[]) =>
        rule({ organization_id: null, permission_set_names: ['RedisReadOnly'], project_ids })
      const platform = idOf('projects', 'platform')
      expect(await wrong([onProjects(platform), onProjects(platform, NOBODY)])).toMatchObject(
        argument('rules[1].project_ids', 'constraint', 'this Organization has no such Project'),
      )
      expect(await wrong([onProjects('platform')])).toMatchObject(
        argument('rules[0].project_ids[0]', 'format', 'value must be a valid UUID'),
      )
    })

    it('have conditions in CEL, with the place of what is wrong', async () => {
      const conditioned = (condition: string) => [rule(), rule({ condition })]
      expect(
        await wrong(conditioned("request.ip == '203.0.113.7' &&\n  nobody == 1")),
      ).toMatchObject(
        argument(
          'rules[1].condition',
          'format',
          'there is no variable nobody: use request or resource (line 2, column 3)',
        ),
      )
      expect(await wrong(conditioned(`request.ip == '${'a'.repeat(2048)}'`))).toMatchObject(
        argument('rules[1].condition', 'constraint', 'must be at most 2048 characters long'),
      )
      expect((await create({ rules: conditioned('!has(resource.id)') })).status).toBe(200)
    })

    it('tells everything that is wrong at once', async () => {
      const { body } = await create({
        rules: [
          rule({ permission_set_names: [] }),
          rule({ organization_id: null, condition: '(' }),
        ],
      })
      const { details } = body as { details: { argument_name: string }[] }
      expect(details.map((detail) => detail.argument_name)).toEqual([
        'rules[0].permission_set_names',
        'rules[1]',
        'rules[1].condition',
      ])
    })

    it('are replaced as a whole: new ids, the order kept, the date of the policy moved', async () => {
      const policyId = idOf('policies', 'Developers')
      const before = await iam.getPolicy({ policyId })
      const { rules: old } = await iam.listRules({ policyId })
      test.advance(5000)
      const { status, body } = await test.request(RULES, {
        method: 'PUT',
        body: {
          policy_id: policyId,
          rules: [
            rule({ permission_set_names: ['ProjectReadOnly'] }),
            rule({ permission_set_names: ['RedisReadOnly'] }),
          ],
        },
        as: owner,
      })
      expect([status, Object.keys(body as object)]).toEqual([200, ['rules']])
      expect(Object.keys((body as { rules: object[] }).rules[0] ?? {})).toEqual([
        'id',
        'permission_set_names',
        'permission_sets_scope_type',
        'condition',
        'organization_id',
      ])
      const { rules } = await iam.listRules({ policyId })
      expect(rules.map((one) => one.permissionSetNames)).toEqual([
        ['ProjectReadOnly'],
        ['RedisReadOnly'],
      ])
      expect(old.map((one) => one.id)).not.toContain(rules[0]?.id)
      const after = await iam.getPolicy({ policyId })
      expect(after).toMatchObject({ nbRules: 2, nbScopes: 2, nbPermissionSets: 2 })
      expect(after.updatedAt?.getTime()).toBeGreaterThan(before.updatedAt?.getTime() ?? Infinity)
      expect(
        await test.store.find('logs', { where: { resource_id: policyId, action: 'updated' } }),
      ).toContainEqual(
        expect.objectContaining({ resource_name: 'Developers', created_at: expect.any(String) }),
      )
    })

    it('stay as they are when one of the new ones is wrong', async () => {
      const policyId = idOf('policies', 'Metrics')
      await expect(
        iam.setRules({
          policyId,
          rules: [{ permissionSetNames: ['RedisReadOnly'], projectIds: [NOBODY], condition: '' }],
        }),
      ).rejects.toBeInstanceOf(Errors.InvalidArgumentsError)
      const { rules } = await iam.listRules({ policyId })
      expect(rules).toMatchObject([{ permissionSetNames: ['ObservabilityFullAccess'] }])
    })

    it('belong to a policy that exists', async () => {
      const put = (body: object) => test.request(RULES, { method: 'PUT', body, as: owner })
      expect((await put({ policy_id: NOBODY, rules: [rule()] })).body).toMatchObject({
        type: 'not_found',
        resource: 'policy',
      })
      expect((await put({ rules: [rule()] })).body).toMatchObject(argument('policy_id', 'required'))
      expect((await put({ policy_id: NOBODY, rules: [] })).body).toMatchObject(
        argument('rules', 'required'),
      )
    })
  })

  describe('an update', () => {
    it('changes what is given, and the date moves', async () => {
      const before = await iam.getPolicy({ policyId: idOf('policies', 'Metrics') })
      test.advance(5000)
      const after = await iam.updatePolicy({
        policyId: before.id,
        name: 'Graphs',
        description: 'All of them',
        tags: ['a', 'b'],
      })
      expect(after).toEqual({
        ...before,
        name: 'Graphs',
        description: 'All of them',
        tags: ['a', 'b'],
        updatedAt: expect.any(Date),
      })
      expect(after.updatedAt?.getTime()).toBeGreaterThan(before.updatedAt?.getTime() ?? Infinity)
      expect((await iam.updatePolicy({ policyId: before.id, tags: [] })).tags).toEqual([])
      const [found] = (await iam.listPolicies({ policyName: 'Graphs' })).policies
      expect(found?.id).toBe(before.id)
      expect(
        await test.store.find('logs', { where: { resource_id: before.id, action: 'updated' } }),
      ).toContainEqual(expect.objectContaining({ resource_name: 'Graphs' }))
    })

    it('attaches it to somebody else, and the date stays', async () => {
      const before = await iam.getPolicy({ policyId: idOf('policies', 'Metrics') })
      test.advance(5000)
      const groupId = idOf('groups', 'On-call')
      const attached = await iam.updatePolicy({ policyId: before.id, groupId })
      expect(attached).toMatchObject({ groupId, updatedAt: before.updatedAt })
      expect(attached.applicationId).toBeUndefined()
      const detached = await iam.updatePolicy({ policyId: before.id, noPrincipal: true })
      expect(detached).toMatchObject({ noPrincipal: true, updatedAt: before.updatedAt })
      expect(detached.groupId).toBeUndefined()
      const to = userId('amara.okafor')
      const moved = await iam.updatePolicy({ policyId: before.id, userId: to })
      expect(moved).toMatchObject({ userId: to })
    })

    it('wants one principal at most, and one that exists', async () => {
      const path = `${PATH}/${idOf('policies', 'Metrics')}`
      const patch = (body: object) => test.request(path, { method: 'PATCH', body, as: owner })
      const two = await patch({ user_id: test.scenario.ownerId, no_principal: true })
      expect(two.body).toMatchObject(argument('no_principal', 'constraint'))
      expect((await patch({ no_principal: false })).body).toMatchObject(
        argument('no_principal', 'constraint', 'must be set to true when used'),
      )
      expect((await patch({ group_id: NOBODY })).body).toMatchObject({ resource: 'group' })
      expect((await patch({ name: '' })).status).toBe(400)
    })
  })

  describe('a clone', () => {
    it('has the same rules with new ids, no principal and no tags', async () => {
      const original = await iam.getPolicy({ policyId: idOf('policies', 'Terraform state') })
      const clone = await iam.clonePolicy({ policyId: original.id })
      expect(clone).toMatchObject({
        name: 'Copy of Terraform state',
        description: original.description,
        noPrincipal: true,
        tags: [],
        nbRules: 0,
        editable: true,
      })
      expect(clone.applicationId).toBeUndefined()
      const { rules: old } = await iam.listRules({ policyId: original.id })
      const oldIds = old.map((one) => one.id)
      const { rules } = await iam.listRules({ policyId: clone.id })
      expect(oldIds).not.toContain(rules[0]?.id)
      expect(rules).toEqual(old.map((one, at) => Object.assign(one, { id: rules[at]?.id })))
      expect((await iam.getPolicy({ policyId: clone.id })).nbRules).toBe(old.length)
      expect(await test.store.find('logs', { where: { resource_id: clone.id } })).toMatchObject([
        { action: 'created', resource_name: 'Copy of Terraform state' },
      ])
    })

    it('has a name that is not too long, and is free where the original was managed', async () => {
      const name = 'Former contractor access to the preview and staging environments'
      const long = await iam.clonePolicy({ policyId: idOf('policies', name) })
      expect(long.name).toBe('Copy of Former contractor access to the preview and staging envi')
      const clone = await iam.clonePolicy({ policyId: idOf('policies', 'k8s-northwind-prod') })
      expect(clone).toMatchObject({ managed: false, editable: true, deletable: true })
      await expect(iam.clonePolicy({ policyId: NOBODY })).rejects.toBeInstanceOf(
        Errors.ResourceNotFoundError,
      )
    })
  })

  it('keeps a managed policy as it is', async () => {
    const policyId = idOf('policies', 'k8s-northwind-prod')
    await expect(iam.updatePolicy({ policyId, name: 'mine' })).rejects.toBeInstanceOf(
      Errors.PreconditionFailedError,
    )
    await expect(
      iam.setRules({
        policyId,
        rules: [{ permissionSetNames: ['IAMManager'], organizationId, condition: '' }],
      }),
    ).rejects.toBeInstanceOf(Errors.PreconditionFailedError)
  })

  it('is for those who may write policies, who may then give anything to themselves', async () => {
    const id = idOf('policies', 'Metrics')
    const denied = { details: [{ action: 'write', resource: 'policy' }] }
    const attempts = [
      { path: PATH, body: { name: 'p', rules: [rule()], no_principal: true } },
      { path: `${PATH}/${id}`, method: 'PATCH', body: { name: 'p' } },
      { path: `${PATH}/${id}/clone`, body: {} },
      { path: RULES, method: 'PUT', body: { policy_id: id, rules: [rule()] } },
    ] as const
    const reader = (await test.keyFor('user', userId('dmitri.volkov'))).secret
    for (const { path, ...request } of attempts) {
      expect((await test.request(path, { ...request, as: reader })).body, path).toMatchObject(
        denied,
      )
    }
    const { memberId } = test.scenario
    await test.allow('user', memberId, ['IAMPolicyManager'])
    const manager = (await test.keyFor('user', memberId)).secret
    for (const { path, ...request } of attempts) {
      expect((await test.request(path, { ...request, as: manager })).status, path).toBe(200)
    }
    await test.request(PATH, {
      body: {
        name: 'all',
        rules: [rule({ permission_set_names: ['IAMManager'] })],
        user_id: memberId,
      },
      as: manager,
    })
    expect((await test.request('/iam/v1alpha1/users', { as: manager })).status).toBe(200)
  })
})
