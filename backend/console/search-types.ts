import { allOf } from '../http/all-of.ts'
import type { CallerContext } from '../http/context.ts'
import { displayName } from '../http/display-name.ts'
import { readableKeys } from '../resources/readable-keys.ts'
import { visibleProjects } from '../resources/visible-projects.ts'
import type { ApiKeyRow, ProjectRow, UserRow } from '../store/schema.ts'
import type { RowsOf, Where } from '../store/store.ts'

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

/** Gives at most `limit` hits, by name; undefined when the caller may not read the type. */
type Searcher = (context: CallerContext, needle: Needle, limit: number) => Promise<Hits | undefined>

export const searchers: Readonly<Record<SearchType, Searcher>> = {
  async user(context, needle, limit) {
    const { caller, store } = context
    const all = await context.may({ action: 'read', resource: 'user' })
    if (!all && caller.type !== 'user') return undefined
    const where: Where<UserRow> = {
      organization_id: caller.organizationId,
      ...(all ? {} : { id: caller.id }),
      or: [withWords(needle.words, inSearchText), { id: needle.text }],
    }
    const rows = await store.find('users', {
      where,
      order: [{ column: 'username_key', direction: 'asc' }],
      limit,
    })
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
  group: named('groups', 'group'),
  application: named('applications', 'application'),
  policy: named('policies', 'policy'),
  api_key: searchKeys,
  async project(context, needle, limit) {
    const visible = await visibleProjects(context)
    if (visible === undefined) return undefined
    const wanted: Where<ProjectRow> = {
      organization_id: context.caller.organizationId,
      or: [withWords(needle.words, inSearchText), { id: needle.text }],
    }
    const where = allOf(wanted, visible)
    const rows = await context.store.find('projects', {
      where,
      // Begins with the folded name.
      order: [{ column: 'search_text', direction: 'asc' }],
      limit,
    })
    const descriptions = new Map(rows.map((row) => [row.id, row.description]))
    return {
      hits: rows.map((row) => ({ id: row.id, label: row.name, fields: [row.name] })),
      hintsOf: async () => (id) => descriptions.get(id) ?? '',
    }
  },
}

/** A searcher of a table whose rows have a name and a description. */
function named(table: 'groups' | 'applications' | 'policies', resource: SearchType): Searcher {
  return async ({ caller, may, store }, needle, limit) => {
    if (!(await may({ action: 'read', resource }))) return undefined
    const where = {
      organization_id: caller.organizationId,
      or: [withWords(needle.words, inSearchText), { id: needle.text }],
    }
    const rows = await store.find(table, {
      where,
      order: [{ column: 'name_key', direction: 'asc' }],
      limit,
    })
    const descriptions = new Map(rows.map((row) => [row.id, row.description]))
    return {
      hits: rows.map((row) => ({ id: row.id, label: row.name, fields: [row.name] })),
      hintsOf: async () => (id) => descriptions.get(id) ?? '',
    }
  }
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

/**
 * Keys that have every word themselves, and those whose bearer is called so: a user's names, an
 * application's name. Three queries, as a database finds the rows of one text or of one bearer by an
 * index, but looks at all rows for one of several.
 */
async function searchKeys(
  context: CallerContext,
  { words }: Needle,
  limit: number,
): Promise<Hits | undefined> {
  const { caller, store } = context
  const { kinds, where: readable } = await readableKeys(context)
  if (readable.length === 0) return undefined
  const organization_id = caller.organizationId
  const find = (where: Where<ApiKeyRow>) =>
    store.find('api_keys', {
      where: { organization_id, ...where },
      // The newest, and not in the order of access keys: that of those that begin alike is no help.
      order: [{ column: 'created_at', direction: 'desc' }],
      limit,
    })
  const ofBearers = (bearer_type: ApiKeyRow['bearer_type'], bearers: RowsOf) =>
    readable
      .filter((visible) => visible.bearer_type === bearer_type)
      .map((visible) => find(allOf(visible, { or: [{ bearer_id: { inRows: bearers } }] })))
  const found = await Promise.all([
    find(allOf(kinds.length === 2 ? {} : { or: readable }, withWords(words, inSearchText))),
    ...ofBearers('user', {
      table: 'users',
      column: 'id',
      where: { organization_id, ...withWords(words, inSearchText) },
    }),
    ...ofBearers('application', {
      table: 'applications',
      column: 'id',
      where: { organization_id, ...withWords(words, inName) },
    }),
  ])
  const byKey = new Map(found.flat().map((row) => [row.access_key, row]))
  const rows = [...byKey.values()]
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
    .slice(0, limit)
    .toSorted((a, b) => (a.access_key < b.access_key ? -1 : 1))
  return {
    hits: rows.map((row) => ({
      id: row.access_key,
      label: row.access_key,
      fields: [row.access_key, row.description],
    })),
    async hintsOf(accessKeys) {
      const shown = accessKeys.flatMap((accessKey) => byKey.get(accessKey) ?? [])
      const names = await bearerNames(context, shown)
      return (accessKey) => {
        const row = byKey.get(accessKey)
        if (row === undefined) return ''
        const bearer = names.get(row.bearer_id) ?? ''
        return [row.description, bearer].filter((text) => text !== '').join(' · ')
      }
    },
  }
}

/**
 * Names of these keys' bearers by id. Who may read a key may know its bearer's name, as the key's own
 * answer holds the id.
 */
async function bearerNames(
  { store }: CallerContext,
  keys: readonly ApiKeyRow[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (type: ApiKeyRow['bearer_type']): string[] => [
    ...new Set(keys.filter((key) => key.bearer_type === type).map((key) => key.bearer_id)),
  ]
  const userIds = idsOf('user')
  const applicationIds = idsOf('application')
  const [users, applications] = await Promise.all([
    userIds.length === 0 ? [] : store.find('users', { where: { id: { in: userIds } } }),
    applicationIds.length === 0
      ? []
      : store.find('applications', { where: { id: { in: applicationIds } } }),
  ])
  return new Map([
    ...users.map((user) => [user.id, displayName(user)] as const),
    ...applications.map((application) => [application.id, application.name] as const),
  ])
}
