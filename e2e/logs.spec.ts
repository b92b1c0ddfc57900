import { readFile } from 'node:fs/promises'

import type { Download, Page } from '@playwright/test'

import { expect, test } from './fixtures.ts'

const logs = (page: Page) => page.getByRole('table', { name: 'Logs', exact: true })

async function exportAs(page: Page, format: 'CSV' | 'JSON'): Promise<Download> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ])
  return download
}

test('filters are in the address, and an entry opens beside the list', async ({ page, open }) => {
  await open('/iam/logs')
  await expect(logs(page).getByRole('columnheader', { name: 'Date' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await page.getByRole('button', { name: 'Filters' }).click()
  const filters = page.getByRole('dialog', { name: 'Filters' })
  await filters.getByRole('radio', { name: 'Deleted' }).check()
  await expect(page).toHaveURL(/action=deleted/)
  await filters.getByRole('combobox', { name: 'Principal' }).fill('ingrid')
  await page.getByRole('option', { name: /Ingrid Bjørnstad/ }).click()
  await expect(page).toHaveURL(/principal=user/)
  await filters.getByRole('button', { name: 'Done' }).click()
  // What is left is the header.
  const others = logs(page).getByRole('row').filter({ hasNotText: 'Ingrid Bjørnstad' })
  await expect(others).toHaveCount(1)
  const deletion = logs(page).getByRole('row').filter({ hasText: 'Nadia Petrova' })
  await expect(deletion.getByText('Ingrid Bjørnstad')).toBeVisible()

  const address = page.url()
  await deletion.getByRole('rowheader').getByRole('link').click()
  const details = page.getByRole('dialog', { name: 'Log details' })
  await expect(
    details.getByText('203.0.113.24').or(details.getByText(/:db8:|198\.51/)),
  ).toBeVisible()
  await expect(details.getByText(/ on (macOS|Linux|Windows|iPhone)/)).toBeVisible()
  await page.reload()
  await expect(details.getByText('Nadia Petrova')).toBeVisible()
  await page.goBack()
  await expect(details).toBeHidden()
  await expect(page).toHaveURL(address)
})

test('who is gone keeps a name, and a period ends the list', async ({ page, open }) => {
  await open('/iam/logs?q=nadia&sort=created_at_asc')
  await expect(logs(page).getByText('Deleted user').first()).toBeVisible()
  await expect(logs(page).getByText('Nadia Petrova').first()).toBeVisible()
  await page.goto('/iam/logs?period=2024-01-01T00:00:00Z/2024-01-02T00:00:00Z')
  await expect(page.getByRole('heading', { name: 'No log entries match' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(logs(page).getByRole('row').nth(1)).toBeVisible()
})

test('what is filtered is saved as CSV and as JSON', async ({ page, open }) => {
  await open('/iam/logs?resource_type=group&action=deleted')
  await expect(logs(page).getByText('Interns 2025')).toBeVisible()
  const csv = await exportAs(page, 'CSV')
  expect(csv.suggestedFilename()).toMatch(/^iam-logs_\d{4}-\d\d-\d\d\.csv$/)
  const lines = (await readFile(await csv.path(), 'utf8')).split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('date,action,resource_type,resource_id,resource_name,principal_type')
  expect(lines[1]).toMatch(/,deleted,group,[0-9a-f-]{36},Interns 2025,user,.*,Ingrid Bjørnstad,/)
  const json = await exportAs(page, 'JSON')
  expect(JSON.parse(await readFile(await json.path(), 'utf8'))).toEqual([
    expect.objectContaining({ resource_name: 'Interns 2025', principal_name: 'Ingrid Bjørnstad' }),
  ])
})

test('what one does is on top of the log, and readable when it is gone', async ({ page, open }) => {
  await open('/iam/applications/create')
  await page.getByRole('textbox', { name: 'Name' }).fill('short-lived')
  await page.getByRole('button', { name: 'Create application' }).click()
  await expect(page).toHaveURL(/\/iam\/applications(\?|$)/)
  await page.getByRole('navigation', { name: 'IAM' }).getByRole('link', { name: 'Logs' }).click()
  const top = logs(page).getByRole('row').nth(1)
  await expect(top.getByText('Created')).toBeVisible()
  await expect(top.getByText('Elena Varga')).toBeVisible()
  await top.getByRole('link', { name: 'short-lived' }).click()
  await page.getByRole('link', { name: 'Delete application' }).click()
  await page.getByRole('alertdialog').getByRole('textbox').fill('DELETE')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete application' }).click()
  await expect(page).toHaveURL(/\/iam\/applications(\?|$)/)
  await page.getByRole('navigation', { name: 'IAM' }).getByRole('link', { name: 'Logs' }).click()
  await expect(top.getByText('Deleted', { exact: true })).toBeVisible()
  await expect(logs(page).getByText('Deleted since').first()).toBeVisible()
  await expect(top.getByText('short-lived')).toBeVisible()
  await expect(top.getByRole('link', { name: 'short-lived' })).toHaveCount(0)
})
