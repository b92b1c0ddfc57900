import type { Page } from '@playwright/test'

import { expect, row, test } from './fixtures.ts'

/**
 * Every text of this Organization tries to be markup or a script. A breach of the content security
 * policy and a script's error fail the test by themselves (`watch`).
 */
test.use({ scenario: 'hostile' })

/** Looks whether any text that is on the page by now was taken for something else. */
async function expectHarmless(page: Page): Promise<void> {
  await expect(page.getByText(/hostile=1/).first()).toBeVisible()
  const found = await page.evaluate(() => ({
    ran: 'hostile' in window,
    elements: [...document.querySelectorAll('*')]
      .filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')))
      .map((element) => element.outerHTML),
    links: [...document.querySelectorAll('a')]
      .map(({ protocol }) => protocol)
      .filter((protocol) => !/^(https?|mailto|blob):$/.test(protocol)),
  }))
  expect(found).toEqual({ ran: false, elements: [], links: [] })
}

test('no text in a list is ever more than text', async ({ page, open }) => {
  await open('/iam/users')
  await expect(row(page, /Priya/)).toContainText(/hostile=1.* priya\.raman@/)
  await expect(page.getByText('<img src=x onerror="hostile=1">').first()).toBeVisible()
  await expectHarmless(page)
  const tabs = page.getByRole('navigation', { name: 'IAM' })
  for (const [tab, known] of [
    ['Groups', /Administrators/],
    ['Applications', /terraform-state/],
    ['Policies', /Administrators/],
    ['API keys', /SCW/],
    ['Logs', /Elena/],
  ] as const) {
    await tabs.getByRole('link', { name: tab }).click()
    await expect(page.getByRole('row').filter({ hasText: known }).first()).toBeVisible()
    await expectHarmless(page)
  }
  await page.getByRole('rowheader').getByRole('link').first().click()
  await expect(page.getByRole('dialog', { name: 'Log details' })).toContainText('hostile=1')
  await expectHarmless(page)
})

test('nor on a page, in a dialog, in a toast and in the palette', async ({ page, open }) => {
  await open('/iam/applications')
  const application = row(page, /ci-deploy/)
  await application.getByRole('rowheader').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: /ci-deploy$/ })).toBeVisible()
  await expectHarmless(page)
  const tabs = page.getByRole('navigation', { name: 'Application' })
  await tabs.getByRole('link', { name: 'API keys' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'SCW' }).first()).toBeVisible()
  await expectHarmless(page)

  await page.getByRole('button', { name: 'Search the console' }).click()
  const palette = page.getByRole('dialog', { name: 'Search the console' })
  await palette.getByRole('combobox').fill('ingrid')
  await palette
    .getByRole('option', { name: /Ingrid/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /Bjørnstad$/ })).toBeVisible()
  await expectHarmless(page)

  await page.goto('/iam/applications')
  await page.getByRole('button', { name: /^Actions for .*ci-deploy$/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete application' })
  await expect(dialog).toContainText('ci-deploy')
  await expectHarmless(page)
  await dialog.getByRole('textbox').fill('DELETE')
  await dialog.getByRole('button', { name: 'Delete application' }).click()
  await expect(page.getByText(/^Application .*ci-deploy deleted/).first()).toBeVisible()
  await expectHarmless(page)
})

test('no text makes a list wider than its place, or is broken after every letter', async ({
  page,
  open,
}) => {
  for (const path of ['users', 'groups', 'applications', 'policies', 'api-keys', 'logs']) {
    await open(`/iam/${path}`)
    await expect(page.getByText(/hostile=1/).first()).toBeVisible()
    for (const width of [320, 390, 960, 1280, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      await expect
        .poll(
          () =>
            page.getByRole('table').evaluate((table) => {
              const place = table.parentElement ?? table
              const broken = [...table.querySelectorAll('tbody a, .data-text')].filter((text) => {
                const { width, height } = text.getBoundingClientRect()
                return height > 100 && width < 80
              })
              return {
                tooWide: table.scrollWidth > place.clientWidth,
                scrolls: document.documentElement.scrollWidth > window.innerWidth,
                broken: broken.length,
              }
            }),
          { message: `${path} at ${width} px` },
        )
        .toEqual({ tooWide: false, scrolls: false, broken: 0 })
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }
})

test('nor does one make a page of a phone scroll sideways', async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  const narrow = () =>
    expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
      .toBeLessThanOrEqual(0)
  await open('/iam/groups')
  await page.getByRole('rowheader').first().getByRole('link').click()
  const members = page.getByRole('table', { name: 'Users' })
  await expect(members.getByRole('row').nth(1)).toContainText('hostile=1')
  await narrow()
  await page.goto('/organization/projects')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await page.getByRole('link', { name: 'SSH keys' }).click()
  await expect(page.getByRole('rowheader').first()).toContainText('hostile=1')
  await narrow()
})
