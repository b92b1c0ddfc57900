import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

import { getRequestListener } from '@hono/node-server'

import type { Backend, BackendOptions } from '../../backend/app.ts'
import { createMemoryStore } from '../../backend/store/memory.ts'
import type { Store } from '../../backend/store/store.ts'
import type { TestBackend, TestBrowser } from '../../backend/testing/harness.ts'
import { createGateway } from './gateway.ts'
import { createUpstream, type UpstreamLimits } from './upstream.ts'

/** An HTTP server of a test. */
export interface TestServer {
  readonly origin: string
  close(): Promise<void>
}

/** Listens on a free port of this machine. */
export async function listen(listener: RequestListener): Promise<TestServer> {
  const server: Server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A backend as the platform: on a socket, for API keys alone. @param seen gets every request. */
export function listenAsPlatform(backend: Backend, seen?: Request[]): Promise<TestServer> {
  const nobody = { read: () => undefined, write: () => undefined, clear: () => undefined }
  const listener = getRequestListener(
    (request) => {
      seen?.push(request)
      return backend.fetch(request, { ip: '203.0.113.7', session: nobody })
    },
    { overrideGlobalObjects: false },
  )
  return listen((incoming, outgoing) => void listener(incoming, outgoing))
}

export interface GatewayAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; undefined for an empty one. */
  readonly body: unknown
}

export interface TestGateway {
  readonly store: Store
  /** Every unexpected failure. */
  readonly reports: unknown[]
  request(
    path: string,
    request?: {
      method?: string
      body?: unknown
      headers?: Record<string, string>
      as?: TestBrowser
      signal?: AbortSignal
    },
  ): Promise<GatewayAnswer>
}

const consoleOrigin = 'https://console.test'

/**
 * A gateway to an upstream, asked without a socket.
 *
 * @param test lends its clock, its peppers and whatever else a backend takes.
 */
export function createTestGateway(
  test: Pick<TestBackend, 'options' | 'browser'>,
  origin: string,
  {
    store = createMemoryStore(),
    limits,
    options = {},
  }: { store?: Store; limits?: UpstreamLimits; options?: Partial<BackendOptions> } = {},
): TestGateway {
  const reports: unknown[] = []
  const gateway = createGateway(
    { ...test.options, ...options, store, report: (error) => reports.push(error) },
    createUpstream(origin, limits),
  )
  return {
    store,
    reports,
    async request(path, { method, body, headers, as = test.browser(), signal } = {}) {
      const response = await gateway.fetch(
        new Request(`${consoleOrigin}${path}`, {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: { 'Content-Type': 'application/json', ...headers },
          ...(body === undefined
            ? {}
            : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
        { ip: '198.51.100.9', session: as.carrier, ...(signal && { signal }) },
      )
      const text = await response.text()
      const parsed: unknown = text === '' ? undefined : JSON.parse(text)
      return { status: response.status, headers: response.headers, text, body: parsed }
    },
  }
}
