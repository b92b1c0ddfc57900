import { setTimeout as sleep } from 'node:timers/promises'

import type { Browser } from '@playwright/test'

import { clickUntilRow, visitUsers } from './browser.ts'
import { median, type Repeated } from './figures.ts'
import type { RunningSite, Sites } from './sites.ts'

/** Median milliseconds from the click on Applications to the first painted row of applications. */
export interface RouteChange {
  /** The first visit of the page load; nothing announces the click. */
  cold: number
  /** The first visit, when the pointer has been on the link for a moment. */
  hovered: number
  /** The second visit. */
  warm: number
}

/** Milliseconds between two actions: long enough for what a page does when it is idle. */
const rest = 500
const hoverTime = 100

/** Changes from Users to Applications on each of the sites in turn. */
export async function measureRouteChange(
  browser: Browser,
  sites: Sites,
  { slowdown, rounds }: Repeated,
): Promise<Record<keyof Sites, RouteChange>> {
  const measure = {
    floor: new Times(browser, sites.floor, slowdown),
    local: new Times(browser, sites.local, slowdown),
    mock: new Times(browser, sites.mock, slowdown),
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const site of Object.values(measure)) await site.measure()
  }
  return {
    floor: measure.floor.medians(),
    local: measure.local.medians(),
    mock: measure.mock.medians(),
  }
}

/** The times of one site. */
class Times {
  readonly #visit: () => ReturnType<typeof visitUsers>
  readonly #times = { cold: [] as number[], hovered: [] as number[], warm: [] as number[] }

  constructor(browser: Browser, site: RunningSite, slowdown: number) {
    this.#visit = () => visitUsers(browser, site, { slowdown })
  }

  async measure(): Promise<void> {
    await this.#coldAndWarm()
    await this.#hovered()
  }

  medians(): RouteChange {
    const { cold, hovered, warm } = this.#times
    return { cold: median(cold), hovered: median(hovered), warm: median(warm) }
  }

  async #coldAndWarm(): Promise<void> {
    const { context, page, firstRow } = await this.#visit()
    await firstRow
    await sleep(rest)
    this.#times.cold.push(await clickUntilRow(page, 'applications'))
    await sleep(rest)
    await clickUntilRow(page, 'users')
    await sleep(rest)
    this.#times.warm.push(await clickUntilRow(page, 'applications'))
    await context.close()
  }

  async #hovered(): Promise<void> {
    const { context, page, firstRow } = await this.#visit()
    await firstRow
    await sleep(rest)
    await page.locator('a[href="/iam/applications"]:visible').first().hover()
    await sleep(hoverTime)
    this.#times.hovered.push(await clickUntilRow(page, 'applications'))
    await context.close()
  }
}
