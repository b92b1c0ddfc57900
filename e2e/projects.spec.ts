import { expect, row, rowAction, test } from './fixtures.ts'

/** Projects with their SSH keys, and quotas. */

/** Made for this test, with the fingerprint that ssh-keygen prints for it. */
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICdh/1NkAeuS5r3u2rJjavu3OMzOtv7Ua5uHtJMzTyLY'
const FINGERPRINT = '256 MD5:38:ba:bb:95:c8:39:ce:95:cd:f9:a0:72:41:3b:9f:b9 (ssh-ed25519)'

test('a Project is made, renamed, given an SSH key, emptied and deleted', async ({
  page,
  open,
}) => {
  await open('/organization/projects')
  await page.getByRole('link', { name: 'Create Project' }).click()
  const create = page.getByRole('dialog', { name: 'Create Project' })
  await create.getByRole('textbox', { name: 'Name' }).fill('sandbox')
  await create.getByRole('button', { name: 'Create Project' }).click()
  await row(page, /sandbox/)
    .getByRole('link', { name: 'sandbox' })
    .click()

  await page.getByRole('button', { name: 'Edit name' }).click()
  await page.getByRole('textbox', { name: 'name' }).fill('Sandbox 2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Edit name' })).toBeFocused()
  await expect(page.getByRole('heading', { level: 1, name: 'Sandbox 2' })).toBeVisible()
  // Whoever opens a Project works in it.
  await expect(page.getByRole('button', { name: 'Project Sandbox 2' })).toBeVisible()

  await page.getByRole('navigation', { name: 'Project' }).getByText('SSH keys').click()
  // While it is read, the same link stands over the list.
  await expect(page.getByRole('heading', { name: 'No SSH keys yet' })).toBeVisible()
  await page.getByRole('link', { name: 'Add SSH key' }).click()
  const add = page.getByRole('dialog', { name: 'Add SSH key' })
  await add.getByRole('textbox', { name: 'Public key' }).fill(`${KEY} elena@desk`)
  await expect(add.getByRole('textbox', { name: 'Name' })).toHaveValue('elena@desk')
  await add.getByRole('textbox', { name: 'Public key' }).fill(`${KEY} elena@laptop`)
  await expect(add.getByText(FINGERPRINT)).toBeVisible()
  await expect(add.getByRole('textbox', { name: 'Name' })).toHaveValue('elena@laptop')
  await add.getByRole('button', { name: 'Add SSH key' }).click()
  const key = row(page, 'elena@laptop')
  await expect(key).toBeFocused()
  await expect(key).toContainText(FINGERPRINT)
  await expect(key).toContainText('Enabled')

  await rowAction(page, 'elena@laptop', 'Rename')
  const rename = page.getByRole('dialog', { name: 'Rename SSH key' })
  await rename.getByRole('textbox', { name: 'Name' }).fill('laptop')
  await rename.getByRole('button', { name: 'Save name' }).click()
  await rowAction(page, 'laptop', 'Disable')
  await expect(row(page, 'laptop')).toContainText('Disabled')

  await page.getByRole('navigation', { name: 'Project' }).getByText('Overview').click()
  await expect(page.getByRole('main').getByRole('link', { name: 'laptop' })).toBeVisible()
  await page.getByRole('link', { name: 'Delete Project' }).click()
  const refusal = page.getByRole('dialog', { name: 'Delete Project' })
  await expect(refusal.getByText('Sandbox 2 is still in use')).toBeVisible()
  await refusal.getByRole('link', { name: 'laptop' }).click()
  await rowAction(page, 'laptop', 'Delete')
  const deletion = page.getByRole('alertdialog', { name: 'Delete SSH key' })
  await deletion.getByRole('textbox').fill('DELETE')
  await deletion.getByRole('button', { name: 'Delete SSH key' }).click()
  await expect(deletion).toBeHidden()

  await page.getByRole('navigation', { name: 'Project' }).getByText('Overview').click()
  await expect(page.getByText(/it holds no SSH key/)).toBeVisible()
  await page.getByRole('link', { name: 'Delete Project' }).click()
  const last = page.getByRole('alertdialog', { name: 'Delete Project' })
  await last.getByRole('textbox').fill('DELETE')
  await last.getByRole('button', { name: 'Delete Project' }).click()
  await expect(page).toHaveURL(/\/organization\/projects(\?|$)/)
  await expect(row(page, /platform/)).toBeVisible()
  await expect(row(page, /Sandbox 2/)).toHaveCount(0)
})

test('a used Project says by what it is used, the default one that it stays', async ({
  page,
  open,
}) => {
  await open('/organization/projects')
  await rowAction(page, 'production', 'Delete')
  const refusal = page.getByRole('dialog', { name: 'Delete Project' })
  await expect(refusal.getByRole('link', { name: 'bastion' })).toBeVisible()
  await expect(refusal.getByRole('link', { name: 'Nightly snapshots' })).toBeVisible()
  await refusal.getByRole('button', { name: 'Close' }).last().click()
  await expect(page).toHaveURL(/\/organization\/projects(\?|$)/)
  await page.getByRole('button', { name: 'Actions for default' }).click()
  const item = page.getByRole('menuitem', { name: /Delete/ })
  await expect(item).toBeDisabled()
  await expect(item).toContainText('default Project')
})

test('a private key pasted by mistake is not sent, and the field can be cleared', async ({
  page,
  open,
}) => {
  await open('/organization/projects')
  await row(page, /platform/)
    .getByRole('link', { name: 'platform' })
    .click()
  await page.getByRole('navigation', { name: 'Project' }).getByText('SSH keys').click()
  await page.getByRole('link', { name: 'Add SSH key' }).click()
  const add = page.getByRole('dialog', { name: 'Add SSH key' })
  const field = add.getByRole('textbox', { name: 'Public key' })
  await field.fill('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA')
  await expect(add.getByText('This is a private key')).toBeVisible()
  await add.getByRole('button', { name: 'Clear the field' }).click()
  await expect(field).toHaveValue('')
  await expect(field).toBeFocused()
  await field.fill('ssh-ed25519 AAAA')
  await add.getByRole('button', { name: 'Add SSH key' }).click()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
})

test('quotas show use against limit', async ({ page, open }) => {
  await open('/organization')
  await page.getByRole('navigation', { name: 'Organization' }).getByText('Quotas').click()
  const users = page.getByRole('meter', { name: 'Users used' })
  await expect(users).toHaveAttribute('aria-valuetext', '26 of 50')
  await expect(page.getByText('4 of 25')).toBeVisible()
})

test.describe('without rights', () => {
  test.use({ scenario: 'member' })
  test('quotas say what is missing', async ({ page, open }) => {
    await open('/organization/quotas')
    await expect(page.getByText('OrganizationReadOnly')).toBeVisible()
    await expect(page.getByRole('meter')).toHaveCount(0)
  })
})
