import { Errors } from '@scaleway/sdk-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/groups'
const NOBODY = '0c0ffee0-0000-4000-8000-000000000000'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let iam: ReturnType<TestBackend['sdk']>['iam']

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    iam = test.sdk(owner).iam
  })
  afterEach(() => test.close())

  const created = (name: string) => iam.createGroup({ name, description: '' })
  const groupId = (name: string) =>
    test.scenario.rows.groups.find((row) => row.name === name)?.id ?? ''
  const applicationId = (name: string) =>
    test.scenario.rows.applications.find((row) => row.name === name)?.id ?? ''
  const userId = (username: string) =>
    test.scenario.rows.users.find((row) => row.username === username)?.id ?? ''
  const post = (groupOf: string, action: string, body: object, as = owner) =>
    test.request(`${PATH}/${groupOf}/${action}`, { body, as })
  const logsOf = (id: string) =>
    test.store.find('logs', {
      where: { resource_id: id },
      order: [{ column: 'created_at', direction: 'asc' }],
    })

  describe('a group', () => {
    it('is created empty, as the API answers it, with a log that names it', async () => {
      const group = await iam.createGroup({
        name: 'grp-swift-otter (eu)',
        description: 'Deploys',
        tags: ['team=platform', 'eu'],
      })
      expect(group).toMatchObject({
        name: 'grp-swift-otter (eu)',
        description: 'Deploys',
        organizationId: test.scenario.organizationId,
        userIds: [],
        applicationIds: [],
        tags: ['team=platform', 'eu'],
        editable: true,
        deletable: true,
        managed: false,
      })
      expect(await iam.getGroup({ groupId: group.id })).toEqual(group)
      expect(await logsOf(group.id)).toMatchObject([
        { action: 'created', resource_type: 'group', resource_name: 'grp-swift-otter (eu)' },
      ])
    })

    it('takes null for what may be left out, and refuses what the contract refuses', async () => {
      const { status, body } = await test.request(PATH, {
        body: { name: 'a', description: null, tags: null, organization_id: null },
        as: owner,
      })
      expect([status, body]).toMatchObject([200, { description: '', tags: [] }])
      for (const [wrong, argument_name, reason] of [
        [{}, 'name', 'required'],
        [{ name: 'ä' }, 'name', 'format'],
        [{ name: 'a'.repeat(65) }, 'name', 'constraint'],
        [{ name: 'b', description: 'd'.repeat(201) }, 'description', 'constraint'],
        [{ name: 'b', tags: ['x', 'x'] }, 'tags', 'constraint'],
      ] as const) {
        const refused = await test.request(PATH, { body: wrong, as: owner })
        expect([refused.status, refused.body]).toMatchObject([
          400,
          { details: [{ argument_name, reason }] },
        ])
      }
    })

    it('has a name of its own in the Organization, whatever its letter case', async () => {
      const taken = await test.request(PATH, { body: { name: 'developers' }, as: owner })
      expect([taken.status, taken.text]).toEqual([
        409,
        '{"help_message":"another group of this Organization has this name","message":"resource already exists","resource":"group","resource_id":"","type":"already_exists"}',
      ])
      await expect(
        iam.updateGroup({ groupId: groupId('Editors'), name: 'Developers' }),
      ).rejects.toBeInstanceOf(Errors.AlreadyExistsError)
      // Its own name in other letters is no clash.
      await iam.updateGroup({ groupId: groupId('Developers'), name: 'DEVELOPERS' })
    })

    it('gets its name once when several ask for it at the same time', async () => {
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => test.request(PATH, { body: { name: 'race' }, as: owner })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
      expect(await test.store.count('groups', { name: 'race' })).toBe(1)
    })

    it('changes in what is given, and its updated_at moves', async () => {
      const before = await iam.getGroup({ groupId: groupId('On-call') })
      test.advance(5000)
      const after = await iam.updateGroup({ groupId: before.id, name: 'Pager', tags: ['a', 'b'] })
      expect(after).toEqual({
        ...before,
        name: 'Pager',
        tags: ['a', 'b'],
        updatedAt: expect.any(Date),
      })
      expect(after.updatedAt?.getTime()).toBeGreaterThan(before.updatedAt?.getTime() ?? Infinity)
      const cleared = await iam.updateGroup({ groupId: before.id, description: '', tags: [] })
      expect(cleared).toMatchObject({ name: 'Pager', description: '', tags: [] })
      expect((await logsOf(before.id)).at(-1)).toMatchObject({
        action: 'updated',
        resource_name: 'Pager',
      })
    })

    it('is refused beyond the quota', async () => {
      for (let count = await test.store.count('groups'); count < 50; count += 1) {
        await created(`group ${count}`)
      }
      await expect(created('one too many')).rejects.toBeInstanceOf(Errors.QuotasExceededError)
    })
  })

  describe('members', () => {
    it('are replaced as a whole and keep the order of the request', async () => {
      const { id, updatedAt } = await created('crew')
      test.advance(5000)
      const userIds = ['zoe.acikgoz', 'tomas.lind', 'elena.varga'].map(userId)
      const applicationIds = ['on-call-bot', 'ci-deploy'].map(applicationId)
      const group = await iam.setGroupMembers({ groupId: id, userIds, applicationIds })
      expect(group).toMatchObject({ userIds, applicationIds, updatedAt })
      const fewer = await iam.setGroupMembers({
        groupId: id,
        userIds: userIds.toReversed().slice(0, 2),
        applicationIds: [],
      })
      expect(fewer).toMatchObject({
        userIds: [userId('elena.varga'), userId('tomas.lind')],
        applicationIds: [],
      })
      // Clients of some languages send an empty list as null.
      const none = await test.request(`${PATH}/${id}/members`, {
        method: 'PUT',
        body: { user_ids: null, application_ids: null },
        as: owner,
      })
      expect(none.body).toMatchObject({ user_ids: [], application_ids: [] })
      expect(await logsOf(id)).toHaveLength(4)
    })

    it('are added after those that are there, each once', async () => {
      const groupOf = groupId('Contractors')
      const [zoe, tomas, elena] = ['zoe.acikgoz', 'tomas.lind', 'elena.varga'].map(userId)
      const bot = applicationId('on-call-bot')
      await iam.addGroupMember({ groupId: groupOf, userId: zoe ?? '' })
      await iam.addGroupMembers({
        groupId: groupOf,
        userIds: [tomas ?? '', zoe ?? '', elena ?? ''],
        applicationIds: [bot, bot],
      })
      const before = await logsOf(groupOf)
      const group = await iam.addGroupMember({ groupId: groupOf, applicationId: bot })
      expect(group).toMatchObject({ userIds: [zoe, tomas, elena], applicationIds: [bot] })
      expect(await logsOf(groupOf)).toHaveLength(before.length)
    })

    it('are removed; whoever is none is not found, without a name of the resource', async () => {
      const groupOf = groupId('On-call')
      const { updatedAt } = await iam.getGroup({ groupId: groupOf })
      test.advance(5000)
      const group = await iam.removeGroupMember({
        groupId: groupOf,
        userId: userId('kwame.mensah'),
      })
      expect(group.userIds).not.toContain(userId('kwame.mensah'))
      expect(group.updatedAt).toEqual(updatedAt)
      const again = await post(groupOf, 'remove-member', { user_id: userId('kwame.mensah') })
      expect([again.status, again.text]).toEqual([
        404,
        `{"message":"resource is not found","resource":"","resource_id":"${userId('kwame.mensah')}","type":"not_found"}`,
      ])
    })

    it.each([
      [{ user_id: NOBODY }, 404, { resource: 'user', resource_id: NOBODY }],
      [{ application_id: NOBODY }, 404, { resource: 'application', resource_id: NOBODY }],
      [{}, 400, { details: [{ argument_name: 'user_id' }] }],
      [{ user_id: NOBODY, application_id: NOBODY }, 400, { type: 'invalid_arguments' }],
      [{ user_id: 'zoe' }, 400, { details: [{ argument_name: 'user_id', reason: 'format' }] }],
    ])('must be known: %o', async (body, status, answer) => {
      const refused = await post(groupId('Contractors'), 'add-member', body)
      expect([refused.status, refused.body]).toMatchObject([status, answer])
    })

    it('change all or not at all', async () => {
      const groupOf = groupId('On-call')
      const before = await iam.getGroup({ groupId: groupOf })
      await expect(
        iam.setGroupMembers({
          groupId: groupOf,
          userIds: [userId('zoe.acikgoz'), NOBODY],
          applicationIds: [],
        }),
      ).rejects.toBeInstanceOf(Errors.ResourceNotFoundError)
      expect(await iam.getGroup({ groupId: groupOf })).toEqual(before)
      expect((await post(NOBODY, 'add-member', { user_id: userId('zoe.acikgoz') })).body).toEqual(
        expect.objectContaining({ resource: 'group', resource_id: NOBODY }),
      )
    })

    it('get and lose the rights of the group at once', async () => {
      const zoe = (await test.keyFor('user', userId('zoe.acikgoz'))).secret
      const list = () => test.request(PATH, { as: zoe })
      const member = { groupId: groupId('Read only'), userId: userId('zoe.acikgoz') }
      const allowed = (await list()).status
      await iam.addGroupMember(member)
      expect((await list()).status).toBe(200)
      await iam.removeGroupMember(member)
      expect((await list()).status).toBe(allowed)
    })

    it('come together when they are added at the same time', async () => {
      const { id } = await created('all at once')
      const userIds = test.scenario.rows.users.slice(0, 5).map((row) => row.id)
      await Promise.all(
        userIds.map(async (one) => {
          const body = { user_id: one }
          // A database that saw the others' changes may ask to try again.
          let answer = await post(id, 'add-member', body)
          while (answer.status === 503) answer = await post(id, 'add-member', body)
          expect(answer.status).toBe(200)
        }),
      )
      const group = await iam.getGroup({ groupId: id })
      expect(group.userIds.toSorted()).toEqual(userIds.toSorted())
    })
  })

  describe('rights', () => {
    it('are those of groups, for every change', async () => {
      const { memberId } = test.scenario
      const member = (await test.keyFor('user', memberId)).secret
      const groupOf = groupId('Contractors')
      const answers = await Promise.all([
        test.request(PATH, { body: { name: 'mine' }, as: member }),
        test.request(`${PATH}/${groupOf}`, { method: 'PATCH', body: { name: 'x' }, as: member }),
        test.request(`${PATH}/${groupOf}/members`, {
          method: 'PUT',
          body: { user_ids: [memberId], application_ids: [] },
          as: member,
        }),
        post(groupOf, 'add-member', { user_id: memberId }, member),
        post(groupOf, 'add-members', { user_ids: [memberId] }, member),
        post(groupOf, 'remove-member', { user_id: memberId }, member),
      ])
      for (const { status, body } of answers) {
        expect([status, body]).toMatchObject([
          403,
          { details: [{ action: 'write', resource: 'group' }] },
        ])
      }
    })

    it('do not reach a group that a product manages', async () => {
      const managed = groupId('k8s-northwind-prod')
      const zoe = userId('zoe.acikgoz')
      const changes = [
        () => iam.updateGroup({ groupId: managed, name: 'mine' }),
        () => iam.addGroupMember({ groupId: managed, userId: zoe }),
        () => iam.setGroupMembers({ groupId: managed, userIds: [zoe], applicationIds: [] }),
      ]
      for (const change of changes) {
        await expect(change()).rejects.toBeInstanceOf(Errors.PreconditionFailedError)
      }
    })
  })
})
