/** Address of the mock's service worker. */
export const WORKER = `${import.meta.env.BASE_URL}sw.js`

/** How long an active worker may take to get control of the page. */
const PATIENCE_MS = 10_000

/**
 * Registers the mock's service worker and waits until it controls the page: MSW reloads a page that it
 * finds beside a registered worker and not under its control, as each new tab's first would be.
 *
 * @throws Error where the browser offers no service worker, or keeps it from the page
 */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    throw new Error('Mock mode needs a service worker: open the page by https, or on localhost.')
  }
  await removeForeignWorkers()
  const controlled = Promise.withResolvers<void>()
  navigator.serviceWorker.addEventListener('controllerchange', () => controlled.resolve())
  await navigator.serviceWorker.register(WORKER)
  const { active } = await navigator.serviceWorker.ready
  if (navigator.serviceWorker.controller) return
  // A forced reload bypasses workers, by their specification; one that is asked to takes the page back.
  active?.postMessage('claim', [])
  const timer = setTimeout(
    () =>
      controlled.reject(new Error('The mock’s service worker does not take control of the page.')),
    PATIENCE_MS,
  )
  await controlled.promise
  clearTimeout(timer)
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
export function ignoreBrokenUpdates(): void {
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
