import type { Page } from '@playwright/test'
import axe from 'axe-core'

import { expect } from './fixtures.ts'

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules that a theme can break; the others see the same in both. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** Expects no WCAG 2.2 AA violation of the page, or of what is modal on it, in both themes. */
export async function expectAccessible(page: Page, what: string) {
  const root = page.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'light')
  expect(await violations(page, { type: 'tag', values: AA }), what).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(root).toHaveAttribute('data-theme', 'dark')
  expect(await violations(page, { type: 'rule', values: COLOURS }), `${what}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

async function violations(page: Page, rules: axe.RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (runOnly) => {
    // A change of theme passes from each element to those inside it, a frame at a time.
    const isTransition = (each: Animation) => each instanceof CSSTransition
    do await new Promise(requestAnimationFrame)
    while (document.getAnimations().some(isTransition))
    // Behind a modal nothing can be reached: its own part of the page is what changed.
    const modal = '[role=dialog], [role=alertdialog]'
    const context = document.querySelector(modal) ? { include: [modal] } : document
    const run: typeof axe.run = Reflect.get(window, 'axe').run
    const found = await run(context, {
      runOnly,
      resultTypes: ['violations'],
      selectors: false,
    })
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    )
  }, rules)
}
