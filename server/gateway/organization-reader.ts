import { ApiError } from '../../backend/http/errors.ts'
import type { GatewaySession } from './gateway-sessions.ts'
import { errorOfFailure, readAnswer, record } from './upstream-errors.ts'
import { type UpstreamAnswer, UpstreamFailure, type Upstream } from './upstream.ts'

/** An object as the API answers it. */
export type Wire = Readonly<Record<string, unknown>>

/** Lists of the API by what their answers call the items. */
export const lists = {
  users: '/iam/v1alpha1/users',
  groups: '/iam/v1alpha1/groups',
  applications: '/iam/v1alpha1/applications',
  policies: '/iam/v1alpha1/policies',
  rules: '/iam/v1alpha1/rules',
  api_keys: '/iam/v1alpha1/api-keys',
  ssh_keys: '/iam/v1alpha1/ssh-keys',
  projects: '/account/v3/projects',
} as const

export type ListName = keyof typeof lists

/** Reads on behalf of one session. What was read is kept until it is dropped. */
export interface OrganizationReader {
  /** Every item of a list; undefined when the caller may not read it. */
  all(
    list: ListName,
    filter?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<readonly Wire[] | undefined>
  /** How many items a list has; null when the caller may not read it. */
  total(list: ListName): Promise<number | null>
  /** One object; undefined when the caller may not read it or it is not there. */
  get(path: string): Promise<Wire | undefined>
  /** Keeps an object that came by another way, for `get`. */
  remember(path: string, wire: Wire): void
}

const PAGE_SIZE = 100
/** Pages of one list that are read at most: beyond, the platform's own quotas are long exceeded. */
const MOST_PAGES = 100
/** Requests of one session that run at a time. */
const AT_ONCE = 6

/**
 * A reader with a memory. Nothing that failed is remembered.
 */
export function createOrganizationReader(
  upstream: Upstream,
  session: Pick<GatewaySession, 'secretKey' | 'organizationId'>,
): OrganizationReader {
  const known = new Map<string, Promise<unknown>>()
  const limit = limiter(AT_ONCE)

  const ask = async (path: string): Promise<Wire> => {
    let answer: UpstreamAnswer
    try {
      answer = await limit(() =>
        upstream.send({ method: 'GET', path, secretKey: session.secretKey }),
      )
    } catch (error) {
      throw error instanceof UpstreamFailure ? errorOfFailure(error, upstream.origin) : error
    }
    return record(readAnswer(answer, upstream.origin)) ?? {}
  }
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const earlier = known.get(key) as Promise<T> | undefined
    if (earlier !== undefined) return earlier
    const reading = read()
    known.set(key, reading)
    reading.catch(() => known.delete(key))
    return reading
  }
  const page = async (list: ListName, query: URLSearchParams, number: number, size: number) => {
    const paged = new URLSearchParams(query)
    paged.set('page', String(number))
    paged.set('page_size', String(size))
    const answer = await ask(`${lists[list]}?${paged.toString()}`)
    const items = Array.isArray(answer[list]) ? answer[list] : []
    const total = Number(answer['total_count'])
    return {
      items: items.map(record).filter((item) => item !== undefined),
      total: Number.isInteger(total) ? total : items.length,
    }
  }

  return {
    all(list, filter = {}) {
      const query = new URLSearchParams()
      // Rules are found by their policy and know no Organization.
      if (list !== 'rules') query.set('organization_id', session.organizationId)
      for (const [name, values] of Object.entries(filter)) {
        for (const value of [values].flat()) query.append(name, value)
      }
      return once(`${list}?${query.toString()}`, async () => {
        const first = await page(list, query, 1, PAGE_SIZE).catch(unlessDenied)
        if (first === undefined) return undefined
        const pages = Math.min(MOST_PAGES, Math.ceil(first.total / PAGE_SIZE))
        const rest = await Promise.all(
          Array.from({ length: Math.max(0, pages - 1) }, (_, index) =>
            page(list, query, index + 2, PAGE_SIZE),
          ),
        )
        return [first, ...rest].flatMap(({ items }) => items)
      })
    },

    total(list) {
      const query = new URLSearchParams({ organization_id: session.organizationId })
      return once(`total ${list}`, async () => {
        const first = await page(list, query, 1, 1).catch(unlessDenied)
        return first?.total ?? null
      })
    },

    get(path) {
      return once(path, () => ask(path).catch(unlessDenied))
    },

    remember(path, wire) {
      known.set(path, Promise.resolve(wire))
    },
  }
}

/** Not to be allowed, or not to be there, is an answer; everything else is a failure. */
function unlessDenied(error: unknown): undefined {
  if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return undefined
  throw error
}

/** Runs at most so many at a time, the others in the order in which they came. */
function limiter(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
