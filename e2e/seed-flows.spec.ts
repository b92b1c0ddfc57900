import { expect, finishReveal, readKey, revealDialog, row, rowAction, test } from './fixtures.ts'

/** The two procedures of the page that the console reproduces, step by step. */

test('an API key for oneself', async ({ page, open }) => {
  await open('/organization')

  await test.step('the IAM button of the Organization Dashboard opens the Users tab', async () => {
    await page.getByRole('link', { name: 'Identity and Access Management (IAM)' }).click()
    await expect(page).toHaveURL(/\/iam\/users/)
    await expect(page.getByRole('link', { name: /^Users \d/ })).toHaveAttribute(
      'aria-current',
      'page',
    )
  })

  await test.step('one’s name in the list opens one’s own page', async () => {
    await page.getByRole('table').getByRole('link', { name: 'Elena Varga' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Elena Varga' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Overview' })).toHaveAttribute(
      'aria-current',
      'page',
    )
  })

  await test.step('the Credentials tab lists one’s keys', async () => {
    await page.getByRole('link', { name: 'Credentials' }).click()
    await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
    await expect(page.getByRole('table', { name: 'API keys' })).toBeVisible()
  })

  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await test.step('the plus button opens the wizard', async () => {
    await page.getByRole('link', { name: 'Generate API key' }).click()
    await expect(wizard).toBeVisible()
  })

  await test.step('description and preferred Project are entered', async () => {
    await wizard.getByLabel('Description').fill('Laptop of Elena')
    await expect(wizard.getByRole('radio', { name: 'Yes, set up preferred Project' })).toBeChecked()
    await wizard.getByRole('combobox', { name: 'Preferred Project' }).click()
    await page.getByRole('option', { name: 'platform' }).click()
    await expect(wizard.getByText(/do everything in this Organization/)).toBeVisible()
  })

  await test.step('Generate shows both halves and the once-only warning', async () => {
    await wizard.getByRole('button', { name: 'Generate API key' }).click()
    const reveal = revealDialog(page)
    await expect(reveal).toBeVisible()
    await expect(
      reveal.getByText('This is the only time it is displayed', { exact: false }),
    ).toBeVisible()
    await expect(reveal.getByRole('button', { name: 'Show secret key' })).toBeVisible()
  })

  const { accessKey } = await readKey(page)
  await test.step('after Done the new key is in the list, marked and focused', async () => {
    await finishReveal(page)
    await expect(page).toHaveURL(/\/credentials$/)
    const made = row(page, new RegExp(accessKey))
    await expect(made).toBeVisible()
    await expect(made).toBeFocused()
    await expect(made).toContainText('Laptop of Elena')
    await expect(made).toContainText('platform')
  })
})

test('an API key for an application', async ({ page, open }) => {
  await open('/organization')
  await page.getByRole('link', { name: 'Identity and Access Management (IAM)' }).click()

  await test.step('the Applications tab lists the applications', async () => {
    await page.getByRole('link', { name: /^Applications/ }).click()
    await expect(page.getByRole('table', { name: 'Applications' })).toBeVisible()
  })

  await test.step('the row menu’s Overview opens the application', async () => {
    await rowAction(page, 'ci-deploy', 'Overview')
    await expect(page.getByRole('heading', { level: 1, name: 'ci-deploy' })).toBeVisible()
    await page.goBack()
  })

  await test.step('so does its name', async () => {
    const applications = page.getByRole('table', { name: 'Applications' })
    await applications.getByRole('link', { name: 'ci-deploy' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'ci-deploy' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Overview' })).toHaveAttribute(
      'aria-current',
      'page',
    )
  })

  await page
    .getByRole('navigation', { name: 'Application' })
    .getByRole('link', { name: 'API keys' })
    .click()
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await wizard.getByLabel('Description').fill('Nightly deployment')
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  const { accessKey } = await readKey(page)
  await finishReveal(page)

  await expect(page).toHaveURL(/\/iam\/applications\/[^/]+\/api-keys$/)
  const made = row(page, new RegExp(accessKey))
  await expect(made).toBeFocused()
  await expect(made).toContainText('Nightly deployment')
})

test('a key for an application from the API keys tab', async ({ page, open }) => {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await expect(wizard.getByRole('radio', { name: 'Myself (IAM user)' })).toBeChecked()
  await wizard.getByRole('radio', { name: 'An application' }).check()

  await test.step('without an application nothing is sent', async () => {
    await wizard.getByRole('button', { name: 'Generate API key' }).click()
    await expect(wizard.getByText('Select the application that will bear the key.')).toBeVisible()
  })

  await wizard.getByRole('combobox', { name: 'Application' }).fill('backup')
  await page.getByRole('option', { name: /backup-agent/ }).click()
  await wizard.getByRole('combobox', { name: 'Expiration' }).click()
  await page.getByRole('option', { name: '1 month' }).click()
  await expect(wizard.getByText(/The key stops working on .* UTC/)).toBeVisible()
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  const { accessKey } = await readKey(page)
  await finishReveal(page)

  const made = row(page, new RegExp(accessKey))
  await expect(made).toBeFocused()
  await expect(made.getByRole('link', { name: 'backup-agent' })).toBeVisible()
})

test('nobody can generate a key for another user', async ({ page, open }) => {
  await open('/iam/users?q=tomas')
  await page.getByRole('table').getByRole('link', { name: 'Tomas Lind' }).click()
  await page.getByRole('link', { name: 'Credentials' }).click()
  await expect(page.getByText(/Only Tomas Lind can generate API keys here/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Generate API key' })).toHaveCount(0)

  await page.goto(`${page.url()}/generate`)
  const refusal = page.getByRole('dialog', { name: 'Generate an API key' })
  await expect(refusal.getByText(/never for another user/)).toBeVisible()
  await expect(refusal.getByRole('button', { name: 'Generate API key' })).toHaveCount(0)
})
