import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { openControlSocket } from './control-socket.ts'
import type { Flags } from './flags.ts'
import { closeHttpServer } from './http.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { OpenedStore } from './store.ts'

/** Starts to measure; the library for it is loaded only then. */
export async function metricsOf({ kind, pool }: OpenedStore): Promise<Metrics> {
  const { createMetrics } = await import('./metrics.ts')
  const manifest: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
  )
  const { version } = manifest as { version: string }
  return createMetrics({ version, database: kind, pool })
}

/**
 * Opens what is for the operator alone: the listener with the metrics, where one is asked for, and the
 * socket for commands, where the database is a file.
 *
 * @returns closes them
 */
export async function openSideDoors(
  flags: Flags,
  { metrics, store, log }: { metrics: Metrics | undefined; store: OpenedStore; log: Log },
): Promise<() => Promise<void>> {
  const closeSocket =
    store.backUp && (await openControlSocket(flags.data, { backUp: store.backUp, log }))
  if (metrics === undefined || flags.metrics === undefined) return async () => closeSocket?.()
  const { startMetricsServer } = await import('./metrics-server.ts')
  const { host, port } = flags.metrics
  try {
    const server = await startMetricsServer(metrics, { host, port })
    const bound = server.address()
    log.info(bound !== null && typeof bound === 'object' ? bound : {}, 'metrics are served')
    return async () => {
      await Promise.all([closeHttpServer(server), closeSocket?.()])
    }
  } catch (error) {
    await closeSocket?.()
    throw error
  }
}
