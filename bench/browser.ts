import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'

import { ensureChromium } from '../scripts/chromium.ts'
import type { RunningSite } from './sites.ts'

/** Rows of the two lists, in the console and in the floor app alike: skeletons have no links. */
export const rowOf = {
  users: 'tbody tr a[href^="/iam/users/"]',
  applications: 'tbody tr a[href^="/iam/applications/"]',
} as const

export interface Visit {
  context: BrowserContext
  page: Page
  /** Milliseconds from the start of the navigation until the first row of users was painted. */
  firstRow: Promise<number>
}

/** Starts a headless Chromium, after finding or installing one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await ensureChromium()
  return chromium.launch(executablePath === undefined ? {} : { executablePath })
}

/** Opens the list of users in a browser that has never been there. */
export async function visitUsers(
  browser: Browser,
  site: RunningSite,
  { slowdown = 1, watch }: { slowdown?: number; watch?: (page: Page) => void } = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  if (site.cookie) await context.addCookies([{ ...site.cookie, url: site.origin }])
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const { promise: firstRow, resolve, reject } = Promise.withResolvers<number>()
  const late = setTimeout(() => reject(new Error(`No row at ${site.origin} in time.`)), 30_000)
  await page.exposeBinding('reportFirstRow', (_, time: number) => {
    clearTimeout(late)
    resolve(time)
  })
  await page.addInitScript(watchRows, rowOf.users)
  watch?.(page)
  await page.goto(`${site.origin}/iam/users`, { waitUntil: 'commit' })
  return { context, page, firstRow }
}

/** Runs in the page before anything else: says when the first row shows, and can say it of others. */
function watchRows(firstSelector: string): void {
  const whenPainted = (selector: string) =>
    new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector(selector) === null) return
        observer.disconnect()
        // A task that is posted in a frame runs when that frame has been handed on for painting: before
        // all that waits there, which is for after the painting.
        requestAnimationFrame(() => {
          void scheduler.postTask(() => resolve(performance.now()), { priority: 'user-blocking' })
        })
      })
      observer.observe(document, { childList: true, subtree: true })
    })
  Object.assign(window, { whenPainted })
  void whenPainted(firstSelector).then(Reflect.get(window, 'reportFirstRow'))
}

/**
 * Clicks the link to a list from within the page, so that no pointer announces it, and waits for the
 * first painted row of that list.
 *
 * @returns milliseconds from the click
 */
export function clickUntilRow(page: Page, list: keyof typeof rowOf): Promise<number> {
  return page.evaluate(
    async ([path, selector]) => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>(`a[href="${path}"]`)]
      const link = links.find((candidate) => candidate.checkVisibility())
      if (link === undefined) throw new Error(`No link to ${path} is visible.`)
      const painted: Promise<number> = Reflect.get(window, 'whenPainted')(selector)
      const began = performance.now()
      link.click()
      return (await painted) - began
    },
    [`/iam/${list}`, rowOf[list]] as const,
  )
}
