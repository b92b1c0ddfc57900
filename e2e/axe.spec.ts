import { CERTIFICATE_A } from '../backend/formats/test-certificates.ts'
import { expectAccessible } from './expect-accessible.ts'
import { expect, generateKey, row, test } from './fixtures.ts'

/** No WCAG 2.2 AA violation on any route or open dialog, in both themes; in mock mode alone. */

const routes = {
  'the Organization and its people': [
    ['/organization', 'In this Organization'],
    ['/organization/projects', 'platform'],
    ['/iam/users', 'Elena Varga'],
    ['/iam/groups', 'Administrators'],
  ],
  'what they make': [
    ['/iam/applications', 'ci-deploy'],
    ['/iam/applications/create', 'Create an application'],
    ['/iam/policies', 'Administrators'],
    ['/iam/api-keys', 'SCW'],
    ['/nowhere', 'not found'],
  ],
} as const

// Many pages a test.
test.slow()

for (const [name, pages] of Object.entries(routes)) {
  test(`routes: ${name}`, async ({ page, open }) => {
    for (const [path, text] of pages) {
      await open(path)
      await expect(page.getByRole('main').getByText(text).first()).toBeVisible()
      await expectAccessible(page, path)
    }
  })
}

test('user and application pages', async ({ page, open }) => {
  await open('/iam/users?q=tomas')
  await page.getByRole('table').getByRole('link', { name: 'Tomas Lind' }).click()
  await expect(page.getByRole('heading', { name: 'Permission sets' })).toBeVisible()
  await expectAccessible(page, 'user overview')
  await page.getByRole('link', { name: 'Credentials' }).click()
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await expectAccessible(page, 'user credentials')
  await page.goto('/iam/applications')
  await page.getByRole('table').getByRole('link', { name: 'ci-deploy' }).click()
  await expect(page.getByRole('heading', { name: 'Permission sets' })).toBeVisible()
  await expectAccessible(page, 'application overview')
  await page
    .getByRole('navigation', { name: 'Application' })
    .getByRole('link', { name: 'API keys' })
    .click()
  await expect(page.getByRole('table', { name: 'API keys' })).toBeVisible()
  await expectAccessible(page, 'application API keys')
  await page.goBack()
  await page.getByRole('link', { name: 'Delete application' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page, 'delete application')
})

test('policy pages', async ({ page, open }) => {
  await open('/iam/policies/create')
  await page.getByText('AllProductsFullAccess').first().waitFor()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('button', { name: 'Create policy' }).click()
  await expect(page.getByText('Confirm or discard the open rule first.').first()).toBeVisible()
  await expectAccessible(page, 'create policy with errors')
  await page.getByRole('checkbox', { name: 'AllProductsReadOnly' }).check()
  await page.getByRole('radio', { name: 'Organization management' }).check()
  await expectAccessible(page, 'the other family')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('radio', { name: 'Specific Projects' }).check()
  await page.getByRole('checkbox', { name: 'production' }).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  for (const kind of ['IP address', 'Date and time', 'Days of the week', 'Hours of the day']) {
    await page.getByRole('combobox', { name: /^Add (a|another) condition/ }).click()
    await page.getByRole('option', { name: kind }).click()
  }
  await page.getByRole('button', { name: 'Confirm rule' }).click()
  await expectAccessible(page, 'condition builder with errors')
  await page.getByRole('radio', { name: 'Code editor' }).check()
  await page.getByRole('textbox', { name: 'Condition (CEL)' }).fill('request.ip ==')
  await page.getByRole('button', { name: 'Go there' }).waitFor()
  await page.getByText('What a condition can use').click()
  await expectAccessible(page, 'code editor with an error')

  await page.getByRole('button', { name: 'Cancel' }).click()
  await page
    .getByRole('table')
    .getByRole('link', { name: 'On-call from the office network' })
    .click()
  await page.getByText('Condition as code').click()
  await expectAccessible(page, 'policy')
  for (const [opener, role] of [
    ['Change principal', 'dialog'],
    ['Delete rule 1', 'alertdialog'],
  ] as const) {
    await page
      .getByRole('link', { name: opener, exact: true })
      .or(page.getByRole('button', { name: opener, exact: true }))
      .click()
    await expect(page.getByRole(role)).toBeVisible()
    await expectAccessible(page, opener)
    await page.keyboard.press('Escape')
    await expect(page.getByRole(role)).toHaveCount(0)
  }
  await page.getByRole('link', { name: 'Add new rule' }).click()
  await expect(page.getByRole('heading', { name: 'New rule' })).toBeVisible()
  await expectAccessible(page, 'add a rule')
})

test('groups', async ({ page, open }) => {
  await open('/iam/groups/create')
  await page.getByRole('combobox', { name: 'Members' }).click()
  await page.getByRole('listbox', { name: 'Members' }).getByRole('option').first().click()
  await page.getByRole('radio', { name: /copy/ }).check()
  await page.getByRole('button', { name: 'Create group' }).click()
  await expectAccessible(page, 'create a group, with an error')
  await page.goto('/iam/groups')
  await page.getByRole('table').getByRole('link', { name: 'On-call' }).click()
  await expect(page.getByRole('table', { name: /^Permission sets/ })).toBeVisible()
  await expectAccessible(page, 'group')
  await page.getByRole('link', { name: 'Add users' }).click()
  await page.getByRole('combobox', { name: 'Users' }).click()
  await expect(
    page.getByRole('listbox', { name: 'Users' }).getByRole('option').first(),
  ).toBeVisible()
  await expectAccessible(page, 'add users')
  await page.goBack()
  await page.getByRole('link', { name: 'Attach a policy' }).click()
  await page.getByRole('radio', { name: 'Select an unassigned policy' }).check()
  await expectAccessible(page, 'attach a policy')
  await page.goBack()
  await page
    .getByRole('button', { name: /from group$/ })
    .first()
    .click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page, 'remove from group')
})

test('logs', async ({ page, open }) => {
  await open('/iam/logs?q=nadia')
  await expect(page.getByText('Deleted user').first()).toBeVisible()
  await expectAccessible(page, 'logs')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(page.getByRole('dialog').getByText('Log ID')).toBeVisible()
  await expectAccessible(page, 'log details')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('combobox', { name: 'Date' }).click()
  await page.getByRole('option', { name: 'From and to' }).click()
  await expect(page.getByLabel('From')).toBeVisible()
  await expectAccessible(page, 'filters of the log')
})

test('user forms and dialogs', async ({ page, open }) => {
  await open('/iam/users/add')
  await page.getByRole('textbox', { name: 'Username' }).fill('nora.berg')
  await expectAccessible(page, 'add user, sign-in')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('button', { name: 'Create member' }).click()
  await expect(page.getByText('Enter an email address.')).toBeVisible()
  await expectAccessible(page, 'add user, profile with an error')
  await page.getByRole('textbox', { name: 'Email' }).fill('nora.berg@northwind.example')
  await page.getByRole('button', { name: 'Create member' }).click()
  await expect(page.getByRole('heading', { name: 'Member created' })).toBeVisible()
  await expectAccessible(page, 'member created')
  await page.getByRole('checkbox', { name: 'I have saved the password' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('table').getByRole('link', { name: 'nora.berg' }).click()
  await page.getByRole('link', { name: 'Lock member' }).click()
  await expect(page.getByRole('alertdialog', { name: 'Lock member' })).toBeVisible()
  await expectAccessible(page, 'lock member')
  await page.goto('/iam/users?q=elena')
  await page.getByRole('table').getByRole('link', { name: 'Elena Varga' }).click()
  await page.getByRole('link', { name: 'Edit profile' }).click()
  await expect(page.getByRole('dialog', { name: 'Edit profile' })).toBeVisible()
  await expectAccessible(page, 'edit profile')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Credentials' }).click()
  await page.getByRole('link', { name: 'Edit password' }).click()
  await expect(page.getByRole('dialog', { name: 'Edit password' })).toBeVisible()
  await expectAccessible(page, 'edit password')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Set up MFA' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectAccessible(page, 'set up MFA')
})

test('the making of a key', async ({ page, open }) => {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await wizard.getByRole('radio', { name: 'An application' }).check()
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  await expect(wizard.getByText('Select the application that will bear the key.')).toBeVisible()
  await expectAccessible(page, 'wizard with an error')
  await wizard.getByRole('radio', { name: 'Myself (IAM user)' }).check()
  await wizard.getByRole('combobox', { name: 'Expiration' }).click()
  await expectAccessible(page, 'open select')
  await page.keyboard.press('Escape')
  await wizard.getByRole('combobox', { name: 'Expiration' }).click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()
  await expectAccessible(page, 'custom expiration')
  await page.keyboard.press('Escape')
  await expectAccessible(page, 'discard question')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  const { accessKey } = await generateKey(page, 'axe')
  await page.getByText('Use it now').click()
  await expectAccessible(page, 'reveal step')
  await page.keyboard.press('Escape')
  await expectAccessible(page, 'leave question')
  await page.getByRole('button', { name: 'Leave anyway' }).click()
  await expect(row(page, new RegExp(accessKey)).getByText('Secret not saved')).toBeVisible()
  await expectAccessible(page, 'list with an unsaved key')
})

test('dialogs of a key', async ({ page, open }) => {
  await open('/iam/api-keys?q=Local+CLI')
  const accessKey = (await page.getByRole('rowheader').getByText(/SCW/).textContent()) ?? ''
  await page.getByRole('button', { name: `Actions for ${accessKey}` }).click()
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible()
  await expectAccessible(page, 'row menu')
  await page.keyboard.press('Escape')
  await page.goto(`/iam/api-keys/generate/${accessKey}`)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'secret gone')
  for (const [step, role] of [
    ['edit', 'dialog'],
    ['delete', 'alertdialog'],
    ['replace', 'dialog'],
  ] as const) {
    await page.goto(`/iam/api-keys/${accessKey}/${step}`)
    await expect(page.getByRole(role)).toBeVisible()
    await expectAccessible(page, step)
  }
})

test('settings', async ({ page, open }) => {
  await open('/settings/account')
  await expect(page.getByRole('table', { name: 'Active sessions' })).toBeVisible()
  await expectAccessible(page, 'account settings')
  await page.getByRole('link', { name: 'Revoke all others' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page, 'revoke sessions')
  await page.goto('/settings/organization')
  await expect(page.getByRole('heading', { name: 'Organization information' })).toBeVisible()
  await expectAccessible(page, 'Organization settings')
  await page.getByRole('link', { name: 'Security' }).click()
  await expect(page.getByText(/members have no MFA now/)).toBeVisible()
  await expectAccessible(page, 'security settings')
  for (const [link, role] of [
    ['Enforce MFA', 'alertdialog'],
    ['Manage authentication methods', 'dialog'],
    ['Define grace period', 'dialog'],
    ['Set up API keys duration', 'dialog'],
  ] as const) {
    await page.getByRole('link', { name: link }).click()
    await expect(page.getByRole(role)).toBeVisible()
    await expectAccessible(page, link)
    await page.keyboard.press('Escape')
    await expect(page.getByRole(role)).toBeHidden()
  }
})

test('identity federation', async ({ page, open }) => {
  await open('/settings/security/federation/set-up-saml')
  await page.getByRole('button', { name: 'Enable and continue' }).click()
  await expect(page.getByRole('button', { name: 'Complete set up' })).toBeVisible()
  await page.getByRole('button', { name: 'Complete set up' }).click()
  await expect(page.getByText(/Enter the entity ID/)).toBeVisible()
  await expectAccessible(page, 'identity provider')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Add certificate' }).click()
  await page.getByRole('textbox', { name: 'Certificate' }).fill('-----BEGIN PRIVATE KEY-----')
  await expect(page.getByText('This holds a private key')).toBeVisible()
  await expectAccessible(page, 'add certificate')
  await page.getByRole('textbox', { name: 'Certificate' }).fill(CERTIFICATE_A)
  await page.getByRole('dialog').getByRole('button', { name: 'Add certificate' }).click()
  await page.getByRole('link', { name: 'Enable', exact: true }).click()
  await page.getByRole('button', { name: 'Enable SCIM and create token' }).click()
  await expect(page.getByRole('button', { name: 'Show token' })).toBeVisible()
  await expectAccessible(page, 'SCIM token')
  await page.getByRole('checkbox', { name: 'I have saved my token' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('table', { name: 'SCIM tokens' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'SAML certificates' })).toBeVisible()
  await expectAccessible(page, 'SAML and SCIM')
})

test('states', async ({ page, open }) => {
  await open('/iam/api-keys?q=nothing-like-this')
  await expect(page.getByText(/No API keys match/)).toBeVisible()
  await expectAccessible(page, 'no match')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('button', { name: /Filters/ }).click()
  await expect(page.getByText('Sort by')).toBeVisible()
  await expectAccessible(page, 'filters')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /account/i }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'account menu')
  await page.goto('/organization/projects/create')
  await expect(page.getByRole('dialog', { name: 'Create Project' })).toBeVisible()
  await expectAccessible(page, 'create Project')
})

test('Projects and quotas', async ({ page, open }) => {
  await open('/organization/quotas')
  await expect(page.getByRole('meter').first()).toBeVisible()
  await expectAccessible(page, 'quotas')
  await page.getByRole('navigation', { name: 'Main' }).getByText('Project Dashboard').click()
  await expect(page.getByRole('heading', { name: 'Used by' })).toBeVisible()
  await expectAccessible(page, 'Project overview')
  await page.getByRole('navigation', { name: 'Project' }).getByText('SSH keys').click()
  await expect(row(page, 'elena laptop')).toBeVisible()
  await expectAccessible(page, 'SSH keys')
  await page.getByRole('link', { name: 'Add SSH key' }).click()
  const add = page.getByRole('dialog', { name: 'Add SSH key' })
  await add.getByRole('textbox', { name: 'Public key' }).fill('-----BEGIN PRIVATE KEY-----')
  await expect(add.getByText('This is a private key')).toBeVisible()
  await expectAccessible(page, 'add SSH key')
})

test('on a phone', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open('/iam/api-keys')
  await expect(row(page, /SCW/).first()).toBeVisible()
  await expectAccessible(page, 'cards')
  await page.getByRole('button', { name: 'Open navigation' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'navigation drawer')
})

test.describe('without rights', () => {
  test.use({ scenario: 'member' })
  test('denied pages', async ({ page, open }) => {
    await open('/iam/policies')
    await expect(page.getByText('IAMPolicyReadOnly')).toBeVisible()
    await expectAccessible(page, 'denied')
  })
})

test.describe('in a new Organization', () => {
  test.use({ scenario: 'empty' })
  test('empty pages', async ({ page, open }) => {
    await open('/iam/applications')
    await expect(page.getByRole('link', { name: 'Create application' })).toBeVisible()
    await expectAccessible(page, 'empty')
  })
})

test('the set-up page', async ({ page }) => {
  await page.goto('/?scenario=setup')
  await page.getByRole('button', { name: 'Create Organization' }).click()
  await expect(page.getByText('Enter a password.')).toBeVisible()
  await expectAccessible(page, 'set-up with errors')
})

test('the sign-in page', async ({ page, context }) => {
  await context.clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(page, 'sign-in')
  await page.getByLabel('Username or email').fill('tomas.lind')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible()
  await expectAccessible(page, 'second factor')
})
