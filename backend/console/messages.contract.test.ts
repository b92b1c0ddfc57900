import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, TEST_PASSWORD, type TestBackend } from '../testing/harness.ts'

const PATH = '/console/v1/messages'

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let memberId: string

  const start = async (mail?: 'works' | 'broken'): Promise<void> => {
    test = await createTestBackend(open, mail === undefined ? {} : { mail })
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    memberId = test.scenario.memberId
  }
  beforeEach(() => start())
  afterEach(() => test.close())

  const send = (body: Record<string, unknown>, as = owner) =>
    test.request(PATH, { body: { user_id: memberId, ...body }, as })

  it('shows what would be sent when no mail can be', async () => {
    const { status, body } = await send({ kind: 'welcome' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      sent: false,
      reason: 'not_configured',
      message: {
        to: 'priya.raman@northwind.example',
        subject: 'Your account in Northwind Labs',
        text: expect.stringContaining(
          'Sign in at: https://iam.test/sign-in\nUsername: priya.raman',
        ),
      },
    })
  })

  it('sends it, and only says so', async () => {
    await test.close()
    await start('works')
    expect((await send({ kind: 'welcome' })).body).toEqual({ sent: true })
    expect(test.mails).toMatchObject([{ to: 'priya.raman@northwind.example' }])
  })

  it('shows it when sending fails', async () => {
    await test.close()
    await start('broken')
    expect((await send({ kind: 'welcome' })).body).toMatchObject({
      sent: false,
      reason: 'failed',
      message: { subject: 'Your account in Northwind Labs' },
    })
    expect(test.reports).toHaveLength(1)
  })

  it('sends a password only when it is the one that an administrator set', async () => {
    expect((await send({ kind: 'password' })).status).toBe(400)
    // The member's own: nobody is to find it out here.
    expect((await send({ kind: 'password', password: TEST_PASSWORD })).status).toBe(400)
    await test.sdk(owner).iam.updateUserPassword({ userId: memberId, password: 'set by admin' })
    expect((await send({ kind: 'password', password: 'go to evil.example' })).status).toBe(400)
    const { body } = await send({ kind: 'password', password: 'set by admin' })
    expect(body).toMatchObject({
      sent: false,
      message: { text: expect.stringContaining('Password: set by admin') },
    })
  })

  it('is for those who may write users, about users there are', async () => {
    const { secret } = await test.keyFor('user', memberId)
    expect((await send({ kind: 'welcome' }, secret)).status).toBe(403)
    const missing = '11111111-1111-4111-8111-111111111111'
    expect((await send({ kind: 'welcome', user_id: missing })).status).toBe(404)
  })
})
