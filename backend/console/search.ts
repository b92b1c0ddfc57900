import { invalidArgument } from '../http/errors.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { foldText } from '../store/store.ts'
import { closeness } from './search-rank.ts'
import {
  createSearch,
  searchers,
  SEARCH_TYPES,
  type Needle,
  type Search,
  type SearchType,
} from './search-types.ts'

/** Results of one type that an answer holds at most: as many ids as a list takes in its filter. */
const PER_TYPE = 100

/**
 * Rows of one type that are found, ranked and counted. Beyond it a word is so common that the best
 * hundred of the first five hundred will do, and that counting all of them would take long.
 */
const RANKED_AT_MOST = 500

const resultSchema = z
  .object({
    type: z.enum(SEARCH_TYPES),
    id: z.string(),
    label: z.string(),
    hint: z.string(),
  })
  .openapi('SearchResult')

type Result = z.output<typeof resultSchema>

const search = operation(
  {
    method: 'get',
    path: '/console/v1/search',
    id: 'search',
    summary:
      'Find users, groups, applications, policies, API keys and Projects by name, text or id',
    tag: 'Console',
    query: z.object({
      q: z.string().max(200).default(''),
      types: z.string().default(SEARCH_TYPES.join(',')),
    }),
    response: z.object({
      results: z.array(resultSchema),
      /** Up to 500 are counted; 501 stands for all numbers above. */
      totals: z.partialRecord(z.enum(SEARCH_TYPES), z.int()),
    }),
  },
  async (context) => {
    const types = readTypes(context.query.types)
    const needle = readNeedle(context.query.q)
    if (needle.words.length === 0) return { results: [], totals: {} }
    const one = createSearch(context, needle, RANKED_AT_MOST + 1)
    const found = (await Promise.all(types.map((type) => searchType(one, type)))).flat()
    return {
      results: found
        .flatMap(({ ranked }) => ranked)
        // Stable: within one closeness the order of types, then of labels, stays.
        .toSorted((a, b) => a.closeness - b.closeness)
        .map(({ result }) => result),
      totals: Object.fromEntries(found.map(({ type, total }) => [type, total])),
    }
  },
)

export const searchOperations: readonly Operation[] = [search]

interface Found {
  type: SearchType
  total: number
  ranked: { closeness: number; result: Result }[]
}

/** Nothing at all for a type that the caller may not read. */
async function searchType(search: Search, type: SearchType): Promise<Found[]> {
  const { needle } = search
  const found = await searchers[type](search)
  if (found === undefined) return []
  const ranked = found.hits
    .map((hit) => ({ hit, closeness: closeness(needle, hit.id, hit.fields) }))
    .toSorted((a, b) => a.closeness - b.closeness)
    .slice(0, PER_TYPE)
  const hints = await found.hintsOf(ranked.map(({ hit }) => hit.id))
  return [
    {
      type,
      total: found.hits.length,
      ranked: ranked.map(({ hit, closeness }) => ({
        closeness,
        result: { type, id: hit.id, label: hit.label, hint: hints(hit.id) },
      })),
    },
  ]
}

function readTypes(text: string): SearchType[] {
  const asked = new Set(text.split(',').filter((name) => name !== ''))
  const types = SEARCH_TYPES.filter((type) => asked.has(type))
  if (types.length !== asked.size) {
    throw invalidArgument('types', `must be one or more of ${SEARCH_TYPES.join(', ')}`)
  }
  return types
}

function readNeedle(text: string): Needle {
  const folded = foldText(text).trim()
  return { text: folded, words: folded.split(/\s+/).filter((word) => word !== '') }
}
