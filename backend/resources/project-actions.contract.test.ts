import { expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend } from '../testing/harness.ts'

const PROJECTS = '/account/v3/projects'

onEveryStore((open) => {
  it('are deleted with what is in them, and are no rule’s and no key’s any more', async () => {
    const test = await createTestBackend(open)
    const { memberId, organizationId, ownerId } = test.scenario
    const as = await test.signedIn(ownerId)
    const { projects, iam } = test.sdk(as)
    const { id } = await projects.createProject({ name: 'busy one', description: '' })
    const other = await projects.createProject({ name: 'other', description: '' })
    const publicKey = `ssh-ed25519 ${btoa(`\0\0\0\x0bssh-ed25519\0\0\0 ${'k'.repeat(32)}`)}`
    const sshKey = await iam.createSSHKey({ name: 'laptop', publicKey, projectId: id })
    const { accessKey } = await test.keyFor('user', ownerId, { default_project_id: id })
    const alone = await test.allow('user', memberId, ['SSHKeysReadOnly'], [id])
    const shared = await test.allow('user', memberId, ['SSHKeysReadOnly'], [id, other.id])

    const remove = (projectId: string, query: string, body: object = {}) =>
      test.request(`${PROJECTS}/${projectId}/delete-with-resources${query}`, { body, as })
    expect((await remove(id, '')).body).toMatchObject({
      details: [{ argument_name: 'project_name', reason: 'required' }],
    })
    expect((await remove(id, '?project_name=busy')).body).toMatchObject({
      details: [{ argument_name: 'project_name', reason: 'constraint' }],
    })
    const theDefault = test.scenario.rows.projects.find((row) => row.id === organizationId)
    const kept = await remove(organizationId, '', { project_name: theDefault?.name })
    expect(kept.body).toMatchObject({ precondition: 'resource_not_usable' })
    const member = await test.signedIn(memberId)
    const refused = await test.request(`${PROJECTS}/${id}/delete-with-resources`, {
      body: { project_name: 'busy one' },
      as: member,
    })
    expect(refused.body).toMatchObject({ details: [{ action: 'write', resource: 'project' }] })

    const done = await remove(id, '?project_name=busy%20one')
    expect([done.status, done.body]).toMatchObject([200, { id, qualification: null }])
    await expect(projects.getProject({ projectId: id })).rejects.toMatchObject({ status: 404 })
    await expect(iam.getSSHKey({ sshKeyId: sshKey.id })).rejects.toMatchObject({ status: 404 })
    expect(await iam.getAPIKey({ accessKey })).toMatchObject({ defaultProjectId: organizationId })
    expect((await iam.listRules({ policyId: alone.policyId })).rules).toEqual([])
    expect((await iam.listRules({ policyId: shared.policyId })).rules).toMatchObject([
      { projectIds: [other.id] },
    ])
    const { logs } = await iam.listLogs({ orderBy: 'created_at_desc', pageSize: 3 })
    expect(logs.map((log) => log.resourceType).toSorted()).toEqual(['api_key', 'policy', 'policy'])
    expect((await remove(other.id, '', { project_name: 'other' })).status).toBe(200)
    await test.close()
  })

  it('are said to be for something', async () => {
    const test = await createTestBackend(open)
    const as = await test.signedIn(test.scenario.ownerId)
    const { projects } = test.sdk(as)
    const { id: projectId } = await projects.createProject({ name: 'shop', description: '' })
    const hostWebsite = { subUseCase: 'ecommerce_website' } as const
    const qualification = { architectureType: 'kubernetes', hostWebsite } as const
    const set = await projects.setProjectQualification({ projectId, qualification })
    expect(set).toMatchObject({ projectId, qualification })
    expect(await projects.getProject({ projectId })).toMatchObject({ qualification })
    const { projects: listed } = await projects.listProjects({ name: 'shop' })
    expect(listed[0]).toMatchObject({ qualification })
    // Writes answer none, as the platform does.
    const renamed = await projects.updateProject({ projectId, description: 'x' })
    expect(renamed.qualification).toBeUndefined()

    const path = `${PROJECTS}/${projectId}/project-qualification`
    const raw = await test.request(path, {
      body: { qualification: { architecture_type: 'instance', container: {} } },
      as,
    })
    expect(raw.body).toEqual({
      project_id: projectId,
      qualification: {
        architecture_type: 'instance',
        container: { sub_use_case: 'unknown_sub_use_case' },
      },
    })
    for (const [wrong, argument_name] of [
      [undefined, 'qualification'],
      [{ architecture_type: 'tents' }, 'qualification.architecture_type'],
      [{ container: {}, share_data: {} }, 'qualification.share_data'],
      [{ host_website: { sub_use_case: 'saas_app' } }, 'qualification.host_website.sub_use_case'],
    ]) {
      const { status, body } = await test.request(path, { body: { qualification: wrong }, as })
      expect([status, body]).toMatchObject([400, { details: [{ argument_name }] }])
    }
    await projects.deleteProject({ projectId })
    expect(await test.store.count('project_qualifications')).toBe(0)
    await test.close()
  })
})
