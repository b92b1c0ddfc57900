import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { createBrowserRouter, matchRoutes } from 'react-router'
import type { DataRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'

import { serverNow } from './api/clock.ts'
import { queryClient } from './api/query-client.ts'
import { followLanguage } from './app/follow-language.ts'
import { followLinks } from './app/link-following.ts'
import { prefetchLinks } from './app/link-prefetch.ts'
import { guardSession } from './app/session-guard.ts'
import { settledRouter } from './app/settled-router.ts'
import { takeSignInToken } from './app/sign-in-token.ts'
import { setDestination } from './parts/destination.ts'
import { patterns } from './paths.ts'
import { PAGES, routes } from './routes.tsx'
import { followTimeZone } from './ui/formats.ts'
import { followTheme } from './ui/theme.ts'
import { setTimeSource } from './ui/time.tsx'

/** How long a blank page may last beyond the first script before there is something in its place. */
const PATIENCE_MS = 100

void start()

async function start(): Promise<void> {
  takeSignInToken()
  followTheme()
  followTimeZone()
  followLanguage(queryClient)
  setTimeSource(serverNow)
  adoptNonce()
  const container = document.querySelector('#root')
  if (!container) throw new Error('index.html has no #root')
  const root = createRoot(container)
  const banner = await startMock(root)
  const completeSiteMap = shared(async () => {
    const { furtherRoutes } = await import('./further-routes.tsx')
    router.patchRoutes(PAGES, furtherRoutes)
  })
  const router = createBrowserRouter(routes, {
    patchRoutesOnNavigation: () =>
      completeSiteMap().catch((error: unknown) => {
        if (router.state.initialized) throw error
        // A router that has shown no page yet has no place for this error, except as that of a page.
        const loader = () => {
          throw error
        }
        router.patchRoutes(PAGES, [{ path: '*', element: null, loader }])
      }),
  })
  setDestination(() => router.state.navigation.location ?? router.state.location)
  guardSession(router)
  prefetchLinks(router, completeSiteMap)
  followLinks(router)
  await firstPage(router)
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        {banner}
        {/* The router has loaded a page before it shows it: startTransition would only slice its rendering. */}
        <RouterProvider router={settledRouter(router)} useTransitions={false} />
      </QueryClientProvider>
    </StrictMode>,
  )
  await initialized(router)
  whenIdle(
    () =>
      void completeSiteMap()
        .then(() => compilePatterns(router))
        .catch(ignore),
  )
}

/** The same promise for all who ask, and another one once it has failed. */
function shared(task: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= task().catch((error: unknown) => {
      done = undefined
      throw error
    })
    return done
  }
}

/** Does what can wait when the first page has been painted, and what it has asked for is there. */
function whenIdle(task: () => void): void {
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 2000 })
  else setTimeout(task, 1000)
}

/**
 * Spares the first click the compiling of the routes' patterns, which Chromium does when each is first
 * tried, and once more at the second time. An address within IAM that no page has leads to all but those
 * under other pages.
 */
function compilePatterns({ routes: siteMap }: DataRouter): void {
  for (let time = 0; time < 2; time += 1) matchRoutes(siteMap, `${patterns.iam}/-`)
}

/** Shown by whoever needs it and gets no further. */
function ignore(): void {}

/**
 * Until the code of the first page is here. It is on its way since the document came (routePreload):
 * drawing what stands in for it would mostly hold it up.
 */
async function firstPage(router: DataRouter): Promise<void> {
  await Promise.race([
    initialized(router),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ])
}

async function initialized(router: DataRouter): Promise<void> {
  if (router.state.initialized) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = router.subscribe((state) => state.initialized && resolve())
  await promise
  stop()
}

/** The dialogs' scroll lock adds a style tag, which the Content-Security-Policy admits by its nonce. */
function adoptNonce(): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  if (nonce) setNonce(nonce)
}

/** In a build for mock mode, waits for the mock before anything can send a request. */
async function startMock(root: Root): Promise<ReactNode> {
  if (import.meta.env.MODE !== 'mock') return null
  const mock = await import('./mock/start-mock.tsx')
  return mock.startMock(root)
}
