import type { Page } from '@playwright/test'

import { expect, revealDialog, row, test } from './fixtures.ts'

/** Presses Tab until the focus is on what matches, as someone without a mouse would. */
async function tabTo(page: Page, role: string, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const reached = await page.evaluate(
      ([wantedRole, source]) => {
        const element = document.activeElement
        if (!element) return false
        const tag = element.tagName.toLowerCase()
        const implied = { a: 'link', button: 'button', textarea: 'textbox' }[tag]
        const type = element.getAttribute('type')
        const ofInput =
          tag === 'input' ? (type === 'checkbox' || type === 'radio' ? type : 'textbox') : implied
        const role = element.getAttribute('role') ?? ofInput
        const labels =
          'labels' in element ? [...((element.labels as NodeListOf<Element>) ?? [])] : []
        const text = [
          element.getAttribute('aria-label'),
          ...labels.map((label) => label.textContent),
          element.textContent,
        ].join(' ')
        return role === wantedRole && new RegExp(source!, 'i').test(text)
      },
      [role, name.source] as const,
    )
    if (reached) return
  }
  throw new Error(`no ${role} named ${name} is reached with Tab`)
}

test('a key is generated, saved and deleted with the keyboard alone', async ({ page, open }) => {
  await open('/iam/users')
  await expect(page.getByRole('link', { name: 'Elena Varga' })).toBeVisible()

  await test.step('the skip link leads into the page', async () => {
    await tabTo(page, 'link', /Skip to content/)
    await page.keyboard.press('Enter')
  })

  await tabTo(page, 'link', /Elena Varga/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Elena Varga' })).toBeVisible()
  await tabTo(page, 'link', /Credentials/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'API keys' })).toBeVisible()
  await tabTo(page, 'link', /Generate API key/)
  await page.keyboard.press('Enter')
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await expect(wizard).toBeVisible()

  await tabTo(page, 'textbox', /Description/)
  await page.keyboard.type('by keyboard')
  await tabTo(page, 'combobox', /Expiration|1 year/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: '1 year' })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(page.getByRole('option', { name: 'Never' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(wizard.getByText('The key works until someone deletes it.')).toBeVisible()
  await tabTo(page, 'button', /^\s*Generate API key/)
  await page.keyboard.press('Enter')

  const reveal = revealDialog(page)
  await expect(reveal).toBeVisible()
  await tabTo(page, 'button', /Show secret key/)
  await page.keyboard.press('Enter')
  const accessKey = (await reveal.getByText(/^SCW[0-9A-Z]{17}$/).textContent()) ?? ''
  await page.keyboard.press('Escape')
  await expect(reveal.getByRole('button', { name: 'Keep this window open' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, 'checkbox', /I have saved my secret key/)
  await page.keyboard.press('Space')
  await tabTo(page, 'button', /^\s*Done/)
  await page.keyboard.press('Enter')

  const made = row(page, new RegExp(accessKey))
  await expect(made).toBeFocused()
  await tabTo(page, 'button', new RegExp(`Actions for ${accessKey}`))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused()
  await page.keyboard.press('Enter')
  const confirm = page.getByRole('alertdialog', { name: 'Delete API key' })
  await expect(confirm.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(confirm).toBeHidden()
  await expect(made).toBeVisible()
})
