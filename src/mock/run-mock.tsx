import { setupWorker } from 'msw/browser'
import { http } from 'msw/http'
import type { ReactNode } from 'react'

import { ScenarioBanner } from '../app/scenario-banner.tsx'
import { createMockBackend, freshState } from './mock-backend.ts'
import { isMockScenario, MOCK_SCENARIOS, type MockScenario } from './mock-scenarios.ts'
import type { MockState } from './mock-state.ts'
import { forgetMockState, readMockState } from './mock-state.ts'
import { ignoreBrokenUpdates, WORKER } from './register-worker.ts'

const RELOADED_KEY = 'iam-console.mock.reloaded'

/** What the backend answers; the page's own files are not its business. */
const API = /^\/(?:(?:iam\/v1alpha1|account\/v3|console\/v1)(?:\/|$)|metadata$|openapi\.json$)/

/**
 * Runs the backend in this page and puts it behind the page's requests.
 * The page's worker is registered already.
 *
 * @returns the banner that says so, once every request is answered by the mock
 */
export async function runMock(): Promise<ReactNode> {
  const { state, fresh } = chooseState()
  const { answer, begin } = await createMockBackend(state)
  ignoreBrokenUpdates()
  const isApi = ({ request }: { request: Request }) => API.test(new URL(request.url).pathname)
  await setupWorker(http.all(isApi, ({ request }) => answer(request))).start({
    serviceWorker: { url: WORKER },
    quiet: true,
    // Only requests to the API get here, see sw.js.
    onUnhandledFrame: 'error',
  })
  await reloadUnlessControlled()
  if (fresh) await begin()
  return (
    <ScenarioBanner
      scenario={state.scenario}
      scenarios={MOCK_SCENARIOS}
      onChoose={(name) => {
        if (isMockScenario(name)) restart(name)
      }}
      onReset={() => restart(state.scenario)}
    />
  )
}

/** `?scenario=` starts another scenario; otherwise the tab goes on with its own. */
function chooseState(): { state: MockState; fresh: boolean } {
  const asked = new URLSearchParams(window.location.search).get('scenario')
  const saved = readMockState()
  const wanted = asked !== null && isMockScenario(asked) ? asked : (saved?.scenario ?? 'default')
  return saved?.scenario === wanted
    ? { state: saved, fresh: false }
    : { state: freshState(wanted), fresh: true }
}

function restart(scenario: MockScenario): void {
  forgetMockState()
  window.location.assign(`${import.meta.env.BASE_URL}?scenario=${scenario}`)
}

/** A forced reload bypasses service workers, by their specification: an ordinary one follows. */
async function reloadUnlessControlled(): Promise<void> {
  if (navigator.serviceWorker.controller) {
    sessionStorage.removeItem(RELOADED_KEY)
    return
  }
  if (sessionStorage.getItem(RELOADED_KEY)) {
    throw new Error('The mock’s service worker does not take control of the page.')
  }
  sessionStorage.setItem(RELOADED_KEY, 'yes')
  window.location.reload()
  await new Promise(() => {})
}
