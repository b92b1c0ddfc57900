import type { Browser } from '@playwright/test'

import { visitUsers } from './browser.ts'
import { median, type Repeated } from './figures.ts'
import type { Sites } from './sites.ts'

/**
 * Median milliseconds from the navigation to the first painted row of users, nothing cached. The
 * sites take turns, so that a busy moment of the machine hits all alike.
 */
export async function measureFirstRow(
  browser: Browser,
  sites: Sites,
  { slowdown, rounds }: Repeated,
): Promise<Record<keyof Sites, number>> {
  const times: Record<keyof Sites, number[]> = { floor: [], local: [], mock: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['floor', 'local', 'mock'] as const) {
      const { context, firstRow } = await visitUsers(browser, sites[name], { slowdown })
      times[name].push(await firstRow)
      await context.close()
    }
  }
  return { floor: median(times.floor), local: median(times.local), mock: median(times.mock) }
}
