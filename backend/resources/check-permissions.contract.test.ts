import { expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/check-permissions'

onEveryStore((open) => {
  it('decides each permission by the rules of every request', async () => {
    const test = await createTestBackend(open)
    const { organizationId, ownerId, rows } = test.scenario
    const [, project] = rows.projects.map(({ id }) => id)
    const application = rows.applications.find((row) => !row.managed)?.id ?? ''
    await test.store.transaction((tx) =>
      tx.update('policies', { principal_id: application }, { principal_id: null }),
    )
    await test.allow('application', application, ['IAMGroupManager', 'ProjectReadOnly'])
    await test.allow('application', application, ['SSHKeysReadOnly'], [project ?? ''])
    const { secret } = await test.keyFor('application', application)
    const ask = async (permissions: readonly object[], as = secret) => {
      const { body } = await test.request(PATH, { body: { permissions }, as })
      return (body as { responses: { decision: string }[] }).responses.map(
        ({ decision }) => decision,
      )
    }
    const iam = (name: string, action: string, scope: object = {}) => ({
      service: 'iam',
      name,
      action,
      ...(Object.keys(scope).length === 0 ? { organization_id: organizationId } : scope),
    })
    const asked: readonly (readonly [object, 'allow' | 'deny'])[] = [
      [iam('group', 'write'), 'allow'],
      [iam('group', 'read'), 'allow'],
      [iam('user', 'read'), 'deny'],
      // Keys have one name, whoever they are of; and an application has no self.
      [iam('api_key', 'read'), 'deny'],
      [iam('application_api_key', 'read'), 'deny'],
      [iam('self_user', 'read'), 'deny'],
      [iam('project', 'read'), 'deny'],
      [{ ...iam('project', 'read'), service: 'account' }, 'allow'],
      [{ ...iam('project', 'write'), service: 'account' }, 'deny'],
      [iam('ssh_key', 'read'), 'deny'],
      [iam('ssh_key', 'read', { project_id: project }), 'allow'],
      [iam('ssh_key', 'read', { project_id: organizationId }), 'deny'],
      [iam('ssh_key', 'write', { project_id: project }), 'deny'],
      // Nothing is known of other services, actions and Organizations.
      [iam('group', 'delete'), 'deny'],
      [iam('toString', 'read'), 'deny'],
      [{ ...iam('server', 'read'), service: 'instance' }, 'deny'],
      [iam('group', 'read', { organization_id: ownerId }), 'deny'],
      [iam('group', 'read', { project_id: ownerId }), 'deny'],
    ]
    expect(await ask(asked.map(([permission]) => permission))).toEqual(
      asked.map(([, decision]) => decision),
    )
    const { secret: owners } = await test.keyFor('user', ownerId)
    expect(await ask([iam('api_key', 'write'), iam('self_user', 'write')], owners)).toEqual([
      'allow',
      'allow',
    ])
    expect(await ask([])).toEqual([])

    for (const scope of [{}, { organization_id: organizationId, project_id: project }]) {
      const permissions = [
        iam('group', 'read'),
        { service: 'iam', name: 'group', action: 'read', ...scope },
      ]
      const { status, body } = await test.request(PATH, { body: { permissions }, as: secret })
      expect([status, body]).toMatchObject([
        400,
        { details: [{ argument_name: 'permissions[1].organization_id' }] },
      ])
    }
    expect((await test.request(PATH, { body: {} })).status).toBe(401)
    await test.close()
  })
})
