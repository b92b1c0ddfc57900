import type { Page } from '@playwright/test'

import { expect, finishReveal, generateKey, revealDialog, row, test } from './fixtures.ts'

/** Every way out of the reveal step asks once; staying is the safe choice, leaving is possible. */

async function openReveal(page: Page, open: (path: string) => Promise<void>) {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  return generateKey(page, 'ways out')
}

const waysOut: Record<string, (page: Page) => Promise<void>> = {
  Escape: (page) => page.keyboard.press('Escape'),
  'the × button': (page) => revealDialog(page).getByRole('button', { name: 'Close' }).click(),
  'a press outside': (page) => page.mouse.click(5, 400),
  Back: async (page) => {
    await page.evaluate(() => history.back())
  },
}

for (const [name, leave] of Object.entries(waysOut)) {
  test(`${name} asks, stays when told to, and leaves when told to`, async ({ page, open }) => {
    const { accessKey, secretKey } = await openReveal(page, open)
    const reveal = revealDialog(page)

    await leave(page)
    const keep = reveal.getByRole('button', { name: 'Keep this window open' })
    await expect(keep).toBeFocused()
    // In the question, Escape and × mean the safe choice.
    await page.keyboard.press('Escape')
    await expect(keep).toBeHidden()
    await expect(reveal.getByText(accessKey, { exact: true })).toBeVisible()

    await leave(page)
    await expect(keep).toBeFocused()
    await keep.click()
    await expect(reveal.getByText(accessKey, { exact: true })).toBeVisible()
    await reveal.getByRole('button', { name: 'Copy secret key' }).waitFor()

    await leave(page)
    await reveal.getByRole('button', { name: 'Leave anyway' }).click()
    await expect(reveal).toBeHidden()
    await expect(page).toHaveURL(/\/iam\/api-keys/)
    await expect(page.getByText(secretKey)).toHaveCount(0)

    const left = row(page, new RegExp(accessKey))
    await expect(left.getByText('Secret not saved')).toBeVisible()
    await left.getByRole('link', { name: 'Replace key' }).click()
    await expect(page.getByRole('dialog', { name: 'Replace API key' })).toBeVisible()
  })
}

test('a link followed from the reveal step asks too', async ({ page, open }) => {
  await openReveal(page, open)
  const reveal = revealDialog(page)
  // Nothing behind a modal can be pressed; a link in the page can still be followed by script.
  await page.evaluate(() => {
    const link = [...document.querySelectorAll('a')].find((one) => one.pathname === '/iam/groups')
    link?.click()
  })
  await reveal.getByRole('button', { name: 'Leave anyway' }).click()
  await expect(page).toHaveURL(/\/iam\/groups/)
})

test('reload and closing the tab get the browser’s question', async ({ page, open }) => {
  const { accessKey, secretKey } = await openReveal(page, open)

  const asked = page.waitForEvent('dialog')
  const reloading = page.reload().catch(() => undefined)
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.accept()
  await reloading

  const gone = page.getByRole('dialog', { name: 'This secret key cannot be shown again' })
  await expect(gone.getByText(accessKey)).toBeVisible()
  await expect(page.getByText(secretKey)).toHaveCount(0)
  await gone.getByRole('link', { name: 'Replace key' }).click()
  await expect(page.getByRole('dialog', { name: 'Replace API key' })).toBeVisible()
})

test('closing the tab asks, and a saved key closes without a question', async ({ page, open }) => {
  await openReveal(page, open)
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()

  await finishReveal(page)
  let questions = 0
  page.on('dialog', (dialog) => {
    questions += 1
    void dialog.accept()
  })
  await page.reload()
  await expect(page.getByRole('table', { name: 'API keys' })).toBeVisible()
  expect(questions).toBe(0)
})

test('Done does nothing until the secret is confirmed as saved', async ({ page, open }) => {
  await openReveal(page, open)
  const reveal = revealDialog(page)
  const done = reveal.getByRole('button', { name: 'Done' })
  await expect(done).toBeDisabled()
  await done.click({ force: true })
  await expect(reveal).toBeVisible()
  await reveal.getByRole('checkbox', { name: 'I have saved my secret key' }).check()
  await expect(done).toBeEnabled()

  await test.step('once it is saved, Escape closes like Done', async () => {
    await page.keyboard.press('Escape')
    await expect(reveal).toBeHidden()
  })
})
