import { expect, finishReveal, generateKey, row, test } from './fixtures.ts'

/** A member without IAM rights: sees oneself, is told what is missing, and keeps the own keys. */

test.use({ scenario: 'member' })

for (const [tab, missing] of [
  ['groups', 'IAMGroupReadOnly'],
  ['applications', 'IAMApplicationReadOnly'],
  ['policies', 'IAMPolicyReadOnly'],
] as const) {
  test(`the ${tab} page says what is missing and who can grant it`, async ({ page, open }) => {
    await open(`/iam/${tab}`)
    await expect(page.getByRole('heading', { name: /permission|access/i }).last()).toBeVisible()
    await expect(page.getByText(missing)).toBeVisible()
    await expect(page.getByRole('table')).toHaveCount(0)
  })
}

test('the users list holds oneself alone', async ({ page, open }) => {
  await open('/iam/users')
  const table = page.getByRole('table', { name: 'Users' })
  await expect(table.getByRole('rowheader')).toHaveCount(1)
})

test('one’s own key can be generated, used in the list, and deleted', async ({ page, open }) => {
  await open('/iam/users')
  await page.getByRole('table', { name: 'Users' }).getByRole('rowheader').getByRole('link').click()
  await page.getByRole('link', { name: 'Credentials' }).click()
  await expect(page.getByRole('table', { name: 'API keys', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Generate API key' }).click()
  await expect(page.getByText(/cannot do anything yet/)).toBeVisible()
  const { accessKey } = await generateKey(page, 'my own')
  await finishReveal(page)
  await expect(row(page, new RegExp(accessKey))).toBeVisible()

  await page.getByRole('button', { name: `Actions for ${accessKey}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const confirm = page.getByRole('alertdialog', { name: 'Delete API key' })
  await confirm.getByRole('textbox').fill('DELETE')
  await confirm.getByRole('button', { name: 'Delete API key' }).click()
  await expect(confirm).toBeHidden()
  await expect(row(page, new RegExp(accessKey))).toHaveCount(0)
})
