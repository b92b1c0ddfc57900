import type { Page } from '@playwright/test'

import { expect, row, rowAction, test } from './fixtures.ts'

/** The rules of a policy on its page or in its form. */
const rule = (page: Page, number: number) =>
  page.getByRole('region', { name: `Rule ${number}`, exact: true })

test('a policy with two rules and conditions is created', async ({ page, open }) => {
  await open('/iam/policies')
  await page.getByRole('link', { name: 'Create policy' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Releases')
  await page.getByRole('radio', { name: 'Application' }).check()
  await page.getByRole('combobox', { name: 'Application' }).click()
  await page.getByRole('option', { name: /^ci-deploy/ }).click()

  const first = rule(page, 1)
  await first.getByRole('button', { name: 'Next' }).click()
  await expect(first.getByText('Select at least one permission set.')).toBeVisible()
  await first.getByRole('searchbox', { name: 'Search permission sets' }).fill('ssh keys')
  await first.getByRole('checkbox', { name: 'SSHKeysReadOnly' }).check()
  await first.getByRole('radio', { name: 'Organization management' }).check()
  await expect(first.getByText(/needs a rule of its own/)).toBeVisible()
  await first.getByRole('button', { name: 'Add a rule for it next' }).click()
  await first.getByRole('button', { name: 'Next' }).click()
  await first.getByRole('radio', { name: 'Specific Projects' }).check()
  await first.getByRole('checkbox', { name: 'production' }).check()
  await first.getByRole('button', { name: 'Next' }).click()
  await first.getByRole('combobox', { name: 'Add a condition' }).click()
  await page.getByRole('option', { name: 'IP address' }).click()
  await first.getByRole('textbox', { name: 'Address' }).fill('203.0.113.7')
  await expect(first.getByText('request.ip == "203.0.113.7"')).toBeVisible()
  await first.getByRole('button', { name: 'Confirm rule' }).click()
  await expect(first).toContainText(
    'Gives SSHKeysReadOnly on the Project production, when the IP address is “203.0.113.7”.',
  )

  const second = rule(page, 2)
  await second.getByRole('checkbox', { name: 'IAMGroupReadOnly' }).check()
  await second.getByRole('button', { name: 'Next' }).click()
  await expect(second.getByText('there is nothing to choose')).toBeVisible()
  await second.getByRole('button', { name: 'Next' }).click()
  await second.getByRole('radio', { name: 'Code editor' }).check()
  const code = second.getByRole('textbox', { name: 'Condition (CEL)' })
  await code.fill('request.ip == "a" ||\n  request.nothing')
  await expect(second.getByText(/^Line 2, column \d+: /)).toBeVisible()
  await second.getByRole('button', { name: 'Confirm rule' }).click()
  await expect(code).toBeFocused()
  await expect(code).toHaveAttribute('aria-invalid', 'true')
  await code.fill('request.ip == "203.0.113.7" || request.user_agent.contains("release")')
  await expect(second.getByText('The syntax is right.')).toBeVisible()
  await second.getByRole('button', { name: 'Confirm rule' }).click()

  const gains = page.getByRole('list', { name: 'ci-deploy gains' })
  await expect(gains.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Create policy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible()
  await expect(page).toHaveURL(/\/iam\/policies\/[0-9a-f-]{36}$/)
  await expect(rule(page, 2)).toContainText('Gives IAMGroupReadOnly on the Organization')
})

test('a rule is changed, its difference shown, and a rule deleted', async ({ page, open }) => {
  await open('/iam/policies?q=Look+around')
  await page.getByRole('table').getByRole('link', { name: 'Look around' }).click()
  await page.getByRole('button', { name: 'Edit rule 1' }).click()
  const editor = rule(page, 1)
  await editor.getByRole('button', { name: 'Remove IAMReadOnly' }).click()
  await editor.getByRole('checkbox', { name: 'BillingReadOnly' }).check()
  const gains = page.getByRole('list', { name: 'Members of Read only gain' })
  const losses = page.getByRole('list', { name: 'Members of Read only lose' })
  await expect(gains).toHaveText('BillingReadOnly on the Organization')
  await expect(losses).toHaveText('IAMReadOnly on the Organization')

  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByText('Look around').click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await editor.getByRole('button', { name: 'Next' }).click()
  await editor.getByRole('button', { name: 'Next' }).click()
  await editor.getByRole('button', { name: 'Save rule' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Look around' })).toBeVisible()
  await expect(rule(page, 1)).toContainText('BillingReadOnly')

  await page.getByRole('button', { name: 'Delete rule 2' }).click()
  const confirm = page.getByRole('alertdialog', { name: 'Delete rule' })
  await expect(confirm.getByRole('list', { name: /lose/ })).toContainText('AllProductsReadOnly')
  await confirm.getByRole('button', { name: 'Delete rule' }).click()
  await expect(rule(page, 2)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete rule 1' })).toHaveCount(0)
})

test('a policy is duplicated, attached to somebody else, detached', async ({ page, open }) => {
  await open('/iam/policies')
  await rowAction(page, 'Application keys', 'Duplicate')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Application keys (copy)')
  await page.getByRole('radio', { name: 'No principal for now' }).check()
  await page.getByRole('button', { name: 'Create policy' }).click()
  await expect(page.getByText('This policy has no effect')).toBeVisible()
  await page.getByRole('link', { name: 'Attach to a principal' }).click()
  const dialog = page.getByRole('dialog', { name: 'Attach to a principal' })
  await dialog.getByRole('radio', { name: 'User' }).check()
  await dialog.getByRole('combobox', { name: 'User' }).fill('tomas')
  await page.getByRole('option', { name: /^Tomas Lind/ }).click()
  await expect(dialog.getByRole('list', { name: 'Tomas Lind gains' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Attach policy' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: 'Tomas Lind' })).toBeVisible()
  await page.getByRole('link', { name: 'Detach' }).click()
  await page.getByRole('button', { name: 'Detach policy' }).click()
  await expect(page.getByText('This policy has no effect')).toBeVisible()
})

test('policies without a principal are found and deleted', async ({ page, open }) => {
  await open('/iam/policies')
  await page.getByRole('button', { name: /Filters/ }).click()
  await page.getByRole('radio', { name: 'No principal' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL(/principal=none/)
  const orphan = row(page, /Former contractor/)
  await expect(orphan).toContainText('No principal')
  await expect(row(page, /ci-deploy/)).toHaveCount(0)
  await rowAction(
    page,
    'Former contractor access to the preview and staging environments',
    'Delete',
  )
  const confirm = page.getByRole('alertdialog', { name: 'Delete policy' })
  await expect(confirm.getByText('nobody loses a right')).toBeVisible()
  await confirm.getByRole('textbox').fill('DELETE')
  await confirm.getByRole('button', { name: 'Delete policy' }).click()
  await expect(page.getByText(/No policies match/)).toBeVisible()
})
