import { setupWorker } from 'msw/browser'
import { http } from 'msw/http'
import type { ReactNode } from 'react'
import type { Root } from 'react-dom/client'

import { ScenarioBanner } from '../app/scenario-banner.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { connectBackend, forgetMockState } from './backend-client.ts'
import { ignoreBrokenUpdates, registerWorker, WORKER } from './register-worker.ts'
import { RELOADED } from './reloaded.ts'

declare global {
  /** What the first page will ask the API for; the page's own script knows it from its address. */
  var earlyPaths: string[] | undefined
}

/** What the backend answers; the page's own files are not its business. */
const API = /^\/(?:(?:iam\/v1alpha1|account\/v3|console\/v1)(?:\/|$)|metadata$|openapi\.json$)/

/**
 * Starts the mock: the backend in a worker of the page, and the service worker that puts it behind the
 * page's requests. Where it cannot start, the page says why and stays with that.
 *
 * @param root where the page is shown
 * @returns the banner that says so, once every request is answered by the mock
 */
export async function startMock(root: Root): Promise<ReactNode> {
  try {
    return await start()
  } catch (error) {
    root.render(<MockFailure error={error} />)
    return new Promise(() => {})
  }
}

/** @throws Error where the browser offers no service worker, or the backend does not start */
async function start(): Promise<ReactNode> {
  const backend = connectBackend()
  const started = backend.start()
  answerEarly(backend.answer)
  const [{ scenario, scenarios }] = await Promise.all([started, intercept(backend.answer)])
  sessionStorage.removeItem(RELOADED)
  return (
    <ScenarioBanner
      scenario={scenario}
      scenarios={scenarios}
      onChoose={restart}
      onReset={() => restart(scenario)}
    />
  )
}

function MockFailure({ error }: { error: unknown }) {
  return (
    <main className="p-6">
      <h1 className="sr-only">Mock mode</h1>
      <ErrorState
        title="The mock could not start"
        description={error instanceof Error ? error.message : String(error)}
        onRetry={() => window.location.reload()}
      />
    </main>
  )
}

/** What the first page asks for is asked before requests can be intercepted, as the server is by its page. */
function answerEarly(answer: (request: Request) => Promise<Response>): void {
  globalThis.earlyAnswers = Object.fromEntries(
    (globalThis.earlyPaths ?? []).map((path) => {
      const early = answer(new Request(path, { headers: { Accept: 'application/json' } }))
      early.catch(() => {})
      return [path, early]
    }),
  )
}

async function intercept(answer: (request: Request) => Promise<Response>): Promise<void> {
  await registerWorker()
  ignoreBrokenUpdates()
  const isApi = ({ request }: { request: Request }) => API.test(new URL(request.url).pathname)
  await setupWorker(http.all(isApi, ({ request }) => answer(request))).start({
    serviceWorker: { url: WORKER },
    quiet: true,
    // Only requests to the API get here, see sw.js.
    onUnhandledFrame: 'error',
  })
}

function restart(scenario: string): void {
  forgetMockState()
  window.location.assign(`${import.meta.env.BASE_URL}?scenario=${scenario}`)
}
