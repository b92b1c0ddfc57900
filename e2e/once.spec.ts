import type { Page } from '@playwright/test'

import { expect, finishReveal, readKey, revealDialog, row, test } from './fixtures.ts'

/** One press makes one key, whatever happens on the way. */

async function openWizard(page: Page, open: (path: string) => Promise<void>, description: string) {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await wizard.getByLabel('Description').fill(description)
  return wizard
}

test('a double click makes one key', async ({ page, open }) => {
  const wizard = await openWizard(page, open, 'pressed twice')
  await wizard.getByRole('button', { name: 'Generate API key' }).dblclick()
  await expect(revealDialog(page)).toBeVisible()
  await finishReveal(page)
  await expect(page.getByRole('row').filter({ hasText: 'pressed twice' })).toHaveCount(1)
})

test('a lost connection is told, and the retry makes the key', async ({ page, open }) => {
  const wizard = await openWizard(page, open, 'fault:network')
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  await expect(
    wizard.getByRole('alert').filter({ hasText: 'The connection was lost' }),
  ).toBeVisible()
  await expect(wizard.getByLabel('Description')).toHaveValue('fault:network')

  await wizard.getByLabel('Description').fill('after the storm')
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  await expect(revealDialog(page)).toBeVisible()
  await finishReveal(page)
  await expect(page.getByRole('row').filter({ hasText: 'after the storm' })).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasText: 'fault:network' })).toHaveCount(0)
})

test('a lost answer never becomes a second key', async ({ page, open }) => {
  const wizard = await openWizard(page, open, 'fault:lost-answer')
  const generate = wizard.getByRole('button', { name: 'Generate API key' })
  await generate.click()
  await expect(
    wizard.getByRole('alert').filter({ hasText: 'The connection was lost' }),
  ).toBeVisible()
  await generate.click()
  await expect(wizard.getByRole('alert').filter({ hasText: 'did generate the key' })).toBeVisible()

  await wizard.getByRole('link', { name: 'Replace key' }).click()
  const replace = page.getByRole('dialog', { name: 'Replace API key' })
  await expect(replace).toBeVisible()
  await replace.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'fault:lost-answer' })).toHaveCount(1)
})

test('leaving after a lost answer warns about the key that may be there', async ({
  page,
  open,
}) => {
  const wizard = await openWizard(page, open, 'fault:lost-answer')
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  await expect(
    wizard.getByRole('alert').filter({ hasText: 'The connection was lost' }),
  ).toBeVisible()
  await wizard.getByRole('button', { name: 'Cancel' }).click()
  await expect(
    page
      .getByRole('region', { name: /Notifications/ })
      .getByText(/The connection was lost while a key was being generated/),
  ).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'fault:lost-answer' })).toHaveCount(1)
})

test('a failing server keeps what was typed, and tells the id of the request', async ({
  page,
  open,
}) => {
  const wizard = await openWizard(page, open, 'fault:500')
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  await expect(
    wizard
      .getByRole('alert')
      .filter({ hasText: /The server failed to answer\. Try again\. Request ID: [\w-]{8,}$/ }),
  ).toBeVisible()
  await expect(wizard.getByLabel('Description')).toHaveValue('fault:500')
})

test('a typed form is not lost by Escape', async ({ page, open }) => {
  const wizard = await openWizard(page, open, 'half a thought')
  await page.keyboard.press('Escape')
  await wizard.getByRole('button', { name: 'Keep editing' }).click()
  await expect(wizard.getByLabel('Description')).toHaveValue('half a thought')
  await page.keyboard.press('Escape')
  await wizard.getByRole('button', { name: 'Discard' }).click()
  await expect(wizard).toBeHidden()
})

test('a replaced key goes once its successor is saved', async ({ page, open }) => {
  const wizard = await openWizard(page, open, 'to be replaced')
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  const { accessKey: old } = await readKey(page)
  await finishReveal(page)

  await page.getByRole('button', { name: `Actions for ${old}` }).click()
  await page.getByRole('menuitem', { name: 'Replace key' }).click()
  const replace = page.getByRole('dialog', { name: 'Replace API key' })
  await replace.getByRole('button', { name: 'Generate replacement' }).click()
  const { accessKey: successor } = await readKey(page)
  expect(successor).not.toBe(old)

  const reveal = revealDialog(page)
  await reveal.getByRole('checkbox', { name: 'I have saved my secret key' }).check()
  await reveal.getByRole('button', { name: 'Done, delete the old key' }).click()
  await expect(row(page, new RegExp(successor))).toBeFocused()
  await expect(row(page, new RegExp(successor))).toContainText('to be replaced')
  await expect(row(page, new RegExp(old))).toHaveCount(0)
})

test.describe('while the answer is on its way', () => {
  test.use({ scenario: 'slow' })

  test('Esc does not close the window that is to show the secret', async ({ page, open }) => {
    await open('/iam/api-keys/generate')
    const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
    const generate = wizard.getByRole('button', { name: 'Generate API key' })
    await generate.click()
    await expect(generate).toHaveAttribute('aria-busy', 'true')
    await page.keyboard.press('Escape')
    await expect(revealDialog(page)).toBeVisible()
  })

  test('whoever goes on elsewhere is left alone', async ({ page, open }) => {
    await open('/iam/applications/create')
    const create = page.getByRole('button', { name: 'Create application' })
    const created = page.getByRole('region', { name: /Notifications/ }).getByText(/ created$/)
    await create.click()
    await expect(create).toHaveAttribute('aria-busy', 'true')
    await page.getByRole('link', { name: 'Projects', exact: true }).click()
    await expect(page).toHaveURL(/\/organization\/projects$/)
    await expect(created).toBeVisible()
    await expect(page).toHaveURL(/\/organization\/projects$/)

    await test.step('what is typed before the rows are there is not interrupted', async () => {
      await page.goBack()
      await create.click()
      await expect(page).toHaveURL(/sort=created_at_desc/)
      const search = page.getByRole('searchbox')
      await search.focus()
      const made = page.getByRole('row', { name: /^app-/ }).first()
      await expect(made).toHaveAttribute('tabindex', '-1')
      await expect(search).toBeFocused()
    })
  })
})
