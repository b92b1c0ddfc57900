import type { ReactNode } from 'react'

import { registerWorker } from './register-worker.ts'

/**
 * Starts the mock: its service worker, and beside that the backend in the page, whose code is large.
 *
 * @returns the banner that says so, once every request is answered by the mock
 * @throws Error where the browser offers no service worker
 */
export async function startMock(): Promise<ReactNode> {
  const registered = registerWorker()
  const [{ runMock }] = await Promise.all([import('./run-mock.tsx'), registered])
  return runMock()
}
