import type { Page } from '@playwright/test'

import { expect, row, test } from './fixtures.ts'

/** Opens the palette by its keys, as soon as the page says that there is one. */
async function openPalette(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Search the console' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Search the console' })).toBeFocused()
}

test('the command palette finds and opens, by the keyboard alone', async ({ page, open }) => {
  await open('/organization')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const palette = page.getByRole('dialog', { name: 'Search the console' })
  const text = palette.getByRole('combobox', { name: 'Search the console' })

  await test.step('an application by its name', async () => {
    await openPalette(page)
    await expect(text).toBeFocused()
    await page.keyboard.type('terraform')
    const found = palette.getByRole('option', { name: /^terraform-state/ })
    await expect(found).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
    await expect(page.getByRole('heading', { level: 1, name: 'terraform-state' })).toBeVisible()
  })

  await test.step('a person by their e-mail address, a page by a word', async () => {
    await openPalette(page)
    await text.fill('tomas.lind@')
    await palette.getByRole('option', { name: /^Tomas Lind/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Tomas Lind' })).toBeVisible()
    await openPalette(page)
    await text.fill('limits')
    await expect(palette.getByRole('option', { name: /^Quotas/ })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/organization\/quotas/)
  })

  await test.step('an action, and the way out', async () => {
    await page.getByRole('button', { name: 'Search the console' }).click()
    await text.fill('create group')
    await expect(palette.getByRole('option', { name: 'Create group' })).toBeVisible()
    await text.fill('nothing is called like this')
    await expect(palette.getByText(/^Nothing matches/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(palette).toBeHidden()
    await expect(page.getByRole('button', { name: 'Search the console' })).toBeFocused()
  })
})

test('an API key by its access key', async ({ page, open }) => {
  await open('/iam/api-keys')
  const name = await row(page, /^SCW/).first().getByRole('rowheader').textContent()
  const accessKey = /SCW[A-Z0-9]{17}/.exec(name ?? '')?.[0] ?? 'no access key'
  await openPalette(page)
  const palette = page.getByRole('dialog', { name: 'Search the console' })
  await palette.getByRole('combobox').fill(accessKey)
  await palette.getByRole('option', { name: new RegExp(`^${accessKey}`) }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(row(page, new RegExp(accessKey))).toBeVisible()
})

test.describe('without rights', () => {
  test.use({ scenario: 'member' })
  test('actions say which permission set is missing', async ({ page, open }) => {
    await open('/organization')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await openPalette(page)
    await page.getByRole('combobox', { name: 'Search the console' }).fill('create policy')
    const option = page.getByRole('option', { name: /^Create policy/ })
    await expect(option).toHaveAttribute('aria-disabled', 'true')
    await expect(option).toContainText('IAMPolicyManager')
  })
})
