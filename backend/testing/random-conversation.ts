import type { ApiDocument } from '../http/api-document.ts'
import type { TableName } from '../store/store.ts'
import type { TestBackend } from './harness.ts'
import type { RandomCaller, RandomRequest } from './random-requests.ts'
import { fillIn } from './random-values.ts'

/** What a refused request must leave as it is. */
const KEPT: readonly TableName[] = [
  'organizations',
  'projects',
  'users',
  'applications',
  'groups',
  'group_members',
  'policies',
  'rules',
  'api_keys',
  'ssh_keys',
  'tags',
]

/** Carries out random requests, and refers in later ones to what earlier ones made. */
export interface RandomConversation {
  /** @returns the status. @throws Error for a failure, or when a refused request has left traces. */
  say(request: RandomRequest): Promise<number>
}

/** @param document The backend's own, which tells what an answer to a creation is the id of. */
export async function startConversation(
  test: TestBackend,
  document: ApiDocument,
): Promise<RandomConversation> {
  const { scenario, store } = test
  const application = scenario.rows.applications[0]?.id ?? ''
  const secrets: Partial<Record<RandomCaller, string>> = {
    owner: (await test.keyFor('user', scenario.ownerId)).secret,
    member: (await test.keyFor('user', scenario.memberId)).secret,
    application: (await test.keyFor('application', application)).secret,
    unknown: 'nonsense',
  }
  let session = await test.signedIn(scenario.ownerId)
  const known = knownIds(test)
  const countRows = () => Promise.all(KEPT.map((table) => store.count(table)))
  let counted = await countRows()

  const pick = (name: string, number: number): string => {
    const ids = known.get(name) ?? known.get(`${name}_id`) ?? []
    return ids[number % Math.max(ids.length, 1)] ?? unknownId(number)
  }

  return {
    async say(random) {
      const { method, operationId, as } = random
      const path = fillIn(random.path, pick)
      const body = random.body === undefined ? undefined : fillIn(random.body, pick)
      const secret = secrets[as]
      const told = `${operationId}: ${method} ${path} ${JSON.stringify(random.headers)} as ${as}\n${(body ?? '').slice(0, 5000)}`
      const reported = test.reports.length
      const jar = as === 'session' ? session : test.browser()
      const response = await test.backend
        .fetch(
          new Request(`https://iam.test${path}`, {
            method,
            headers: {
              ...random.headers,
              ...(secret === undefined ? {} : { 'X-Auth-Token': secret }),
            },
            ...(body === undefined ? {} : { body }),
          }),
          { ip: '203.0.113.7', session: jar.carrier },
        )
        .catch((error: unknown) => {
          throw new Error(told, { cause: error })
        })
      const { status } = response
      if (status === 401 && as === 'session') session = await test.signedIn(scenario.ownerId)
      if (status === 500 || test.reports.length > reported) {
        throw new Error(`${status} for ${told}`, { cause: test.reports.at(-1) })
      }
      const now = await countRows()
      if (status >= 400 || ['GET', 'HEAD'].includes(method)) {
        const changed = KEPT.filter((_, index) => now[index] !== counted[index])
        if (changed.length > 0) throw new Error(`${status} has changed ${changed.join()}: ${told}`)
      }
      counted = now
      if (status === 200 && method !== 'HEAD') {
        remember(
          known,
          document,
          new URL(`https://iam.test${path}`).pathname,
          await response.json(),
        )
      }
      return status
    },
  }
}

/** Ids by the name of the parameter or field that takes them. */
function knownIds({ scenario }: TestBackend): Map<string, string[]> {
  const { rows, organizationId, ownerId } = scenario
  const ids = (list: readonly { id: string }[] = []): string[] => list.map(({ id }) => id)
  return new Map([
    ['organization_id', [organizationId]],
    // The one who asks comes often: to many things only oneself has a right.
    ['user_id', ids(rows.users).flatMap((id) => [id, ownerId])],
    ['audience_id', [ownerId, ...ids(rows.users)]],
    ['application_id', ids(rows.applications)],
    ['bearer_id', [...ids(rows.users), ...ids(rows.applications)]],
    ['group_id', ids(rows.groups)],
    ['policy_id', ids(rows.policies)],
    ['project_id', ids(rows.projects)],
    ['default_project_id', ids(rows.projects)],
    ['ssh_key_id', ids(rows.ssh_keys)],
    ['log_id', ids(rows.logs)],
    ['access_key', rows.api_keys.map((key) => key.access_key)],
    ['jti', rows.jwts.map((session) => session.jti)],
    ['quotum_name', ['IamUsers', 'IamApiKeys']],
    ['name', [...rows.groups, ...rows.applications].map((row) => row.name)],
    ['username', rows.users.map((user) => user.username)],
    ['email', rows.users.map((user) => user.email)],
    ['login', rows.users.map((user) => user.username)],
    ['tag', rows.tags.map((tag) => tag.tag)],
  ])
}

/** Notes the ids in what a request to a collection has made or read. */
function remember(
  known: Map<string, string[]>,
  document: ApiDocument,
  pathname: string,
  answer: unknown,
): void {
  const below = Object.keys(document.paths)
    .filter((path) => path.startsWith(`${pathname}/{`))
    .flatMap((path) => /^\{(\w+)\}$/.exec(path.slice(pathname.length + 1))?.[1] ?? [])
  const collection = pathname.split('/').at(-1)?.replaceAll('-', '_').replace(/s$/, '')
  const names = new Set([...below, `${collection}_id`])
  for (const id of idsIn(answer)) {
    for (const name of names) {
      const ids = known.get(name) ?? []
      if (!ids.includes(id)) known.set(name, [...ids, id])
    }
  }
}

/** The ids of an object, of the objects in it, and of those in its lists. */
function idsIn(answer: unknown, depth = 0): string[] {
  if (answer === null || typeof answer !== 'object' || depth > 2) return []
  const own = ['id', 'access_key', 'jti'].flatMap((name) => {
    const id: unknown = Reflect.get(answer, name)
    return typeof id === 'string' ? [id] : []
  })
  return [...own, ...Object.values(answer).flatMap((inner) => idsIn(inner, depth + 1))]
}

function unknownId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}
