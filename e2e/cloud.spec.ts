import { expectAccessible } from './expect-accessible.ts'
import { expect, finishReveal, generateKey, row, rowAction, test } from './fixtures.ts'

/** What is different when the platform's API is behind the console. */

test('signing in with an API key, and out', async ({ page, context, open, organization }) => {
  const { accessKey = '', secretKey = '' } = organization.key ?? {}
  await context.clearCookies()
  await open('/iam/applications')
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/)
  const signIn = page.getByRole('button', { name: 'Sign in' })

  await test.step('what is no key is not sent', async () => {
    await page.getByLabel('Access key').fill('SCW123')
    await signIn.click()
    await expect(
      page.getByText('Enter the access key: SCW and 17 letters or digits.'),
    ).toBeVisible()
    await expect(page.getByText(/^Enter the secret key/)).toBeVisible()
  })

  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page, 'sign-in with an API key')

  await test.step('a wrong key is refused', async () => {
    await page.getByLabel('Access key').fill(accessKey)
    await page.getByLabel('Secret key', { exact: true }).fill(crypto.randomUUID())
    await signIn.click()
    await expect(
      page.getByRole('alert').filter({ hasText: 'does not know this API key' }),
    ).toBeVisible()
  })

  await test.step('the right one leads to the page that was asked for', async () => {
    await page.getByLabel('Secret key', { exact: true }).fill(secretKey)
    await signIn.click()
    await expect(row(page, /ci-deploy/)).toBeVisible()
    await expect(page.getByText(/^127\.0\.0\.1:\d+$/)).toBeVisible()
  })

  await test.step('what is not for a key is explained', async () => {
    await page.goto('/settings/account')
    await expect(page.getByRole('heading', { name: 'Signed in with an API key' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Active sessions' })).toHaveCount(0)
    await page.goto('/settings/security')
    await expect(page.getByText(/MFA is set in the platform’s own console/)).toBeVisible()
  })

  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByLabel('Access key')).toHaveValue('')
  await page.goto('/iam/users')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('an answer that is lost behind the gateway never becomes a second key', async ({
  page,
  open,
}) => {
  await open('/iam/api-keys/generate')
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await wizard.getByLabel('Description').fill('fault:lost-answer')
  const generate = wizard.getByRole('button', { name: 'Generate API key' })
  await generate.click()
  await expect(
    wizard.getByRole('alert').filter({ hasText: 'the key may have been generated' }),
  ).toBeVisible()
  await generate.click()
  await expect(wizard.getByRole('alert').filter({ hasText: 'did generate the key' })).toBeVisible()
  await wizard.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'fault:lost-answer' })).toHaveCount(1)
})

test('a key is found, deleted, and with one’s own key the session ends', async ({
  page,
  open,
  organization,
}) => {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { accessKey } = await generateKey(page, 'short-lived')
  await finishReveal(page)
  await page.getByRole('searchbox').fill('short-lived')
  const made = row(page, new RegExp(accessKey))
  await expect(made).toBeVisible()
  await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(1)

  const remove = async (key: string) => {
    await rowAction(page, key, 'Delete')
    const confirm = page.getByRole('alertdialog', { name: 'Delete API key' })
    await confirm.getByRole('textbox').fill('DELETE')
    await confirm.getByRole('button', { name: 'Delete API key' }).click()
  }
  await remove(accessKey)
  await expect(page.getByText(/No API keys match/)).toBeVisible()

  const own = organization.key?.accessKey ?? ''
  await page.getByRole('searchbox').fill(own)
  await expect(row(page, new RegExp(own))).toBeVisible()
  await remove(own)
  await expect(page.getByText(/You are signed out: your API key was deleted/)).toBeVisible()
})
