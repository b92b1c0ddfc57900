import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const SSH_KEYS = '/iam/v1alpha1/ssh-keys'
const FIELDS = [
  'id',
  'name',
  'public_key',
  'fingerprint',
  'created_at',
  'updated_at',
  'organization_id',
  'project_id',
  'disabled',
]
/** Made for this test; ssh-keygen says what its fingerprint is. */
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICdh/1NkAeuS5r3u2rJjavu3OMzOtv7Ua5uHtJMzTyLY'
const FINGERPRINT = '256 MD5:38:ba:bb:95:c8:39:ce:95:cd:f9:a0:72:41:3b:9f:b9 (ssh-ed25519)'

type Wire = Record<string, unknown> & { id: string }

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = await test.signedIn(test.scenario.ownerId)
  })
  afterEach(() => test.close())

  const project = (name: string) =>
    test.scenario.rows.projects.find((row) => row.name === name)?.id ?? ''
  const keysOf = (name: string) =>
    test.scenario.rows.ssh_keys.filter((row) => row.project_id === project(name))
  const create = async (body: object, as: TestBrowser = owner) => {
    const answer = await test.request(SSH_KEYS, { body, as })
    return { ...answer, key: answer.body as Wire }
  }
  const list = async (query: string, as: TestBrowser = owner) => {
    const answer = await test.request(`${SSH_KEYS}${query}`, { as })
    return { ...answer, page: answer.body as { ssh_keys: Wire[]; total_count: number } }
  }

  it('is added without its comment, with the fingerprint that ssh-keygen prints', async () => {
    const project_id = project('platform')
    const { status, key } = await create({
      name: 'laptop',
      public_key: `${KEY} elena@laptop\n`,
      project_id,
    })
    expect(status).toBe(200)
    expect(Object.keys(key)).toEqual(FIELDS)
    expect(key).toMatchObject({
      name: 'laptop',
      public_key: KEY,
      fingerprint: FINGERPRINT,
      organization_id: test.scenario.organizationId,
      project_id,
      disabled: false,
    })
    const { body } = await test.request(`${SSH_KEYS}/${key.id}`, { as: owner })
    expect(body).toEqual(key)
  })

  it('may be added twice, and without a name', async () => {
    const body = { public_key: KEY, project_id: project('platform') }
    const first = await create(body)
    const second = await create({ ...body, name: null })
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.key['name']).toBe('')
    expect(second.key.id).not.toBe(first.key.id)
  })

  it.each([
    [{ public_key: '' }, 'public_key', 'required'],
    [{ public_key: undefined }, 'public_key', 'required'],
    [{ public_key: 'x'.repeat(65_001) }, 'public_key', 'constraint'],
    [{ public_key: 'ssh-ed25519 AAAA' }, 'public_key', 'format'],
    [{ public_key: `${KEY}\n${KEY}` }, 'public_key', 'format'],
    [{ name: 'n'.repeat(1001) }, 'name', 'constraint'],
    [{ project_id: undefined }, 'project_id', 'required'],
    [{ project_id: 'platform' }, 'project_id', 'format'],
  ])('refuses %o', async (wrong, argument_name, reason) => {
    const answer = await create({
      name: 'x',
      public_key: KEY,
      project_id: project('platform'),
      ...wrong,
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      type: 'invalid_arguments',
      details: [{ argument_name, reason }],
    })
  })

  it('refuses a private key without repeating it', async () => {
    const secret = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB'
    const { status, text } = await create({
      public_key: `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----`,
      project_id: project('platform'),
    })
    expect(status).toBe(400)
    expect(text).toContain('private key')
    expect(text).not.toContain(secret)
  })

  it('is renamed, disabled and enabled, and its date moves', async () => {
    const { key } = await create({ public_key: KEY, project_id: project('platform') })
    test.advance(2000)
    const patch = (body: object) =>
      test.request(`${SSH_KEYS}/${key.id}`, { method: 'PATCH', body, as: owner })
    const { body } = await patch({ name: 'Spare', disabled: true })
    expect(body).toEqual({
      ...key,
      name: 'Spare',
      disabled: true,
      updated_at: expect.stringMatching(/^2026-11-23T09:00:02/),
    })
    expect((await patch({ disabled: false })).body).toMatchObject({
      name: 'Spare',
      disabled: false,
    })
    expect((await patch({ name: 'n'.repeat(1001) })).status).toBe(400)
  })

  it('is listed, changed and deleted by the official client', async () => {
    const { secret } = await test.keyFor('user', test.scenario.ownerId)
    const { iam } = test.sdk(secret)
    const { ssh_keys: rows } = test.scenario.rows
    const all = await iam.listSSHKeys({ pageSize: 2, orderBy: 'name_asc' }).all()
    const names = all.map((key) => key.name.toLowerCase())
    expect(names).toHaveLength(rows.length)
    expect(names).toEqual(names.toSorted())
    const projectId = project('production')
    const inProject = await iam.listSSHKeys({ projectId })
    expect(inProject.totalCount).toBe(keysOf('production').length)
    const disabled = await iam.listSSHKeys({ projectId, disabled: true })
    expect(disabled.sshKeys.map((key) => key.name)).toEqual(['former contractor'])
    const enabled = await iam.listSSHKeys({ projectId, disabled: false })
    expect(enabled.totalCount).toBe(keysOf('production').length - 1)
    expect((await iam.listSSHKeys({ name: 'bastion' })).totalCount).toBe(1)
    expect((await iam.listSSHKeys({ name: 'bast' })).totalCount).toBe(0)

    const added = await iam.createSSHKey({ name: 'sdk', publicKey: KEY, projectId })
    expect(added.fingerprint).toBe(FINGERPRINT)
    const renamed = await iam.updateSSHKey({ sshKeyId: added.id, name: 'SDK' })
    expect(await iam.getSSHKey({ sshKeyId: added.id })).toEqual(renamed)
    await iam.deleteSSHKey({ sshKeyId: added.id })
    expect((await iam.listSSHKeys({ name: 'SDK' })).totalCount).toBe(0)
  })

  it('answers 404 by name, for keys and for Projects', async () => {
    const id = '0c0ffee0-0000-4000-8000-000000000000'
    const missing = await test.request(`${SSH_KEYS}/${id}`, { as: owner })
    expect(missing.text).toBe(
      `{"message":"resource is not found","resource":"ssh_key","resource_id":"${id}","type":"not_found"}`,
    )
    const nowhere = await create({ public_key: KEY, project_id: id })
    expect(nowhere.status).toBe(404)
    expect(nowhere.body).toMatchObject({ resource: 'project_id', resource_id: id })
  })

  it('follows the rights that rules give by Project', async () => {
    const { memberId } = test.scenario
    const member = await test.signedIn(memberId)
    const [key] = keysOf('platform')
    const path = `${SSH_KEYS}/${key?.id}`
    const none = await list('', member)
    expect(none.body).toMatchObject({
      type: 'permissions_denied',
      details: [{ action: 'read', resource: 'ssh_key' }],
    })
    expect((await test.request(path, { as: member })).status).toBe(403)

    await test.allow('user', memberId, ['SSHKeysReadOnly'], [project('platform')])
    expect((await list('', member)).page.total_count).toBe(keysOf('platform').length)
    expect((await test.request(path, { as: member })).status).toBe(200)
    const other = await list(`?project_id=${project('production')}`, member)
    expect(other.status).toBe(403)
    const write = await test.request(path, { method: 'PATCH', body: { name: 'x' }, as: member })
    expect(write.body).toMatchObject({ details: [{ action: 'write', resource: 'ssh_key' }] })
    expect((await test.request(path, { method: 'DELETE', as: member })).status).toBe(403)

    await test.allow('user', memberId, ['SSHKeysFullAccess'], [project('backups')])
    const body = { public_key: KEY, name: 'mine' }
    expect((await create({ ...body, project_id: project('backups') }, member)).status).toBe(200)
    expect((await create({ ...body, project_id: project('platform') }, member)).status).toBe(403)
    const both = keysOf('platform').length + keysOf('backups').length + 1
    expect((await list('', member)).page.total_count).toBe(both)
  })

  it('keeps its Project from being deleted, by name for those who may read it', async () => {
    const projects = '/account/v3/projects'
    const made = await test.request(projects, {
      body: { name: 'Busy', organization_id: test.scenario.organizationId },
      as: owner,
    })
    const { id } = made.body as Wire
    const { key } = await create({ name: 'laptop', public_key: KEY, project_id: id })
    const refused = await test.request(`${projects}/${id}`, { method: 'DELETE', as: owner })
    expect(refused.body).toMatchObject({
      precondition: 'resource_still_in_use',
      help_message: '"Busy" is still used by SSH key "laptop"',
    })
    const use = (as: TestBrowser) =>
      test.request(`/console/v1/project-use?project_id=${id}`, { as })
    const nothing = { total: 0, named: [] }
    expect((await use(owner)).body).toEqual({
      api_keys: nothing,
      ssh_keys: { total: 1, named: [{ id: key.id, name: 'laptop' }] },
      policies: nothing,
    })
    const member = await test.signedIn(test.scenario.memberId)
    expect((await use(member)).status).toBe(403)
    await test.allow('user', test.scenario.memberId, ['ProjectReadOnly'])
    expect((await use(member)).body).toMatchObject({ ssh_keys: { total: 1, named: [] } })
    await test.request(`${SSH_KEYS}/${key.id}`, { method: 'DELETE', as: owner })
    const gone = await test.request(`${projects}/${id}`, { method: 'DELETE', as: owner })
    expect(gone.status).toBe(204)
  })

  it('stops at the quota', async () => {
    const body = { public_key: KEY, project_id: project('platform') }
    let last = await create(body)
    for (let n = 0; last.status === 200 && n < 60; n += 1) last = await create(body)
    expect(last.status).toBe(403)
    expect(last.body).toMatchObject({
      type: 'quotas_exceeded',
      details: [{ resource: 'IamSshKeys', quota: 50, current: 50 }],
    })
  })
})
