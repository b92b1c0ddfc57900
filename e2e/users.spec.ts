import { randomBytes } from 'node:crypto'

import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'

import { expect, row, rowAction, test } from './fixtures.ts'

/** In local mode the Organizations of other tests share the server: names that sign in are unique. */
function newUsername(): string {
  return `nora.berg-${randomBytes(4).toString('hex')}`
}

/** By the keyboard: for some seconds, a toast may lie over the menu and its button. */
async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).press('Enter')
  await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

async function enterPassword(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username or email').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Asks everyone of the Organization to set up MFA. */
async function enforceMfa(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const answer = await fetch('/console/v1/organization', {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ enforce_mfa: true }),
    })
    return answer.status
  })
  expect(status).toBe(200)
}

test('a member is added, meets the checklist, and signs in with the second factor', async ({
  page,
  open,
}) => {
  const username = newUsername()
  let password = ''
  let recoveryCode = ''

  await test.step('two steps make the member', async () => {
    await open('/iam/users')
    await page.getByRole('link', { name: 'Add user' }).click()
    await expect(page.getByRole('heading', { name: 'Add a user' })).toBeVisible()
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByRole('textbox', { name: 'Username' })).toBeFocused()
    await page.getByRole('textbox', { name: 'Username' }).fill(username)
    await page.getByRole('checkbox', { name: 'Send the password by email' }).check()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('textbox', { name: 'Email' }).fill('nora.berg@northwind.example')
    await page.getByLabel('First name').fill('Nora')
    await page.getByLabel('Last name').fill('Berg')
    await page.getByRole('combobox', { name: 'Groups' }).fill('on-call')
    await page.getByRole('option', { name: /On-call/ }).click()
    await page.getByRole('button', { name: 'Create member' }).click()
    await expect(page.getByRole('heading', { name: 'Member created' })).toBeVisible()
  })

  await test.step('what could not be sent is shown once, and held until it is saved', async () => {
    await expect(page.getByText('This installation sends no email').first()).toBeVisible()
    await page.getByRole('button', { name: 'Show password' }).click()
    const shown = await page.getByText(/^\w{4}(-\w{4}){4}$/).textContent()
    password = shown ?? ''
    await page.getByRole('link', { name: 'IAM', exact: true }).first().click()
    await page.getByRole('button', { name: 'Stay on this page' }).click()
    await page.getByRole('checkbox', { name: 'I have saved the password' }).check()
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(row(page, /Nora Berg/)).toBeFocused()
    await expect(row(page, /Nora Berg/)).toContainText('On-call')
    await expect(page.getByText(password)).toHaveCount(0)
  })

  await enforceMfa(page)
  await signOut(page)
  await enterPassword(page, username, 'not the password')
  await expect(page.getByText('The username or the password is not right.')).toBeVisible()
  await enterPassword(page, username, password)

  await test.step('the checklist leads to MFA, and is done', async () => {
    await expect(page.getByRole('heading', { name: 'Checklist' })).toBeVisible()
    await expect(page.getByText('Your account is locked if')).toBeVisible()
    await page.getByRole('link', { name: 'Enable MFA' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set up MFA' })
    const secret = await dialog.getByText(/^[A-Z2-7]{32}$/).textContent()
    await dialog.getByLabel('One-time password').fill('12345')
    await dialog.getByRole('button', { name: 'Enable MFA' }).click()
    await expect(dialog.getByText('has 6 digits')).toBeVisible()
    await dialog.getByLabel('One-time password').fill(new TOTP({ secret: secret ?? '' }).generate())
    await dialog.getByRole('button', { name: 'Enable MFA' }).click()
    const codes = page.getByRole('dialog', { name: 'MFA is enabled' })
    recoveryCode =
      (await codes
        .getByRole('list', { name: 'Recovery codes' })
        .getByRole('listitem')
        .first()
        .textContent()) ?? ''
    await codes.getByRole('button', { name: 'Copy recovery codes' }).press('Escape')
    await codes.getByRole('button', { name: 'Keep this window open' }).click()
    await codes.getByRole('checkbox', { name: 'I have saved my recovery codes' }).check()
    await codes.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('Nothing is left to do')).toBeVisible()
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', { name: 'Organization Dashboard' })).toBeVisible()
    await expect(page.getByText('make your account more secure')).toHaveCount(0)
  })

  await test.step('the second factor is asked for, a recovery code works', async () => {
    await signOut(page)
    await enterPassword(page, username, password)
    await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible()
    await expect(page.getByLabel('One-time password')).toBeFocused()
    await page.getByLabel('One-time password').fill('000000')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('The one-time password is not right')).toBeVisible()
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(recoveryCode)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('button', { name: /^Account of Nora Berg/ })).toBeVisible()
    expect(page.url()).not.toContain(recoveryCode)
  })
})

test('a member is locked, unlocked and deleted with typed words', async ({ page, open }) => {
  await open('/iam/users?q=priya')
  await rowAction(page, 'Priya Raman', 'Lock')
  const lock = page.getByRole('alertdialog', { name: 'Lock member' })
  await lock.getByRole('textbox').fill('LOCK')
  await lock.getByRole('button', { name: 'Confirm' }).click()
  await expect(lock).toBeHidden()
  await expect(row(page, /Priya Raman/)).toContainText('Locked')

  await page.getByRole('table').getByRole('link', { name: 'Priya Raman' }).click()
  await page.getByRole('link', { name: 'Unlock member' }).click()
  const unlock = page.getByRole('alertdialog', { name: 'Unlock member' })
  await unlock.getByRole('textbox').fill('UNLOCK')
  await unlock.getByRole('button', { name: 'Confirm' }).click()
  await expect(unlock).toBeHidden()
  await expect(page.getByRole('link', { name: 'Lock member', exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Delete member' }).click()
  const removal = page.getByRole('alertdialog', { name: 'Delete member' })
  await expect(removal.getByText('The username priya.raman is free again')).toBeVisible()
  await removal.getByRole('textbox').fill('DELETE')
  await removal.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(/\/iam\/users(\?|$)/)
  await page.goto('/iam/users?q=priya')
  await expect(page.getByText('No users match')).toBeVisible()
})

test('profile, tags, username and password of a member are edited', async ({ page, open }) => {
  await open('/iam/users?q=tomas')
  await page.getByRole('table').getByRole('link', { name: 'Tomas Lind' }).click()
  await page.getByRole('link', { name: 'Edit profile' }).click()
  const profile = page.getByRole('dialog', { name: 'Edit profile' })
  await profile.getByLabel('Email').fill('')
  await profile.getByLabel('Last name').fill('Lindgren')
  await profile.getByRole('button', { name: 'Confirm' }).click()
  await expect(profile.getByText('Enter an email address.')).toBeVisible()
  await profile.getByLabel('Email').fill('tomas.lindgren@northwind.example')
  await profile.getByRole('button', { name: 'Confirm' }).click()
  await expect(profile).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: 'Tomas Lindgren' })).toBeVisible()

  await page.getByRole('button', { name: 'Edit tags' }).click()
  await page.getByRole('textbox', { name: 'Tags' }).fill('site=kyoto')
  await page.getByRole('button', { name: 'Save tags' }).click()
  await expect(page.getByRole('button', { name: 'Edit tags' })).toBeFocused()
  await expect(page.getByText('site=kyoto', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Credentials' }).click()
  // The keys make room for themselves above the sign-in credentials when they have been read.
  await expect(
    page
      .getByRole('table', { name: 'API keys', exact: true })
      .or(page.getByText('No API keys yet')),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Edit username' }).click()
  const username = page.getByRole('dialog', { name: 'Edit username' })
  await username.getByLabel('Username').fill('elena.varga')
  await username.getByRole('button', { name: 'Confirm' }).click()
  await expect(username.getByText('Another user of the Organization has it.')).toBeVisible()
  await username.getByLabel('Username').fill('tomas.lindgren')
  await username.getByRole('button', { name: 'Confirm' }).click()
  await expect(username).toBeHidden()
  await expect(page.getByText('tomas.lindgren', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Edit password' }).click()
  const password = page.getByRole('dialog', { name: 'Edit password' })
  await password.getByRole('button', { name: 'Confirm' }).click()
  await expect(password.getByRole('checkbox', { name: 'I have saved the password' })).toBeFocused()
  await password.getByRole('checkbox', { name: 'I have saved the password' }).check()
  await password.getByRole('button', { name: 'Confirm' }).click()
  await expect(password).toBeHidden()

  await page.getByRole('link', { name: 'Disable MFA' }).click()
  const mfa = page.getByRole('alertdialog', { name: 'Disable MFA' })
  await mfa.getByRole('textbox').fill('DISABLE')
  await mfa.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Only Tomas Lindgren can set up MFA')).toBeVisible()
})

test('what cannot be done says why', async ({ page, open }) => {
  await open('/iam/users?q=elena')
  await page.getByRole('button', { name: 'Actions for Elena Varga' }).click()
  await expect(page.getByRole('menuitem', { name: /^Lock/ })).toContainText('cannot be locked')
  await expect(page.getByRole('menuitem', { name: /^Delete/ })).toContainText('cannot be deleted')
})

test.describe('as a member without rights', () => {
  test.use({ scenario: 'member' })

  test('adding users is refused with its reason; the own account can be deleted', async ({
    page,
    open,
  }) => {
    await open('/iam/users')
    await expect(page.getByRole('button', { name: 'Add user' })).toHaveAccessibleDescription(
      /IAMUserManager/,
    )
    await page.getByRole('table').getByRole('rowheader').getByRole('link').click()
    await expect(page.getByRole('button', { name: 'Lock member' })).toHaveAccessibleDescription(
      /cannot lock your own account/,
    )
    await page.getByRole('link', { name: 'Delete my account' }).click()
    const removal = page.getByRole('alertdialog', { name: 'Delete my account' })
    await removal.getByRole('textbox').fill('DELETE')
    await removal.getByRole('button', { name: 'Confirm' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    await expect(page.getByText('Your account is deleted').first()).toBeVisible()
  })
})
