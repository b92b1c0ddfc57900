import { SCENARIOS } from '../../backend/fixtures/scenarios.ts'

/** What the terminal of a real server would print. */
export const MOCK_SETUP_TOKEN = 'first-visitor'

/** What each scenario shows: those with an Organization, and the one that has none yet. */
export const MOCK_SCENARIOS = {
  ...SCENARIOS,
  setup: `a server without data, before its first visitor; the set-up token is ${MOCK_SETUP_TOKEN}`,
} as const

export type MockScenario = keyof typeof MOCK_SCENARIOS

/** Whether a text, say of the URL, names a scenario. */
export function isMockScenario(name: string): name is MockScenario {
  return Object.hasOwn(MOCK_SCENARIOS, name)
}
