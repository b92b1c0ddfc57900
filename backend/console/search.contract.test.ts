import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Row } from '../store/store.ts'
import { createTestBackend, type TestBackend, type TestBrowser } from '../testing/harness.ts'
import { closeness } from './search-rank.ts'

interface Found {
  results: { type: string; id: string; label: string; hint: string }[]
  totals: Record<string, number>
}

async function find(
  test: TestBackend,
  as: TestBrowser | string,
  q: string,
  types?: string,
): Promise<Found> {
  const query = new URLSearchParams({ q, ...(types === undefined ? {} : { types }) })
  const { status, body } = await test.request(`/console/v1/search?${query}`, { as })
  expect(status).toBe(200)
  return body as Found
}

onEveryStore((open) => {
  let test: TestBackend
  let owner: TestBrowser

  beforeAll(async () => {
    test = await createTestBackend(open)
    owner = await test.signedIn(test.scenario.ownerId)
  })
  afterAll(() => test.close())

  const search = (q: string, types?: string): Promise<Found> => find(test, owner, q, types)
  const labels = async (q: string, types?: string): Promise<string[]> =>
    (await search(q, types)).results.map((result) => result.label)

  it('finds users by names, username and e-mail, whatever the case and the marks', async () => {
    expect(await labels('VARGA', 'user')).toEqual(['Elena Varga'])
    expect(await labels('bjørnstad', 'user')).toEqual(['Ingrid Bjørnstad'])
    expect(await labels('huong', 'user')).toEqual(['Thị Hương Nguyễn'])
    expect(await labels('山本', 'user')).toEqual(['美咲 山本'])
    expect(await labels('contractor-04@north', 'user')).toEqual(['contractor-04'])
    expect((await search('varga', 'user')).results).toEqual([
      {
        type: 'user',
        id: test.scenario.ownerId,
        label: 'Elena Varga',
        hint: 'elena.varga@northwind.example',
      },
    ])
  })

  it('wants every word, in any order', async () => {
    expect(await labels('lind tom', 'user')).toEqual(['Tomas Lind'])
    expect(await labels('lind amara', 'user')).toEqual([])
  })

  it('takes signs of pattern languages as they are', async () => {
    for (const q of ['%', '_', '*', "'", '\\']) expect(await labels(q, 'user'), q).toEqual([])
  })

  it('finds everything by its id, first of all', async () => {
    const [application] = test.scenario.rows.applications
    const id = application?.id ?? ''
    expect((await search(id)).results).toMatchObject([{ type: 'application', id }])
    expect((await search(id.toUpperCase())).results).toMatchObject([{ id }])
  })

  it('finds API keys by access key, description and the name of their bearer', async () => {
    const [key] = test.scenario.rows.api_keys
    expect(await labels(key?.access_key.toLowerCase() ?? '')).toEqual([key?.access_key])
    expect((await search('remote state', 'api_key')).results).toMatchObject([
      { hint: 'Terraform remote state · terraform-state' },
    ])
    const { results, totals } = await search('ci-deploy', 'api_key')
    expect(totals).toEqual({ api_key: 5 })
    expect(results.map((result) => result.hint.split(' · ')[1])).toEqual(
      Array.from({ length: 5 }, () => 'ci-deploy'),
    )
    expect((await search('tomas lind', 'api_key')).totals).toEqual({ api_key: 2 })
  })

  it('finds API keys by all words of a name, in any order, short ones at the beginnings of words', async () => {
    const known = new Set((await search('ci-deploy', 'api_key')).results.map(({ id }) => id))
    for (const q of ['deploy ci', 'ci de', 'de ploy']) {
      const { results } = await search(q, 'api_key')
      const again = results.filter(({ id }) => known.has(id))
      expect(again, q).toHaveLength(5)
    }
    expect((await search('ci ep', 'api_key')).totals).toEqual({ api_key: 0 })
  })

  it('finds API keys of more bearers than a search counts, and not by a description', async () => {
    const test = await createTestBackend(open)
    const { ownerId, memberId, rows } = test.scenario
    const [user] = rows.users
    const [application] = rows.applications
    if (!user || !application) throw new Error('the scenario has nobody')
    const names = Array.from({ length: 502 }, (_, n) => `crowd ${String(n).padStart(3, '0')}`)
    const userCalled = (name: string): Row<'users'> => ({
      ...user,
      id: crypto.randomUUID(),
      type: 'member',
      first_name: name,
      username: name,
      username_key: name,
      search_text: name,
    })
    const applicationCalled = (name: string): Row<'applications'> => ({
      ...application,
      id: crypto.randomUUID(),
      name,
      name_key: name,
      description: 'in a crowd',
      search_text: `${name}\nin a crowd`,
    })
    const users = names.map(userCalled)
    const applications = [...names, 'described'].map(applicationCalled)
    await test.store.transaction(async (tx) => {
      await tx.insert('users', users)
      await tx.insert('applications', applications)
    })
    const keyOf = async (type: 'user' | 'application', bearer: { id: string } | undefined) =>
      (await test.keyFor(type, bearer?.id ?? '')).accessKey
    const ofUsers = [await keyOf('user', users[0]), await keyOf('user', users[501])]
    const ofApplications = [
      await keyOf('application', applications[0]),
      await keyOf('application', applications[501]),
    ]
    await keyOf('application', applications[502])

    const found = async (as: TestBrowser) => {
      const { results, totals } = await find(test, as, 'crowd', 'api_key')
      return { ids: results.map(({ id }) => id).toSorted(), totals }
    }
    expect(await found(await test.signedIn(ownerId))).toEqual({
      ids: [...ofUsers, ...ofApplications].toSorted(),
      totals: { api_key: 4 },
    })
    const member = await test.signedIn(memberId)
    expect(await found(member)).toEqual({ ids: [], totals: { api_key: 0 } })
    await test.allow('user', memberId, ['IAMApplicationReadOnly'])
    expect(await found(member)).toEqual({
      ids: ofApplications.toSorted(),
      totals: { api_key: 2 },
    })
    await test.close()
  })

  it('does not find API keys by the id of their bearer', async () => {
    for (const bearer of [
      test.scenario.rows.users.find((row) => row.username === 'tomas.lind'),
      test.scenario.rows.applications.find((row) => row.name === 'ci-deploy'),
    ]) {
      const { results, totals } = await search(bearer?.id ?? '')
      expect(results).toMatchObject([{ id: bearer?.id }])
      expect(totals).toMatchObject({ api_key: 0 })
    }
  })

  it('does not find API keys by the description of their application', async () => {
    expect((await search('main branch', 'api_key')).totals).toEqual({ api_key: 0 })
    expect(await labels('main branch', 'application')).toEqual(['ci-deploy'])
  })

  it('ranks across types: the thing itself, then beginnings, then the rest', async () => {
    const { results, totals } = await search('ci-deploy')
    expect(results.slice(0, 2).map(({ type, label }) => `${type} ${label}`)).toEqual([
      'application ci-deploy',
      'policy ci-deploy',
    ])
    expect(totals).toEqual({
      user: 0,
      group: 0,
      application: 1,
      policy: 1,
      api_key: 5,
      project: 1,
    })
    expect(await labels('dev', 'group,policy')).toEqual(['Developers', 'Developers'])
  })

  it('finds Projects by name, description and id, for those who may see them', async () => {
    const [id] = test.scenario.rows.projects.flatMap((row) =>
      row.name === 'backups' ? [row.id] : [],
    )
    expect(await labels('BACK', 'project')).toEqual(['backups'])
    expect(await labels(id ?? '', 'project')).toEqual(['backups'])
    expect((await search('nightly snap', 'project')).results).toMatchObject([
      { id, hint: 'Nightly snapshots, kept for 90 days' },
    ])
    const zoe = test.scenario.rows.users.find((row) => row.username === 'zoe.acikgoz')
    const developer = await test.signedIn(zoe?.id ?? '')
    const member = await test.signedIn(test.scenario.memberId)
    expect((await find(test, developer, 'default', 'project')).totals).toEqual({ project: 1 })
    expect((await find(test, member, 'backups', 'project')).totals).toEqual({})
  })

  it('looks for one letter or two at the beginnings of words', async () => {
    expect((await search('va', 'user')).results).toMatchObject([{ label: 'Elena Varga' }])
    expect(await labels('rg', 'user')).toEqual([])
    expect(await labels('本', 'user')).toEqual(['美咲 山本'])
    expect((await labels('de', 'application')).includes('ci-deploy')).toBe(true)
  })

  it('answers nothing to nothing', async () => {
    expect(await search('   ')).toEqual({ results: [], totals: {} })
  })

  it('leaves out what the caller may not read', async () => {
    const member = await test.signedIn(test.scenario.memberId)
    const all = await find(test, member, 'northwind')
    expect(new Set(all.results.map((result) => result.type))).toEqual(new Set(['user', 'api_key']))
    expect(all.results.filter((result) => result.type === 'user')).toMatchObject([
      { id: test.scenario.memberId },
    ])
    expect(all.totals).toEqual({ user: 1, api_key: 1 })
    expect(await find(test, member, 'varga')).toEqual({
      results: [],
      totals: { user: 0, api_key: 0 },
    })
    expect(await find(test, member, test.scenario.ownerId, 'user')).toMatchObject({ results: [] })

    const amara = test.scenario.rows.users.find((row) => row.username === 'amara.okafor')
    const browser = await test.signedIn(amara?.id ?? '')
    expect((await find(test, browser, 'tomas lind', 'api_key')).totals).toEqual({ api_key: 0 })
    expect((await find(test, browser, 'ci-deploy', 'api_key')).totals).toEqual({ api_key: 5 })
    expect((await find(test, browser, 'terraform plans', 'api_key')).totals).toEqual({ api_key: 1 })
  })

  it('knows its types', async () => {
    const { status, body } = await test.request('/console/v1/search?q=a&types=user,secret', {
      as: owner,
    })
    expect(status).toBe(400)
    expect(body).toMatchObject({ details: [{ argument_name: 'types' }] })
  })
})

describe('in a large Organization', () => {
  it('gives the best hundred of each type, and counts no more than five hundred', async () => {
    const test = await createTestBackend(async () => createMemoryStore(), { scenario: 'large' })
    const owner = await test.signedIn(test.scenario.ownerId)
    const { results, totals } = await find(test, owner, 'north', 'user,api_key')
    expect(results.filter((result) => result.type === 'user')).toHaveLength(100)
    expect(results.filter((result) => result.type === 'api_key')).toHaveLength(100)
    expect(totals).toEqual({ user: 501, api_key: 501 })
    await test.close()
  })
})

describe('closeness', () => {
  const needle = (text: string) => ({ text, words: text.split(' ') })

  it('goes from the id over names to parts of them', () => {
    const fields = ['Élodie Martin', 'elodie.martin', 'em@northwind.example']
    const ranks = ['id-1', 'elodie martin', 'elodie', 'martin', 'artin', 'nothing'].map((text) =>
      closeness(needle(text), 'ID-1', fields),
    )
    expect(ranks).toEqual([0, 1, 2, 3, 4, 5])
  })
})
