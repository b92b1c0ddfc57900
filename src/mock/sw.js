/*
 * The mock's service worker: MSW's own, behind a gate. MSW would relay every request of the page,
 * code and fonts included, through the page's main thread; the gate lets it see requests to the API
 * only. The page's own addresses (/iam/users) share a first word with the API's (/iam/v1alpha1/users).
 */
const api = /^\/(?:(?:iam|account|console)\/v\d|metadata$|openapi\.json$)/

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const own = url.origin === self.location.origin && event.request.mode !== 'navigate'
  if (!own || !api.test(url.pathname)) event.stopImmediatePropagation()
})

// A page that was reloaded by force is nobody's, until it is asked for.
self.addEventListener('message', (event) => {
  if (event.data === 'claim') event.waitUntil(self.clients.claim())
})

importScripts('./mockServiceWorker.js')
