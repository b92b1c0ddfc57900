import { allOf } from '../http/all-of.ts'
import type { CallerContext } from '../http/context.ts'
import { displayName } from '../http/display-name.ts'
import { once } from '../http/once.ts'
import { readableKeys } from '../resources/readable-keys.ts'
import { visibleProjects } from '../resources/visible-projects.ts'
import type { ApiKeyRow, ApplicationRow, ProjectRow, UserRow } from '../store/schema.ts'
import { type Condition, foldText, type Where } from '../store/store.ts'
import { beginsAWord } from './search-rank.ts'

/** What can be searched, in the order in which results of equal rank are shown. */
export const SEARCH_TYPES = [
  'user',
  'group',
  'application',
  'policy',
  'api_key',
  'project',
] as const

export type SearchType = (typeof SEARCH_TYPES)[number]

/** What was typed, folded, and its words; a hit must have all of them. */
export interface Needle {
  readonly text: string
  readonly words: readonly string[]
}

interface Hit {
  readonly id: string
  /** What the thing is called. */
  readonly label: string
  /** Texts whose likeness to what was typed decides the rank, the label first. */
  readonly fields: readonly string[]
}

interface Hits {
  readonly hits: readonly Hit[]
  /** The second line of each of these hits, read for the shown ones only. */
  hintsOf(ids: readonly string[]): Promise<(id: string) => string>
}

/** Gives the hits, by name; undefined when the caller may not read the type. */
type Searcher = (search: Search) => Promise<Hits | undefined>

/** One search, and what several types of its results come from; that is read once. */
export interface Search {
  readonly context: CallerContext
  readonly needle: Needle
  /** Hits of one type at most. */
  readonly limit: number
  /** All users, the caller alone, and all applications that have what was typed. */
  users(): Promise<readonly FoundUser[]>
  self(): Promise<readonly FoundUser[]>
  applications(): Promise<readonly FoundNamed[]>
}

type FoundUser = Pick<UserRow, 'id' | (typeof nameColumns)[number]>
type FoundNamed = Pick<ApplicationRow, 'id' | 'name' | 'description'>

/** Columns of a user that `displayName` asks for. */
const nameColumns = ['first_name', 'last_name', 'username', 'email'] as const

/** @param limit hits of one type at most */
export function createSearch(context: CallerContext, needle: Needle, limit: number): Search {
  const { caller, store } = context
  const findUsers = (more: Where<UserRow>) =>
    store.pick('users', ['id', ...nameColumns], {
      where: allOf({ organization_id: caller.organizationId, ...more }, textOrId(needle)),
      order: [{ column: 'username_key', direction: 'asc' }],
      limit,
    })
  return {
    context,
    needle,
    limit,
    users: once(() => findUsers({})),
    self: once(async () => (caller.type === 'user' ? findUsers({ id: caller.id }) : [])),
    applications: once(() => findNamed(context, needle, limit, 'applications')),
  }
}

export const searchers: Readonly<Record<SearchType, Searcher>> = {
  async user({ context: { caller, may }, users, self }) {
    const all = await may({ action: 'read', resource: 'user' })
    if (!all && caller.type !== 'user') return undefined
    const rows = all ? await users() : await self()
    const hits = rows.map((row) => {
      const label = displayName(row)
      return { id: row.id, label, fields: [label, row.username, row.email] }
    })
    const emails = new Map(rows.map((row) => [row.id, row.email]))
    return {
      hits,
      hintsOf: async () => (id) => emails.get(id) ?? '',
    }
  },
  group: named('group', (search) =>
    findNamed(search.context, search.needle, search.limit, 'groups'),
  ),
  application: named('application', ({ applications }) => applications()),
  policy: named('policy', (search) =>
    findNamed(search.context, search.needle, search.limit, 'policies'),
  ),
  api_key: searchKeys,
  async project({ context, needle, limit }) {
    const visible = await visibleProjects(context)
    if (visible === undefined) return undefined
    const wanted: Where<ProjectRow> = { organization_id: context.caller.organizationId }
    const rows = await context.store.pick('projects', ['id', 'name', 'description'], {
      where: allOf(allOf(wanted, visible), textOrId(needle)),
      // Begins with the folded name.
      order: [{ column: 'search_text', direction: 'asc' }],
      limit,
    })
    return namedHits(rows)
  },
}

/** A searcher of rows that have a name and a description. */
function named(
  resource: SearchType,
  find: (search: Search) => Promise<readonly FoundNamed[]>,
): Searcher {
  return async (search) =>
    (await search.context.may({ action: 'read', resource }))
      ? namedHits(await find(search))
      : undefined
}

function findNamed(
  { caller, store }: CallerContext,
  needle: Needle,
  limit: number,
  table: 'groups' | 'applications' | 'policies',
): Promise<FoundNamed[]> {
  const wanted: Where<ApplicationRow> = { organization_id: caller.organizationId }
  return store.pick(table, ['id', 'name', 'description'], {
    where: allOf(wanted, textOrId(needle)),
    order: [{ column: 'name_key', direction: 'asc' }],
    limit,
  })
}

function namedHits(rows: readonly FoundNamed[]): Hits {
  const descriptions = new Map(rows.map((row) => [row.id, row.description]))
  return {
    hits: rows.map((row) => ({ id: row.id, label: row.name, fields: [row.name] })),
    hintsOf: async () => (id) => descriptions.get(id) ?? '',
  }
}

/** Rows that have every word, or the id that was typed. */
function textOrId({ text, words }: Needle): Where<{ search_text: string; id: string }> {
  const inText = withWords(words, inSearchText)
  return /^[\da-f-]{36}$/.test(text) ? { or: [inText, { id: text }] } : inText
}

/** Rows that have every word; at least one word is given. */
function withWords<R>(words: readonly string[], condition: (word: string) => Where<R>): Where<R> {
  return words.map(condition).reduce((all, next) => allOf(all, next))
}

const inSearchText = (word: string): Where<{ search_text: string }> => ({
  search_text: standing(word),
})

const inName = (word: string): Where<{ name_key: string }> => ({ name_key: standing(word) })

/**
 * One letter or two stand in nearly every text somewhere, and no index knows where: they are looked for
 * at the beginnings of words. Letters of other scripts can be words of their own, and are not.
 */
function standing(word: string): { contains: string } | { wordBegins: string } {
  return /^[a-z0-9]{1,2}$/.test(word) ? { wordBegins: word } : { contains: word }
}

/** Whether a name has every word, each as a search of the name would look for it. */
function hasWords(name: string, words: readonly string[]): boolean {
  const folded = foldText(name)
  return words.every((word) =>
    'contains' in standing(word) ? folded.includes(word) : beginsAWord(folded, word),
  )
}

const keyColumns = ['access_key', 'description', 'bearer_type', 'bearer_id', 'created_at'] as const

type FoundKey = Pick<ApiKeyRow, (typeof keyColumns)[number]>

/**
 * Keys that have every word themselves, and those whose bearer is called so: a user's names, an
 * application's name.
 */
async function searchKeys(search: Search): Promise<Hits | undefined> {
  const { context, needle, limit } = search
  const { caller, store } = context
  const { kinds, where: readable } = await readableKeys(context)
  if (readable.length === 0) return undefined
  const newest = {
    // And not in the order of access keys: that of those that begin alike is no help.
    order: [{ column: 'created_at', direction: 'desc' }],
    limit,
  } as const
  const wanted: Where<ApiKeyRow> = {
    organization_id: caller.organizationId,
    ...(kinds.length === 2 ? {} : { or: readable }),
  }
  const [withText, { ids, others, names: called }] = await Promise.all([
    store.pick('api_keys', keyColumns, {
      where: allOf(wanted, withWords(needle.words, inSearchText)),
      ...newest,
    }),
    findBearers(search, kinds),
  ])
  const keysOf = (bearer_id: Condition<string>) =>
    store.pick('api_keys', ['access_key', 'created_at'], { where: { bearer_id }, ...newest })
  const ofCalled = ids.length === 0 ? [] : await keysOf({ in: ids })
  if (ofCalled.length < limit) ofCalled.push(...(await Promise.all(others.map(keysOf))).flat())
  const known = new Map(withText.map((row) => [row.access_key, row]))
  const found = new Map([...ofCalled, ...withText].map((row) => [row.access_key, row]))
  const rows = [...found.values()]
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
    .slice(0, limit)
    .toSorted((a, b) => (a.access_key < b.access_key ? -1 : 1))
  return {
    hits: rows.map(({ access_key }) => ({
      id: access_key,
      label: access_key,
      // Of the others no description has every word: none is like what was typed.
      fields: [access_key, known.get(access_key)?.description ?? ''],
    })),
    async hintsOf(accessKeys) {
      const others = accessKeys.filter((accessKey) => !known.has(accessKey))
      const read =
        others.length === 0
          ? []
          : await store.pick('api_keys', keyColumns, { where: { access_key: { in: others } } })
      for (const row of read) known.set(row.access_key, row)
      const shown = accessKeys.flatMap((accessKey) => known.get(accessKey) ?? [])
      const names = await bearerNames(context, shown, called)
      return (accessKey) => {
        const row = known.get(accessKey)
        if (row === undefined) return ''
        const bearer = names.get(row.bearer_id) ?? ''
        return [row.description, bearer].filter((text) => text !== '').join(' · ')
      }
    },
  }
}

/**
 * The bearers that are called what was typed, and whose keys the caller may read.
 *
 * @returns those that the search has found and, where it stopped before it had found all, the condition
 *   that all of them satisfy
 */
async function findBearers(
  { context: { caller }, needle, limit, users, self, applications }: Search,
  kinds: readonly ApiKeyRow['bearer_type'][],
): Promise<{ ids: string[]; others: Condition<string>[]; names: ReadonlyMap<string, string> }> {
  const { organizationId: organization_id } = caller
  const { words } = needle
  const [people, programs] = await Promise.all([
    kinds.includes('user') ? users() : self(),
    kinds.includes('application') ? applications() : [],
  ])
  const names = new Map([
    // Whoever was found by the id that was typed is not called so.
    ...people
      .filter(({ id }) => id !== needle.text)
      .map((user) => [user.id, displayName(user)] as const),
    ...programs
      .filter(({ name }) => hasWords(name, words))
      .map(({ id, name }) => [id, name] as const),
  ])
  const others: Condition<string>[] = []
  if (people.length === limit) {
    const where: Where<UserRow> = { organization_id, or: [withWords(words, inSearchText)] }
    others.push({ inRows: { table: 'users', column: 'id', where } })
  }
  if (programs.length === limit) {
    // The text holds the name, and there is an index of its words.
    const inBoth = (word: string) => ({ ...inSearchText(word), ...inName(word) })
    const where: Where<ApplicationRow> = { organization_id, or: [withWords(words, inBoth)] }
    others.push({ inRows: { table: 'applications', column: 'id', where } })
  }
  return { ids: [...names.keys()], others, names }
}

/**
 * Names of these keys' bearers by id. Who may read a key may know its bearer's name, as the key's own
 * answer holds the id.
 *
 * @param known those that need not be read
 */
async function bearerNames(
  { store }: CallerContext,
  keys: readonly FoundKey[],
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (type: ApiKeyRow['bearer_type']): string[] => [
    ...new Set(
      keys
        .filter((key) => key.bearer_type === type && !known.has(key.bearer_id))
        .map((key) => key.bearer_id),
    ),
  ]
  const userIds = idsOf('user')
  const applicationIds = idsOf('application')
  const [users, applications] = await Promise.all([
    userIds.length === 0
      ? []
      : store.pick('users', ['id', ...nameColumns], { where: { id: { in: userIds } } }),
    applicationIds.length === 0
      ? []
      : store.pick('applications', ['id', 'name'], { where: { id: { in: applicationIds } } }),
  ])
  return new Map([
    ...known,
    ...users.map((user) => [user.id, displayName(user)] as const),
    ...applications.map(({ id, name }) => [id, name] as const),
  ])
}
