import { setupWorker } from 'msw/browser'
import { http } from 'msw/http'
import type { ReactNode } from 'react'

import type { ScenarioName } from '../../backend/fixtures/scenarios.ts'
import { isScenarioName, SCENARIOS } from '../../backend/fixtures/scenarios.ts'
import { ScenarioBanner } from '../app/scenario-banner.tsx'
import { createMockBackend, freshState } from './mock-backend.ts'
import type { MockState } from './mock-state.ts'
import { forgetMockState, readMockState } from './mock-state.ts'

const WORKER = `${import.meta.env.BASE_URL}sw.js`
const RELOADED_KEY = 'iam-console.mock.reloaded'

/** What the backend answers; the page's own files are not its business. */
const API = /^\/(?:(?:iam\/v1alpha1|account\/v3|console\/v1)(?:\/|$)|metadata$|openapi\.json$)/

/**
 * Starts the backend in this page and puts it behind the page's requests.
 *
 * @returns the banner that says so, once every request is answered by the mock
 * @throws Error where the browser offers no service worker
 */
export async function startMock(): Promise<ReactNode> {
  if (!('serviceWorker' in navigator)) {
    throw new Error('Mock mode needs a service worker: open the page by https, or on localhost.')
  }
  const { state, fresh } = chooseState()
  const { answer, signIn } = await createMockBackend(state)
  await removeForeignWorkers()
  ignoreBrokenUpdates()
  const isApi = ({ request }: { request: Request }) => API.test(new URL(request.url).pathname)
  await setupWorker(http.all(isApi, ({ request }) => answer(request))).start({
    serviceWorker: { url: WORKER },
    quiet: true,
    // Only requests to the API get here, see sw.js.
    onUnhandledFrame: 'error',
  })
  await reloadUnlessControlled()
  if (fresh) await signIn()
  return (
    <ScenarioBanner
      scenario={state.scenario}
      scenarios={SCENARIOS}
      onChoose={(name) => {
        if (isScenarioName(name)) restart(name)
      }}
      onReset={() => restart(state.scenario)}
    />
  )
}

/** `?scenario=` starts another scenario; otherwise the tab goes on with its own. */
function chooseState(): { state: MockState; fresh: boolean } {
  const asked = new URLSearchParams(window.location.search).get('scenario')
  const saved = readMockState()
  const wanted = asked !== null && isScenarioName(asked) ? asked : (saved?.scenario ?? 'default')
  return saved?.scenario === wanted
    ? { state: saved, fresh: false }
    : { state: freshState(wanted), fresh: true }
}

function restart(scenario: ScenarioName): void {
  forgetMockState()
  window.location.assign(`${import.meta.env.BASE_URL}?scenario=${scenario}`)
}

/** Workers of other projects that used this port keep control otherwise. */
async function removeForeignWorkers(): Promise<void> {
  const own = new URL(WORKER, window.location.href).href
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all(
    registrations.flatMap((registration) => {
      const worker = registration.active ?? registration.waiting ?? registration.installing
      return worker && worker.scriptURL !== own ? [registration.unregister()] : []
    }),
  )
}

/**
 * MSW looks for a newer worker and does not wait for the answer. Leaving the page meanwhile makes that
 * fail, which harms nothing and must not look like an error of the console.
 */
function ignoreBrokenUpdates(): void {
  window.addEventListener('unhandledrejection', (event) => {
    const reason: unknown = event.reason
    if (
      reason instanceof TypeError &&
      reason.message.startsWith('Failed to update a ServiceWorker')
    ) {
      event.preventDefault()
    }
  })
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
