import { expect, row, rowAction, test } from './fixtures.ts'

test.describe('the Organization’s API keys', () => {
  test('search, filters, order and page are in the address', async ({ page, open }) => {
    await open('/iam/api-keys')
    const table = page.getByRole('table', { name: 'API keys' })
    await expect(table.getByRole('rowheader')).toHaveCount(20)

    await test.step('search', async () => {
      await page.getByRole('searchbox').fill('snapshot')
      await expect(page).toHaveURL(/q=snapshot/)
      await expect(table.getByRole('rowheader')).toHaveCount(2)
      await page.reload()
      await expect(page.getByRole('searchbox')).toHaveValue('snapshot')
      await expect(table.getByRole('rowheader')).toHaveCount(2)
      await page.getByRole('searchbox').fill('')
      await expect(table.getByRole('rowheader')).toHaveCount(20)
    })

    await test.step('filter', async () => {
      await page.getByRole('button', { name: /Filters/ }).click()
      await page.getByRole('radio', { name: 'Expired', exact: true }).check()
      await expect(page).toHaveURL(/expired=true/)
      await page.keyboard.press('Escape')
      await expect(table.getByText('Expired')).not.toHaveCount(0)
      await expect(row(page, /SCW/).filter({ hasNotText: 'Expired' })).toHaveCount(0)
    })

    await test.step('order', async () => {
      await table.getByRole('button', { name: 'Access key', exact: true }).click()
      await expect(page).toHaveURL(/sort=access_key_asc/)
      const header = table.getByRole('columnheader', { name: 'Access key' })
      await expect(header).toHaveAttribute('aria-sort', 'ascending')
      await expect(async () => {
        const names = await table.getByRole('rowheader').allTextContents()
        expect(names).toEqual(names.toSorted())
      }).toPass()
    })

    await test.step('Back gives each state again', async () => {
      await page.goBack()
      await expect(page).not.toHaveURL(/sort=/)
      await expect(page).toHaveURL(/expired=true/)
      await page.goBack()
      await expect(page).not.toHaveURL(/expired=/)
      await expect(table.getByRole('rowheader')).toHaveCount(20)
    })

    await test.step('pages', async () => {
      const first = await table.getByRole('rowheader').first().textContent()
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect(page).toHaveURL(/page=2/)
      await expect(table.getByRole('rowheader').first()).not.toHaveText(first ?? '')
    })
  })

  test('a key is edited', async ({ page, open }) => {
    await open('/iam/api-keys?q=Local+CLI')
    const accessKey = (await page.getByRole('rowheader').getByText(/SCW/).textContent()) ?? ''
    await rowAction(page, accessKey, 'Edit')
    const dialog = page.getByRole('dialog', { name: 'Edit API key' })
    await dialog.getByLabel('Description').fill('Desktop CLI')
    await dialog.getByRole('combobox', { name: 'Preferred Project' }).click()
    await page.getByRole('option', { name: 'backups' }).click()
    await dialog.getByRole('combobox', { name: 'Expiration' }).click()
    await page.getByRole('option', { name: '1 week' }).click()
    await dialog.getByRole('button', { name: 'Save changes' }).click()
    await expect(dialog).toBeHidden()
    await page.goto('/iam/api-keys?q=Desktop')
    const edited = row(page, new RegExp(accessKey))
    await expect(edited).toContainText('Desktop CLI')
    await expect(edited).toContainText('backups')
    await expect(edited).toContainText('In 7 days')
  })

  test('too long a description is refused before anything is sent', async ({ page, open }) => {
    await open('/iam/api-keys?q=Local+CLI')
    const accessKey = (await page.getByRole('rowheader').getByText(/SCW/).textContent()) ?? ''
    await rowAction(page, accessKey, 'Edit')
    const description = page.getByRole('dialog').getByLabel('Description')
    await description.fill('x'.repeat(201))
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Use at most 200 characters.')).toBeVisible()
    await expect(description).toHaveAttribute('aria-invalid', 'true')
  })

  test('a key is deleted once DELETE is typed', async ({ page, open }) => {
    await open('/iam/api-keys?q=Local+CLI')
    const accessKey = (await page.getByRole('rowheader').getByText(/SCW/).textContent()) ?? ''
    await rowAction(page, accessKey, 'Delete')
    const confirm = page.getByRole('alertdialog', { name: 'Delete API key' })
    const remove = confirm.getByRole('button', { name: 'Delete API key' })
    await expect(remove).toBeDisabled()
    await confirm.getByRole('textbox').fill('delete')
    await expect(remove).toBeDisabled()
    await confirm.getByRole('textbox').fill('DELETE')
    await remove.click()
    await expect(confirm).toBeHidden()
    await expect(page.getByText(`API key ${accessKey} deleted`).first()).toBeAttached()
    await expect(page.getByText(/No API keys match/)).toBeVisible()
  })

  test('focus comes back to the row’s menu button', async ({ page, open }) => {
    await open('/iam/api-keys?q=Local+CLI')
    const accessKey = (await page.getByRole('rowheader').getByText(/SCW/).textContent()) ?? ''
    await rowAction(page, accessKey, 'Delete')
    const confirm = page.getByRole('alertdialog')
    await expect(confirm.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(confirm).toBeHidden()
    await expect(page.getByRole('button', { name: `Actions for ${accessKey}` })).toBeFocused()
    await expect(row(page, new RegExp(accessKey))).not.toHaveAttribute('data-highlighted')
  })

  test('Back closes what a click opened', async ({ page, open }) => {
    await open('/iam/api-keys')
    await page.getByRole('link', { name: 'Generate API key' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page).toHaveURL(/\/iam\/api-keys$|\/iam\/api-keys\?/)
  })

  test('a dialog keeps the list’s filters behind it', async ({ page, open }) => {
    await open('/iam/api-keys?bearer_type=user&sort=expires_at_asc')
    await page.getByRole('link', { name: 'Generate API key' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await expect(page).toHaveURL(/\/iam\/api-keys\?.*bearer_type=user&sort=expires_at_asc/)
  })
})

test('several keys are deleted at once, with a result for each', async ({ page, open }) => {
  await open('/iam/api-keys?page_size=50')
  const described = (text: string) => page.getByRole('row').filter({ hasText: text })
  // One of them belongs to a product and cannot be deleted.
  await described('Cluster nodes').getByRole('checkbox').check()
  await described('Status page').getByRole('checkbox').check()
  await expect(page.getByText('2 API keys selected')).toBeVisible()
  await page.getByRole('link', { name: 'Delete selected' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete 2 API keys' })
  await dialog.getByLabel('Type DELETE to confirm').fill('DELETE')
  await dialog.getByRole('button', { name: 'Delete 2 API keys' }).click()
  const results = dialog.getByRole('listitem')
  await expect(results.filter({ hasText: 'Not deleted' })).toHaveCount(1)
  await expect(results.filter({ hasText: /Deleted$/ })).toHaveCount(1)
  await expect(dialog.getByText(/^1 API key could not be deleted/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(described('Cluster nodes')).toBeVisible()
  await expect(described('Status page')).toHaveCount(0)
})

test('keys of one bearer, by a filter', async ({ page, open }) => {
  await open('/iam/api-keys')
  await page.getByRole('button', { name: /Filters/ }).click()
  await page.getByRole('combobox', { name: 'Bearer' }).fill('on-call')
  await page.getByRole('option', { name: /on-call-bot/ }).click()
  await expect(page).toHaveURL(/bearer=application%3A/)
  await expect(page.getByRole('rowheader')).toHaveCount(2)
})

test.describe('keys about to expire', () => {
  test.use({ scenario: 'expiring' })

  test('are told apart from expired ones', async ({ page, open }) => {
    await open('/iam/api-keys?sort=expires_at_asc')
    const table = page.getByRole('table', { name: 'API keys' })
    await expect(table.getByText('Expired').first()).toBeVisible()
    await open('/iam/api-keys?sort=expires_at_asc&expired=false')
    await expect(table.getByText(/^In \d+ (day|hour|minute)s?$/).first()).toBeVisible()
    await expect(table.getByText('Expired')).toHaveCount(0)
  })
})
