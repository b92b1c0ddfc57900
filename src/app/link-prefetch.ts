import { matchRoutes } from 'react-router'
import type { DataRouter, LoaderFunctionArgs } from 'react-router'

/** A pointer that only passes over a link stays shorter than this. */
const HOVER_MS = 60

/**
 * Fetches code and data of a link's page when the pointer rests on the link or the keyboard focuses
 * it, so that following it shows the page at once. Works on every link of the document.
 *
 * @param complete brings in the routes that the router does not know yet
 */
export function prefetchLinks(router: DataRouter, complete: () => Promise<void>): void {
  const prefetch = (url: URL) => void complete().then(() => prefetchPage(router, url), ignore)
  let timer: number | undefined
  const stop = () => window.clearTimeout(timer)
  document.addEventListener('pointerover', (event) => {
    stop()
    const url = pageOf(event.target)
    if (url) timer = window.setTimeout(() => prefetch(url), HOVER_MS)
  })
  document.addEventListener('pointerdown', stop)
  document.addEventListener('focusin', ({ target }) => {
    const url = pageOf(target)
    // A press of the pointer focuses too; its navigation fetches by itself.
    if (url && target instanceof Element && target.matches(':focus-visible')) prefetch(url)
  })
}

/** The link that an event is about, if it is one within the console. */
export function linkOf(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return undefined
  return link.origin === window.location.origin ? link : undefined
}

/** The address of another page that an event's link leads to. */
function pageOf(target: EventTarget | null): URL | undefined {
  const link = linkOf(target)
  return link && link.pathname !== window.location.pathname ? new URL(link.href) : undefined
}

/** Starts what a visit of `url` would start; the loaders only fill the cache. */
function prefetchPage({ routes }: DataRouter, url: URL): void {
  for (const { route, params } of matchRoutes(routes, url.pathname) ?? []) {
    if (typeof route.loader === 'function') {
      const args = { request: new Request(url), params } as LoaderFunctionArgs
      void Promise.resolve(route.loader(args, undefined)).catch(ignore)
    }
    if (typeof route.lazy === 'object') void route.lazy.Component?.().catch(ignore)
  }
}

/** What cannot be fetched ahead is fetched, and its failure shown, when the link is followed. */
function ignore(): void {}
