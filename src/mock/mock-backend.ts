import type { Backend, Caller } from '../../backend/app.ts'
import { createBackend } from '../../backend/app.ts'
import { storeSetupToken } from '../../backend/console/setup-token.ts'
import {
  buildScenario,
  FIXTURE_PASSWORD,
  SCENARIO_START,
} from '../../backend/fixtures/scenarios.ts'
import type { Scenario } from '../../backend/fixtures/scenarios.ts'
import type { BackendOptions } from '../../backend/http/options.ts'
import { createPeppers } from '../../backend/http/peppers.ts'
import { createMemoryStore } from '../../backend/store/memory.ts'
import { tables } from '../../backend/store/schema.ts'
import type { Row, TableName } from '../../backend/store/store.ts'
import { deterministicIds } from './deterministic-ids.ts'
import { mockPasswords } from './mock-passwords.ts'
import { MOCK_SETUP_TOKEN, type MockScenario } from './mock-scenarios.ts'
import type { MockState } from './mock-state.ts'
import { noteChanges, withChanges } from './mock-state.ts'

/** The state in which a scenario starts at this time, in milliseconds. */
export function freshState(scenario: MockScenario, startedAt: number): MockState {
  return {
    scenario,
    startedAt,
    latest: SCENARIO_START.getTime(),
    ids: 0,
    session: null,
    changes: {},
  }
}

export interface MockBackend {
  answer: (request: Request) => Promise<Response>
  /** Signs in the person whom the scenario is about; a server without any gets its set-up token. */
  begin: () => Promise<void>
}

/**
 * The whole backend in the browser, on the scenario's rows and what this tab has changed of them.
 *
 * @param state is kept up to date
 * @param now the page's time, in milliseconds
 */
export async function createMockBackend(state: MockState, now: () => number): Promise<MockBackend> {
  const password = await mockPasswords.hash(FIXTURE_PASSWORD)
  const scenario =
    state.scenario === 'setup'
      ? undefined
      : buildScenario(state.scenario, {
          now: SCENARIO_START,
          salt: state.scenario,
          passwords: { owner: password, members: password },
        })
  const ids = deterministicIds(state.scenario, () => (state.ids += 1))
  let beginning = false
  const options: BackendOptions = {
    store: createMemoryStore({
      rows: rowsOf(scenario, state),
      onCommit: (changes) => noteChanges(state, changes),
    }),
    clock: () => clock(state, now()),
    // The person's own phone does not live in the scenario's time.
    authenticatorClock: () => new Date(now()),
    ids: ids.uuid,
    accessKeys: ids.accessKey,
    secrets: ids.uuid,
    peppers: createPeppers([new TextEncoder().encode('the mock keeps no secrets: pepper')]),
    passwords: mockPasswords,
    mode: 'mock',
    address: () => location.origin,
    // What a scenario does to requests is for the page to show: its own sign-in is not one of them.
    ...(scenario && {
      faults: { faultsFor: (id) => (beginning ? undefined : scenario.faults.faultsFor(id)) },
    }),
    report: (error) => reportError(error),
  }
  const backend: Backend = createBackend(options)
  const caller = callerOf(state)
  const answer = (request: Request) =>
    backend.fetch(request, { ...caller, requestId: crypto.randomUUID() })
  return {
    answer,
    begin: async () => {
      beginning = true
      try {
        if (scenario) await signIn(scenario, answer)
        else await storeSetupToken(options, MOCK_SETUP_TOKEN)
      } finally {
        beginning = false
      }
    },
  }
}

/** Starts at the scenario's time, ticks with the page's clock, and never goes back. */
function clock(state: MockState, now: number): Date {
  const ticked = SCENARIO_START.getTime() + (now - state.startedAt)
  state.latest = Math.max(state.latest, ticked)
  return new Date(state.latest)
}

function callerOf(state: MockState): Caller {
  return {
    ip: '198.51.100.24',
    userAgent: navigator.userAgent,
    session: {
      read: () => state.session?.token,
      write: (token, expiresAt) => {
        state.session = { token, expiresAt: expiresAt.getTime() }
      },
      clear: () => {
        state.session = null
      },
    },
  }
}

type Rows = { -readonly [T in TableName]?: readonly Row<T>[] }

function rowsOf(scenario: Scenario | undefined, state: MockState): Rows {
  const rows: Rows = { ...scenario?.rows }
  for (const table of Object.keys(state.changes) as TableName[]) applyChanges(rows, table, state)
  return rows
}

function applyChanges<T extends TableName>(rows: Rows, table: T, state: MockState): void {
  rows[table] = withChanges(state, table, tables[table].key, rows[table] ?? []) as Rows[T]
}

async function signIn(
  scenario: Scenario,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const user = scenario.rows.users.find(({ id }) => id === scenario.signInAs)
  const response = await answer(
    new Request(new URL('/console/v1/session', location.origin), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: user?.username, password: FIXTURE_PASSWORD }),
    }),
  )
  if (!response.ok) throw new Error(`The scenario’s sign-in was answered with ${response.status}.`)
}
