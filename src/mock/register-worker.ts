/** Address of the mock's service worker. */
export const WORKER = `${import.meta.env.BASE_URL}sw.js`

/**
 * Registers the mock's service worker, so that the browser installs it while the page makes ready what
 * it will answer with.
 *
 * @throws Error where the browser offers no service worker
 */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    throw new Error('Mock mode needs a service worker: open the page by https, or on localhost.')
  }
  await removeForeignWorkers()
  await navigator.serviceWorker.register(WORKER)
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
