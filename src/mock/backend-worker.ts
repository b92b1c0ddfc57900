/**
 * The worker that the mock's backend runs in, beside the page: the page is as quick as with a server.
 */
import { createMockBackend, freshState, type MockBackend } from './mock-backend.ts'
import type {
  MockAnswer,
  MockMessage,
  MockReply,
  MockRequest,
  MockStart,
  MockStarted,
} from './mock-messages.ts'
import { isMockScenario, MOCK_SCENARIOS, type MockScenario } from './mock-scenarios.ts'
import type { MockState } from './mock-state.ts'

/** Milliseconds that the page's clock is ahead of the worker's. */
let ahead = 0
/** The state of the tab, kept up to date by the backend. */
let state: MockState | undefined
const backend = Promise.withResolvers<MockBackend>()

addEventListener('message', (event: MessageEvent<MockMessage>) => void respond(event))

// The page hears of errors in a worker, but not of rejections.
addEventListener('unhandledrejection', ({ reason }) => reportError(reason))

async function respond({ data, ports: [port] }: MessageEvent<MockMessage>): Promise<void> {
  ahead = data.now - Date.now()
  port?.postMessage(await reply(data))
}

async function reply(message: MockMessage): Promise<MockReply<MockStarted | MockAnswer>> {
  try {
    const done = 'start' in message ? await start(message.start) : await answer(message.request)
    return { done, state: JSON.stringify(state) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

/** `?scenario=` starts another scenario; otherwise the tab goes on with its own. */
async function start({ asked, saved }: MockStart): Promise<MockStarted> {
  const kept = stateOf(saved)
  const scenario = asked !== null && isMockScenario(asked) ? asked : (kept?.scenario ?? 'default')
  const goesOn = kept?.scenario === scenario ? await goOn(kept) : undefined
  backend.resolve(goesOn ?? (await beginAfresh(scenario)))
  return { scenario, scenarios: MOCK_SCENARIOS }
}

const now = () => Date.now() + ahead

/** Undefined when what the tab has kept cannot be used: it may be another version's. */
async function goOn(kept: MockState): Promise<MockBackend | undefined> {
  try {
    const created = await createMockBackend(kept, now)
    state = kept
    return created
  } catch {
    return undefined
  }
}

async function beginAfresh(scenario: MockScenario): Promise<MockBackend> {
  state = freshState(scenario, now())
  const created = await createMockBackend(state, now)
  await created.begin()
  return created
}

function stateOf(saved: string | null): MockState | undefined {
  try {
    const kept = JSON.parse(saved ?? 'null') as MockState | null
    return kept !== null && isMockScenario(kept.scenario) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Requests wait until the backend has started: the page may send the first ones at once. */
async function answer({ url, ...content }: MockRequest): Promise<MockAnswer> {
  const { answer: answerOf } = await backend.promise
  const response = await answerOf(new Request(url, content))
  if (response.type === 'error') return null
  return {
    status: response.status,
    headers: [...response.headers],
    body: response.body && (await response.arrayBuffer()),
  }
}
