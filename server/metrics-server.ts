import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

import type { Metrics } from './metrics.ts'

/**
 * Serves metrics at `/metrics` on a listener of its own, so that who reaches the console does not reach
 * them. It asks for no credentials: bind it to an address that only the monitoring reaches.
 *
 * @throws what stands in the way of listening
 */
export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5000 },
    (request, response) => {
      const [path] = (request.url ?? '').split('?')
      if (path !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
        response.writeHead(404).end()
        return
      }
      metrics.text().then(
        (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      )
    },
  )
  server.listen(port, host)
  await once(server, 'listening')
  return server
}
