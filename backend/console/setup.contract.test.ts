import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { tables } from '../store/schema.ts'
import type { TableName } from '../store/store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'
import { storeSetupToken } from './setup-token.ts'

const SETUP = '/console/v1/setup'
const TOKEN = 'printed in the terminal'
const DAY = 24 * 60 * 60 * 1000

const organization = { name: ' Fabrikam ', alias: 'fabrikam' }
const owner = {
  username: 'ada.king',
  email: 'ada.king@fabrikam.example',
  password: 'a password of ours',
  first_name: 'Ada',
  last_name: 'King',
}

onEveryStore((open) => {
  let test: TestBackend

  beforeEach(async () => {
    test = await createTestBackend(open, { scenario: 'empty' })
  })
  afterEach(() => test.close())

  /** As a server starts for the first time. */
  const empty = async (): Promise<void> => {
    await test.store.transaction(async (tx) => {
      for (const table of (Object.keys(tables) as TableName[]).toReversed()) {
        await tx.delete(table, {})
      }
    })
    expect(await storeSetupToken(test.options, TOKEN)).toBe(true)
  }
  const setUp = (patch: Record<string, unknown> = {}, as = test.browser()) =>
    test.request(SETUP, { body: { token: TOKEN, organization, owner, ...patch }, as })
  const isNeeded = async () => (await test.request(SETUP)).body

  it('makes the first Organization and signs its Owner in', async () => {
    await empty()
    expect(await isNeeded()).toEqual({ needed: true })
    expect((await test.request('/console/v1/sign-in-options')).body).toEqual({
      code: false,
      setup: true,
    })
    const browser = test.browser()
    const answer = await setUp({}, browser)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      user: { username: 'ada.king', type: 'owner', first_name: 'Ada', mfa: false },
      organization: { name: 'Fabrikam', alias: 'fabrikam' },
      requirements: [],
    })
    expect(await isNeeded()).toEqual({ needed: false })

    const { iam, projects } = test.sdk(browser)
    const organizationId = (answer.body as { organization: { id: string } }).organization.id
    const inOrder = { organizationId, orderBy: 'created_at_asc' } as const
    const { groups } = await iam.listGroups(inOrder)
    expect(groups.map(({ name, userIds }) => [name, userIds])).toEqual([
      ['Administrators', []],
      ['Editors', []],
      ['Billing Administrators', []],
    ])
    const { policies } = await iam.listPolicies(inOrder)
    expect(policies.map(({ groupId, nbRules }) => [groupId, nbRules])).toEqual(
      groups.map(({ id, name }) => [id, name === 'Administrators' ? 2 : 1]),
    )
    const [project, ...others] = (await projects.listProjects({ organizationId })).projects
    expect(others).toEqual([])
    expect(project).toMatchObject({ name: 'default', id: organizationId, organizationId })
    const { logs } = await iam.listLogs(inOrder)
    expect(logs.map((log) => `${log.action} ${log.resourceType}`)).toEqual([
      'created user',
      ...['group', 'policy', 'group', 'policy', 'group', 'policy'].map((type) => `created ${type}`),
    ])
    expect(logs.every(({ bearerId }) => bearerId === organizationId)).toBe(true)

    const signIn = { login: owner.email, password: owner.password }
    expect((await test.request('/console/v1/session', { body: signIn })).status).toBe(200)
    expect(await test.store.count('setup_tokens')).toBe(0)
    expect(test.reports).toEqual([])
  })

  it('works once, whoever is quicker', async () => {
    await empty()
    const answers = await Promise.all([1, 2, 3].map(() => setUp()))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
    expect(await test.store.count('organizations')).toBe(1)
    expect(await test.store.count('users')).toBe(1)
    expect((await setUp()).status).toBe(404)
    expect(await storeSetupToken(test.options, TOKEN)).toBe(false)
    expect((await setUp()).body).toMatchObject({ type: 'not_found', resource: 'setup' })
  })

  it('takes the last token only, within a day, and stores none of them', async () => {
    await empty()
    expect(JSON.stringify(await test.store.find('setup_tokens'))).not.toContain(TOKEN)
    const refused = await setUp({ token: 'guessed' })
    expect(refused.status).toBe(401)
    expect(refused.body).toMatchObject({ reason: 'not_found' })
    const starts = ['a', 'b', 'c', 'printed at the same time'].map((token) =>
      storeSetupToken(test.options, token),
    )
    expect(await Promise.all(starts)).toEqual([true, true, true, true])
    expect(await test.store.count('setup_tokens')).toBe(1)
    await storeSetupToken(test.options, 'printed later')
    expect((await setUp()).status).toBe(401)
    test.advance(DAY)
    expect((await setUp({ token: 'printed later' })).body).toMatchObject({ reason: 'expired' })
    await storeSetupToken(test.options, 'printed today')
    expect((await setUp({ token: ' printed today\n' })).status).toBe(200)
  })

  it('names every field that is wrong, before it looks at the token', async () => {
    await empty()
    const answer = await setUp({
      token: 'guessed',
      organization: { name: ' ', alias: 'No' },
      owner: { username: 'ä', email: 'nobody', password: 'short' },
    })
    expect(answer.status).toBe(400)
    const { details } = answer.body as { details: { argument_name: string }[] }
    expect(new Set(details.map(({ argument_name }) => argument_name))).toEqual(
      new Set([
        'organization.name',
        'organization.alias',
        'owner.username',
        'owner.email',
        'owner.password',
      ]),
    )
    expect(await test.store.count('organizations')).toBe(0)
  })

  it('stops a network that guesses', async () => {
    await empty()
    let guesses = 0
    while ((await setUp({ token: `guess ${guesses}` })).status === 401) guesses += 1
    expect(guesses).toBe(100)
    expect((await setUp()).status).toBe(429)
  })

  it('is not on offer where there is an Organization', async () => {
    expect(await isNeeded()).toEqual({ needed: false })
    expect((await setUp()).status).toBe(404)
    expect(await test.store.count('organizations')).toBe(1)
  })
})
