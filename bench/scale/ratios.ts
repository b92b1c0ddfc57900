import { median } from '../figures.ts'
import type { Known } from './organization.ts'
import type { ScaleServer } from './servers.ts'

/** A database that is measured, and its server. */
export interface Measured {
  server: ScaleServer
  known: Known
}

/** Times of one request in milliseconds, on the small and on the large Organization. */
export interface Ratio {
  group: string
  what: string
  small: number
  large: number
}

interface Request {
  group: string
  what: string
  as: keyof ScaleServer['as']
  path: (known: Known) => string
  /** A list is read on its first and on its last page. */
  list?: boolean
}

/** Rows of a page. The API has 10,000 pages at most, so a million rows need pages of a hundred. */
const pageSize = (path: string): number => (/api-keys|logs/.test(path) ? 100 : 20)
const lastPage = 10_000

/** What is measured: every list in every order and with its filters, and what is not a list. */
const requests: readonly Request[] = [
  ...list('users', ['created_at', 'updated_at', 'email', 'last_login', 'username'], {
    mfa: 'mfa=true',
    'type=member': 'type=member',
    tag: 'tag=team%3Dapi',
  }),
  ...list('applications', ['created_at', 'updated_at', 'name'], {
    editable: 'editable=true',
    'not editable': 'editable=false',
  }),
  ...list('groups', ['created_at', 'updated_at', 'name'], {
    user_ids: ({ userId }) => `user_ids=${userId}`,
  }),
  ...list('policies', ['policy_name', 'created_at'], {
    'no principal': 'no_principal=true',
    'with a principal': 'no_principal=false',
    editable: 'editable=true',
    application_ids: ({ applicationId }) => `application_ids=${applicationId}`,
  }),
  ...list('api-keys', ['created_at', 'updated_at', 'expires_at', 'access_key'], {
    'of users': 'bearer_type=user',
    'of applications': 'bearer_type=application',
    expired: 'expired=true',
    'not expired': 'expired=false',
    'not expired, of users': 'expired=false&bearer_type=user',
    'not editable': 'editable=false',
    'of one application': ({ applicationId }) => `application_id=${applicationId}`,
    'of one description': 'description=Ticket%20500',
    access_keys: ({ accessKey }) => `access_keys=${accessKey}`,
  }),
  ...list('ssh-keys', ['created_at', 'updated_at', 'name'], {
    disabled: 'disabled=true',
    'of a Project': ({ projectId }) => `project_id=${projectId}`,
  }),
  ...list('logs', ['created_at'], {
    action: 'action=deleted',
    resource_type: 'resource_type=group',
    'last 7 days': () => `created_after=${daysAgo(7)}`,
    'last year, one action': () => `created_after=${daysAgo(365)}&action=created`,
    'search: a principal': ({ userId }) => `search=principal:${userId}`,
    'search: a resource': ({ applicationId }) => `search=${applicationId}`,
    'search: a word': 'search=ledger-agent',
    'search: nothing has it': 'search=nosuchword',
  }),
  {
    group: 'jwts',
    what: 'created_at',
    as: 'session',
    path: ({ owner }) => `/iam/v1alpha1/jwts?audience_id=${owner.id}&`,
    list: true,
  },
  ...['created_at_asc', 'created_at_desc', 'name_asc', 'name_desc'].map((order) => ({
    group: 'projects',
    what: order,
    as: 'owner' as const,
    path: ({ organizationId }: Known) =>
      `/account/v3/projects?organization_id=${organizationId}&order_by=${order}&`,
    list: true,
  })),
  ...Object.entries({
    'long, one hit': 'elena.varga@northwind',
    'long, some hits': 'ticket 50',
    'long, many hits': 'terraform',
    'a name with many keys': 'ledger-agent',
    'two words': 'rotation quarter',
    'long, nothing has it': 'nosuchword',
    'two letters, many hits': 'ci',
    'two letters, nothing has it': 'zü',
    'one letter': 'e',
    'the beginning of access keys': 'SCW7',
  }).map(([what, q]) => ({
    group: 'search',
    what,
    as: 'owner' as const,
    path: () => `/console/v1/search?q=${encodeURIComponent(q)}`,
  })),
  single('counters', 'owner', () => '/console/v1/counters'),
  single('usage', 'owner', () => '/console/v1/usage'),
  single('permissions of an application', 'owner', ({ applicationId }) => {
    return `/console/v1/permissions?application_id=${applicationId}`
  }),
  single('session', 'session', () => '/console/v1/session'),
  single('use of a Project', 'owner', ({ projectId }) => {
    return `/console/v1/project-use?project_id=${projectId}`
  }),
  single("authentication, an Owner's key", 'owner', ({ accessKey }) => {
    return `/iam/v1alpha1/api-keys/${accessKey}`
  }),
  single("authentication, an application's key", 'key', ({ applicationId }) => {
    return `/iam/v1alpha1/applications/${applicationId}`
  }),
  single('a list with an application’s key', 'key', () => '/iam/v1alpha1/groups?page_size=20'),
]

function list(
  name: string,
  orders: readonly string[],
  filters: Readonly<Record<string, string | ((known: Known) => string)>>,
): Request[] {
  const base = `/iam/v1alpha1/${name}?`
  const request = (what: string, query: (known: Known) => string): Request => ({
    group: name,
    what,
    as: 'owner',
    path: (known) => `${base}${query(known)}&`,
    list: true,
  })
  return [
    ...orders.flatMap((order) =>
      ['asc', 'desc'].map((way) => request(`${order}_${way}`, () => `order_by=${order}_${way}`)),
    ),
    ...Object.entries(filters).map(([what, query]) =>
      request(what, typeof query === 'string' ? () => query : query),
    ),
  ]
}

function single(what: string, as: Request['as'], path: (known: Known) => string): Request {
  return { group: 'other', what, as, path }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString()
}

/**
 * Measures every request on both sides in turn, so that what else the machine does strikes both.
 *
 * @param only a part of the name of what is measured
 * @param tell is given each result as it comes
 */
export async function measureRatios(
  small: Measured,
  large: Measured,
  { rounds, only = '' }: { rounds: number; only?: string },
  tell: (ratio: Ratio) => void,
): Promise<Ratio[]> {
  const ratios: Ratio[] = []
  for (const request of requests) {
    const pages = request.list ? (['first', 'last'] as const) : ([undefined] as const)
    for (const page of pages) {
      const what = page === undefined ? request.what : `${request.what}, ${page} page`
      if (!`${request.group} ${what}`.includes(only)) continue
      const [a, b] = await Promise.all([small, large].map((side) => addressOf(side, request, page)))
      const times: [number[], number[]] = [[], []]
      for (let round = -2; round < rounds; round += 1) {
        const one = await time(small, request, a ?? '')
        const other = await time(large, request, b ?? '')
        if (round < 0) continue
        times[0].push(one)
        times[1].push(other)
      }
      const ratio = {
        group: request.group,
        what,
        small: median(times[0]),
        large: median(times[1]),
      }
      tell(ratio)
      ratios.push(ratio)
    }
  }
  return ratios
}

/** The address of a request; that of a last page depends on how many there are. */
async function addressOf(
  side: Measured,
  request: Request,
  page: 'first' | 'last' | undefined,
): Promise<string> {
  const path = request.path(side.known)
  if (page === undefined) return path
  const size = pageSize(path)
  const first = `${path}page_size=${size}&page=1`
  if (page === 'first') return first
  const { total_count } = JSON.parse(await read(side, request, first)) as { total_count: number }
  const last = Math.min(lastPage, Math.max(1, Math.ceil(total_count / size)))
  return `${path}page_size=${size}&page=${last}`
}

async function time(side: Measured, request: Request, path: string): Promise<number> {
  const began = performance.now()
  await read(side, request, path)
  return performance.now() - began
}

async function read({ server }: Measured, request: Request, path: string): Promise<string> {
  const response = await fetch(`${server.origin}${path}`, { headers: server.as[request.as] })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`)
  return text
}
