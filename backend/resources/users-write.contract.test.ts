import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'

const PATH = '/iam/v1alpha1/users'

const MEMBER = {
  email: 'noor.haddad@northwind.example',
  username: 'noor.haddad',
  password: 'a long enough password',
  sendPasswordEmail: false,
  sendWelcomeEmail: false,
  firstName: 'Noor',
  lastName: 'Haddad',
  phoneNumber: '',
  locale: '',
}

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let memberId: string

  beforeEach(async () => {
    test = await createTestBackend(open, { mail: 'works' })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    memberId = test.scenario.memberId
  })
  afterEach(() => test.close())

  const idOf = (username: string): string =>
    test.scenario.rows.users.find((user) => user.username === username)?.id ?? ''
  const logsOf = async (id: string) =>
    (
      await test.store.find('logs', {
        where: { resource_id: id, bearer_id: test.scenario.ownerId },
      })
    )
      .filter((log) => log.user_agent === 'harness/1' || log.user_agent.startsWith('scaleway'))
      .map((log) => `${log.action} ${log.resource_type} ${log.resource_name}`)

  it('adds a member who can sign in, through the official client', async () => {
    const { iam } = test.sdk(owner)
    const user = await iam.createUser({ member: MEMBER, tags: ['team=web'] })
    expect(user).toMatchObject({
      username: 'noor.haddad',
      firstName: 'Noor',
      type: 'member',
      status: 'activated',
      locale: 'en_US',
      mfa: false,
      deletable: true,
      tags: ['team=web'],
    })
    expect(await iam.getUser({ userId: user.id })).toEqual(user)
    const answer = await test.request('/console/v1/session', {
      body: { login: MEMBER.email, password: MEMBER.password },
    })
    expect(answer.status).toBe(200)
    const row = await test.store.get('users', user.id)
    expect(row).toMatchObject({ password_chosen_by_other: true })
    const logs = await test.store.find('logs', { where: { resource_id: user.id } })
    expect(logs).toMatchObject([
      { action: 'created', resource_type: 'user', resource_name: 'Noor Haddad' },
    ])
    expect(test.mails).toEqual([])
  })

  it('adds a member without a password, who cannot sign in with an empty one', async () => {
    const { iam } = test.sdk(owner)
    await iam.createUser({ member: { ...MEMBER, password: '' }, tags: [] })
    for (const password of ['', MEMBER.password]) {
      const body = { login: MEMBER.username, password }
      expect((await test.request('/console/v1/session', { body })).status).toBe(401)
    }
  })

  it('sends what is ticked, and adds the member even when mail fails', async () => {
    const { iam } = test.sdk(owner)
    await iam.createUser({
      member: { ...MEMBER, sendPasswordEmail: true, sendWelcomeEmail: true },
      tags: [],
    })
    expect(test.mails.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
      'noor.haddad@northwind.example: Your account in Northwind Labs',
      'noor.haddad@northwind.example: Your password in Northwind Labs',
    ])
    expect(test.mails[0]?.text).toContain(test.scenario.organizationId)
    expect(test.mails[0]?.text).not.toContain(MEMBER.password)
    expect(test.mails[1]?.text).toContain(MEMBER.password)

    const broken = await createTestBackend(open, { mail: 'broken' })
    const { secret } = await broken.keyFor('user', broken.scenario.ownerId)
    const user = await broken
      .sdk(secret)
      .iam.createUser({ member: { ...MEMBER, sendWelcomeEmail: true }, tags: [] })
    expect(user.username).toBe('noor.haddad')
    expect(broken.reports).toHaveLength(1)
    await broken.close()
  })

  it.each([
    [{}, 'type'],
    [{ email: 'guest@example.com' }, 'email'],
    [{ member: {} }, 'member.email'],
    [{ member: { email: 'noor@x.example', username: 'a' } }, 'member.username'],
    [{ member: { email: 'noor@x.example', username: 'noor haddad' } }, 'member.username'],
    [{ member: { email: 'noor', username: 'noor' } }, 'member.email'],
    [{ member: { email: 'a@x.example\r\nBcc: b@x.example', username: 'noor' } }, 'member.email'],
    [
      { member: { email: 'n@x.example', username: 'noor', password: 'ü'.repeat(37) } },
      'member.password',
    ],
    [
      { member: { email: 'n@x.example', username: 'noor', first_name: 'n'.repeat(65) } },
      'member.first_name',
    ],
  ])('refuses %j', async (body, argument_name) => {
    const answer = await test.request(PATH, { body, as: owner })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      type: 'invalid_arguments',
      details: expect.arrayContaining([expect.objectContaining({ argument_name })]),
    })
  })

  it('keeps usernames unique, whatever their case, and frees that of a deleted member', async () => {
    const { iam } = test.sdk(owner)
    const body = { member: { email: 'x@x.example', username: 'Priya.Raman' } }
    const taken = await test.request(PATH, { body, as: owner })
    expect(taken.status).toBe(409)
    expect(taken.body).toMatchObject({ type: 'already_exists', resource: 'user' })
    const renamed = await test.request(`${PATH}/${idOf('tomas.lind')}/update-username`, {
      body: { username: 'priya.raman' },
      as: owner,
    })
    expect(renamed.status).toBe(409)
    await iam.deleteUser({ userId: memberId })
    expect((await test.request(PATH, { body, as: owner })).status).toBe(200)
  })

  it('keeps within the quota of users', async () => {
    const row = await test.store.get('users', memberId)
    const count = await test.store.count('users')
    await test.store.transaction(async (tx) => {
      for (let index = count; index < 50; index += 1) {
        const id = crypto.randomUUID()
        if (row) await tx.insert('users', { ...row, id, username_key: id })
      }
    })
    const body = { member: { email: 'x@x.example', username: 'one-more' } }
    const { status, body: error } = await test.request(PATH, { body, as: owner })
    expect(status).toBe(403)
    expect(error).toMatchObject({ type: 'quotas_exceeded', details: [{ resource: 'IamUsers' }] })
  })

  it('changes a profile; its answer has the former time, the next one the new', async () => {
    const { iam } = test.sdk(owner)
    const before = await iam.getUser({ userId: memberId })
    const answer = await iam.updateUser({
      userId: memberId,
      firstName: 'Priyanka',
      email: 'priyanka@northwind.example',
      tags: ['team=web', 'mentor'],
    })
    expect(answer).toMatchObject({
      firstName: 'Priyanka',
      lastName: 'Raman',
      email: 'priyanka@northwind.example',
      tags: ['team=web', 'mentor'],
      updatedAt: before.updatedAt,
    })
    const after = await iam.getUser({ userId: memberId })
    expect(after.updatedAt?.getTime()).toBeGreaterThan(before.updatedAt?.getTime() ?? 0)
    expect(await logsOf(memberId)).toContain('updated user Priyanka Raman')
    const found = await test.request('/console/v1/search?q=priyanka', { as: owner })
    expect(found.text).toContain(memberId)
  })

  it('lets a member change the own profile, and nobody else’s', async () => {
    const { secret } = await test.keyFor('user', memberId)
    const { iam } = test.sdk(secret)
    expect(await iam.updateUser({ userId: memberId, phoneNumber: '+44 1' })).toMatchObject({
      phoneNumber: '+44 1',
    })
    const other = await test.request(`${PATH}/${idOf('tomas.lind')}`, {
      method: 'PATCH',
      body: { first_name: 'T' },
      as: secret,
    })
    expect(other.status).toBe(403)
    expect(other.body).toMatchObject({ details: [{ resource: 'user' }, { resource: 'self_user' }] })
    expect((await test.request(PATH, { body: {}, as: secret })).status).toBe(403)
    const rename = { body: { username: 'priya2' }, as: secret }
    expect((await test.request(`${PATH}/${memberId}/update-username`, rename)).status).toBe(403)
  })

  it('lets nobody but a session or a manager change an e-mail address, where codes are sent', async () => {
    const { secret } = await test.keyFor('user', memberId)
    const path = `${PATH}/${memberId}`
    const patch = (email: string, as: string | TestBrowser) =>
      test.request(path, { method: 'PATCH', body: { email, first_name: 'P' }, as })
    const stolen = await patch('thief@x.example', secret)
    expect(stolen.status).toBe(403)
    expect(await test.store.get('users', memberId)).toMatchObject({ first_name: 'Priya' })
    // Sent along unchanged it is no change.
    expect((await patch('priya.raman@northwind.example', secret)).status).toBe(200)
    expect((await patch('one@x.example', await test.signedIn(memberId))).status).toBe(200)
    expect((await patch('two@x.example', owner)).status).toBe(200)
  })

  it('deletes a member with all that is theirs, and keeps policies and the log', async () => {
    const userId = idOf('tomas.lind')
    await test.keyFor('user', userId, { description: 'a key of Tomas' })
    const { policyId } = await test.allow('user', userId, ['IAMReadOnly'])
    const browser = await test.signedIn(userId)
    const logs = await test.store.count('logs', { bearer_id: userId })
    await test.sdk(owner).iam.deleteUser({ userId })
    expect(await test.store.get('users', userId)).toBeUndefined()
    expect(await test.store.count('api_keys', { bearer_id: userId })).toBe(0)
    expect(await test.store.count('group_members', { member_id: userId })).toBe(0)
    expect(await test.store.count('tags', { resource_id: userId })).toBe(0)
    expect(await test.store.get('policies', policyId)).toMatchObject({
      principal_type: null,
      principal_id: null,
    })
    expect(await test.store.count('logs', { bearer_id: userId })).toBe(logs)
    expect(await logsOf(userId)).toContain('deleted user Tomas Lind')
    const keys = await test.store.find('logs', { where: { resource_name: 'a key of Tomas' } })
    expect(keys).toMatchObject([{ action: 'deleted', resource_type: 'api_key' }])
    expect((await test.request('/console/v1/session', { as: browser })).status).toBe(401)
  })

  it('lets a member delete themselves, which signs them out, but not by an API key', async () => {
    const browser = await test.signedIn(memberId)
    const { secret } = await test.keyFor('user', memberId)
    const byKey = await test.request(`${PATH}/${memberId}`, { method: 'DELETE', as: secret })
    expect(byKey.status).toBe(403)
    await test.sdk(browser).iam.deleteUser({ userId: memberId })
    expect(browser.token).toBeUndefined()
    expect(await test.store.get('users', memberId)).toBeUndefined()
  })

  it('never deletes or locks the Owner', async () => {
    const { ownerId } = test.scenario
    await test.allow('user', memberId, ['IAMManager'])
    const manager = await test.signedIn(memberId)
    for (const as of [owner, manager]) {
      for (const [method, path] of [
        ['DELETE', `${PATH}/${ownerId}`],
        ['POST', `${PATH}/${ownerId}/lock`],
      ] as const) {
        const { status, body } = await test.request(path, { method, as })
        expect(status).toBe(412)
        expect(body).toMatchObject({ precondition: 'protected_resource' })
      }
    }
  })
})
