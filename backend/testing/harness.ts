import { Accountv3 } from '@scaleway/sdk-account'
import { createAdvancedClient, withHTTPClient, withProfile } from '@scaleway/sdk-client'
import { Iamv1alpha1 } from '@scaleway/sdk-iam'

import { createBackend, type Backend, type BackendOptions, type SessionCarrier } from '../app.ts'
import { createSignInLink } from '../console/sign-in-links.ts'
import { stableAccessKey, stableUuid } from '../fixtures/generator.ts'
import { insertRows } from '../fixtures/insert-rows.ts'
import { buildScenario, type Scenario, type ScenarioName } from '../fixtures/scenarios.ts'
import type { Mail } from '../http/options.ts'
import { createPasswordHasher } from '../http/passwords.ts'
import { createPeppers } from '../http/peppers.ts'
import { toTimestamp } from '../http/timestamps.ts'
import { apiKeySearchText } from '../resources/search-text.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { describedBackend, type UndescribedAnswer } from './described-backend.ts'

/** Everyone's password in a test backend. */
export const TEST_PASSWORD = 'correct horse battery'

const ORIGIN = 'https://iam.test'
const PEPPER = new Uint8Array(32).fill(7)

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The parsed body; undefined for an empty one. */
  body: unknown
}

export interface TestRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  /** Sent as JSON; a text is sent as it is. */
  body?: unknown
  headers?: Readonly<Record<string, string>>
  /** The secret of an API key, or a browser with its session; nobody when absent. */
  as?: string | TestBrowser
}

/** The session cookie of one browser. */
export interface TestBrowser {
  readonly carrier: SessionCarrier
  token: string | undefined
  expiresAt: Date | undefined
}

export interface TestKey {
  accessKey: string
  secret: string
}

/**
 * One backend on one scenario, with a clock that stands still, and ways to talk to it. Every answer is
 * checked against `/openapi.json`; one that contradicts it fails the request, and `close`.
 */
export interface TestBackend {
  readonly backend: Backend
  readonly options: BackendOptions
  readonly store: Store
  readonly scenario: Scenario
  /** What was reported as unexpected. */
  readonly reports: unknown[]
  /** What was sent, where mail can be sent. */
  readonly mails: Mail[]
  /** Moves the clock. */
  advance(milliseconds: number): void
  request(path: string, request?: TestRequest): Promise<Answer>
  /** The official clients, calling with the secret of an API key or in a browser's session. */
  sdk(as: string | TestBrowser): { iam: Iamv1alpha1.API; projects: Accountv3.ProjectAPI }
  /** Puts a key with a known secret straight into the store. */
  keyFor(type: 'user' | 'application', id: string, patch?: Partial<ApiKeyRow>): Promise<TestKey>
  /** Attaches a new policy with one rule. @param on The whole Organization, or these Projects. */
  allow(
    type: 'user' | 'application' | 'group',
    id: string,
    permissionSets: readonly string[],
    on?: 'organization' | 'all projects' | readonly string[],
  ): Promise<{ policyId: string }>
  /** A browser without a session. */
  browser(): TestBrowser
  /** A browser in which the user is signed in. */
  signedIn(userId: string): Promise<TestBrowser>
  /** Closes the store. @throws UndescribedAnswer when an answer contradicted `/openapi.json`. */
  close(): Promise<void>
}

const passwords = createPasswordHasher({ memoryKiB: 64, iterations: 1, parallelism: 1 })
let hash: Promise<string> | undefined
/** Stores take copies of the rows, so what was built once serves every test. */
const built = new Map<string, Scenario>()

/** @param fresh for a scenario that counts which faults it has shown */
async function scenarioOf(name: ScenarioName, now: Date, fresh: boolean): Promise<Scenario> {
  hash ??= passwords.hash(TEST_PASSWORD)
  const password = await hash
  const key = `${name} ${now.toISOString()}`
  const scenario =
    (fresh ? undefined : built.get(key)) ??
    buildScenario(name, { now, salt: 'test', passwords: { owner: password, members: password } })
  if (!fresh) built.set(key, scenario)
  return scenario
}

/**
 * Starts a backend on an empty store and fills it with a scenario.
 *
 * @param open From `onEveryStore`, which runs a suite on each store.
 */
export async function createTestBackend(
  open: () => Promise<Store>,
  settings: {
    scenario?: ScenarioName
    now?: Date
    /** Lets scenarios and key descriptions fail on purpose. */
    faults?: boolean
    /** `broken`: whatever is sent fails. */
    mail?: 'works' | 'broken'
  } = {},
): Promise<TestBackend> {
  const store = await open()
  const now = settings.now ?? new Date('2026-11-23T09:00:00.000Z')
  const scenario = await scenarioOf(settings.scenario ?? 'default', now, settings.faults === true)
  await store.transaction((tx) => insertRows(tx, scenario.rows))

  let time = now.getTime()
  let made = 0
  const next = (kind: string): string => `${kind}/${(made += 1)}`
  const reports: unknown[] = []
  const mails: Mail[] = []
  const send = async (mail: Mail): Promise<void> => {
    if (settings.mail === 'broken') throw new Error('the mail server is away')
    mails.push(mail)
  }
  const options: BackendOptions = {
    store,
    clock: () => new Date(time),
    ids: () => stableUuid(next('id')),
    accessKeys: () => stableAccessKey(next('access key')),
    secrets: () => stableUuid(next('secret')),
    peppers: createPeppers([PEPPER]),
    passwords,
    mode: 'local',
    report: (error) => reports.push(error),
    address: () => ORIGIN,
    ...(settings.mail === undefined ? {} : { mailer: { send } }),
    ...(settings.faults === true ? { faults: scenario.faults } : {}),
  }
  const mismatches: UndescribedAnswer[] = []
  const backend = describedBackend(createBackend(options), mismatches)
  const { digest } = options.peppers

  const browser = (): TestBrowser => {
    const jar: TestBrowser = {
      token: undefined,
      expiresAt: undefined,
      carrier: {
        read: () => jar.token,
        write: (token, expiresAt) => Object.assign(jar, { token, expiresAt }),
        clear: () => Object.assign(jar, { token: undefined, expiresAt: undefined }),
      },
    }
    return jar
  }
  const fetchAs = (request: Request, jar = browser()): Promise<Response> =>
    backend.fetch(request, { ip: '203.0.113.7', session: jar.carrier })

  const request: TestBackend['request'] = async (path, { method, body, headers, as } = {}) => {
    const response = await fetchAs(
      new Request(`${ORIGIN}${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          'User-Agent': 'harness/1',
          ...headers,
          ...(typeof as === 'string' ? { 'X-Auth-Token': as } : {}),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
      typeof as === 'object' ? as : undefined,
    )
    const text = await response.text()
    const { status } = response
    const parsed: unknown = text === '' ? undefined : JSON.parse(text)
    return { status, headers: response.headers, text, body: parsed }
  }

  return {
    backend,
    options,
    store,
    scenario,
    reports,
    mails,
    advance(milliseconds) {
      time += milliseconds
    },
    request,
    sdk(as) {
      const client = createAdvancedClient(
        withProfile({
          ...(typeof as === 'string' ? { accessKey: stableAccessKey('sdk'), secretKey: as } : {}),
          apiURL: ORIGIN,
          defaultOrganizationId: scenario.organizationId,
        }),
        withHTTPClient((input, init) =>
          fetchAs(new Request(input, init), typeof as === 'object' ? as : undefined),
        ),
      )
      return { iam: new Iamv1alpha1.API(client), projects: new Accountv3.ProjectAPI(client) }
    },
    async keyFor(type, id, patch = {}) {
      const secret = stableUuid(next('secret'))
      const accessKey = stableAccessKey(next('access key'))
      const stamp = toTimestamp(new Date(time))
      const row: ApiKeyRow = {
        access_key: accessKey,
        organization_id: scenario.organizationId,
        bearer_type: type,
        bearer_id: id,
        secret_digest: await digest(secret),
        description: '',
        created_at: stamp,
        updated_at: stamp,
        expires_at: null,
        expires_at_decimals: 0,
        default_project_id: scenario.organizationId,
        creation_ip: '203.0.113.7',
        editable: true,
        deletable: true,
        managed: false,
        search_text: apiKeySearchText({ access_key: accessKey, description: '' }),
        ...patch,
      }
      await store.transaction((tx) => tx.insert('api_keys', row))
      return { accessKey, secret }
    },
    async allow(type, id, permissionSets, on = 'organization') {
      const { organizationId } = scenario
      const policyId = stableUuid(next('policy'))
      const stamp = toTimestamp(new Date(time))
      const onProjects = typeof on !== 'string'
      await store.transaction(async (tx) => {
        await tx.insert('policies', {
          id: policyId,
          organization_id: organizationId,
          name: policyId,
          name_key: policyId,
          description: '',
          created_at: stamp,
          updated_at: stamp,
          editable: true,
          deletable: true,
          managed: false,
          principal_type: type,
          principal_id: id,
          search_text: policyId,
        })
        await tx.insert('rules', {
          id: stableUuid(next('rule')),
          policy_id: policyId,
          position: 0,
          permission_set_names: [...permissionSets],
          permission_sets_scope_type: on === 'organization' ? 'organization' : 'projects',
          condition: '',
          organization_id: onProjects ? null : organizationId,
          project_ids: onProjects ? [...on] : null,
        })
      })
      return { policyId }
    },
    browser,
    async signedIn(userId) {
      const jar = browser()
      const token = await createSignInLink(options, userId)
      const answer = await request('/console/v1/session', { body: { token }, as: jar })
      if (answer.status !== 200) throw new Error(`sign-in failed: ${answer.text}`)
      return jar
    },
    async close() {
      await store.close()
      const [mismatch] = mismatches
      if (mismatch !== undefined) throw mismatch
    },
  }
}
