import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { startCluster } from './scale/cluster.ts'
import { fill } from './scale/fill.ts'
import { type LoadResult, measureLoadOf } from './scale/load.ts'
import { LARGE, SMALL } from './scale/organization.ts'
import { measureRatios, type Ratio } from './scale/ratios.ts'
import { startScaleServer } from './scale/servers.ts'

/** What is told while it goes on. */
export interface ScaleReport {
  step(text: string): void
  ratio(ratio: Ratio): void
  load(what: string, result: LoadResult): void
}

/**
 * Measures lists, searches, and authentication with 1,000 of each thing and with 1,000,000 keys, 100,000
 * applications and 50,000 users on a PostgreSQL server of this run's own; then a load of 500 requests a
 * second for a minute, and the same shared by two servers.
 *
 * @param only leaves out what does not have this in its name; `load` for the load alone
 */
export async function measureScale(
  folder: string,
  report: ScaleReport,
  only: string | undefined,
): Promise<void> {
  // PostgreSQL runs as another user, who has to get into its own folder.
  await chmod(folder, 0o755)
  const cluster = startCluster(folder)
  try {
    report.step('Filling two databases; the large one takes some minutes …')
    const filled = {
      small: await fill(cluster, 'small', SMALL),
      large: await fill(cluster, 'large', LARGE),
    }
    const start = async (size: keyof typeof filled, name: string) => {
      const data = join(folder, name)
      await mkdir(data, { recursive: true })
      return startScaleServer(filled[size], data)
    }
    const large = { known: filled.large.known, server: await start('large', 'large') }
    if (only !== 'load') {
      const small = { known: filled.small.known, server: await start('small', 'small') }
      await measureRatios(small, large, { rounds: 15, only: only ?? '' }, (ratio) =>
        report.ratio(ratio),
      )
      await small.server.stop()
    }
    if (only === undefined || only === 'load') {
      const rate = 500
      const one = await measureLoadOf([large.server], large.known, { rate, seconds: 60 })
      report.load('One server', one)
      const other = await start('large', 'large')
      const two = await measureLoadOf([large.server, other], large.known, { rate, seconds: 20 })
      report.load('Two servers, each request to the other one than the last', two)
      await other.stop()
    }
    await large.server.stop()
  } finally {
    cluster.stop()
  }
}
