import { expect, row, rowAction, test } from './fixtures.ts'

test('a group is created with its members and a copy of a policy at once', async ({
  page,
  open,
}) => {
  await open('/iam/groups')
  await page.getByRole('link', { name: 'Create group' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue(/^grp-/)

  // A taken name is said beside the field, whatever its letter case.
  await name.fill('developers')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByText('Another group of this Organization has this name')).toBeVisible()
  await name.fill('Night shift')

  const members = page.getByRole('combobox', { name: 'Members' })
  await members.fill('zoe')
  await page.getByRole('option', { name: /^Zoë/ }).click()
  await members.fill('ci-deploy')
  await page.getByRole('option', { name: /^ci-deploy/ }).click()
  const picked = page.getByRole('list', { name: 'Members of the new group' })
  await expect(picked.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('radio', { name: 'Attach a copy of an existing policy' }).check()
  await page.getByRole('combobox', { name: 'Policy to copy' }).fill('look around')
  await page.getByRole('option', { name: /^Look around/ }).click()
  await page.getByRole('button', { name: 'Create group' }).click()

  await expect(row(page, 'Night shift')).toBeFocused()
  await page.getByRole('link', { name: 'Night shift' }).click()
  for (const [table, name] of [
    ['Users of Night shift', /Zoë/],
    ['Applications of Night shift', 'ci-deploy'],
    ['Policies of Night shift', 'Copy of Look around'],
  ] as const) {
    await expect(
      page.getByRole('table', { name: table }).getByRole('rowheader', { name }),
    ).toBeVisible()
  }
  await expect(
    page.getByRole('table', { name: 'Permission sets of Night shift' }).getByRole('row'),
  ).not.toHaveCount(0)
})

test('when a step fails after the group is made, that is told and the next try goes on', async ({
  page,
  open,
}) => {
  await open('/iam/groups/create')
  const nameField = page.getByRole('textbox', { name: 'Name' })
  await expect(nameField).toHaveValue(/^grp-/)
  const name = await nameField.inputValue()
  const members = page.getByRole('combobox', { name: 'Members' })
  for (const application of ['dns-updater', 'ci-deploy']) {
    await members.fill(application)
    await page.getByRole('option', { name: new RegExp(`^${application}`) }).click()
  }
  // Meanwhile, somebody else deletes one of them.
  await page.evaluate(async () => {
    const path = '/iam/v1alpha1/applications'
    const answer = await fetch(`${path}?name=dns-updater`)
    const { applications } = (await answer.json()) as { applications: { id: string }[] }
    await fetch(`${path}/${applications[0]?.id}`, { method: 'DELETE' })
  })
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByText('The group exists, but without its members')).toBeVisible()
  await page.getByRole('button', { name: 'Remove dns-updater' }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(row(page, name)).toBeFocused()
})

test('members come and go, and the group is edited in place', async ({ page, open }) => {
  await open('/iam/groups')
  await page.getByRole('table').getByRole('link', { name: 'On-call' }).click()
  await page.getByRole('button', { name: 'Edit description' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Whoever is awake')
  await page.getByRole('button', { name: 'Save description' }).click()
  await expect(page.getByRole('button', { name: 'Edit description' })).toBeFocused()
  await expect(page.getByText('Whoever is awake').first()).toBeVisible()

  const users = page.getByRole('table', { name: 'Users of On-call' })
  await page.getByRole('link', { name: 'Add users' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add users' })
  const field = dialog.getByRole('combobox', { name: 'Users' })
  // Members already are not offered.
  await field.fill('kwame')
  await expect(dialog.getByText('Everything that matches is picked already.')).toBeVisible()
  for (const name of ['Zoë', 'Sam']) {
    await field.fill(name)
    await dialog.getByRole('option', { name: new RegExp(`^${name}`) }).click()
  }
  await dialog.getByRole('button', { name: 'Remove Sam Whitlock' }).click()
  await dialog.getByRole('button', { name: 'Add users' }).click()
  await expect(dialog).toBeHidden()
  await expect(users.getByRole('rowheader', { name: /Zoë/ })).toBeVisible()
  await expect(users.getByRole('rowheader', { name: 'Sam Whitlock' })).toHaveCount(0)

  await users.getByRole('button', { name: 'Remove Kwame Mensah from group' }).click()
  const confirm = page.getByRole('alertdialog', { name: 'Remove from group' })
  await expect(confirm.getByText('Kwame Mensah')).toBeVisible()
  await confirm.getByRole('button', { name: 'Remove from group' }).click()
  await expect(confirm).toBeHidden()
  await expect(users.getByRole('rowheader', { name: 'Kwame Mensah' })).toHaveCount(0)
})

test('an application joins a group and gets a policy on its own page', async ({ page, open }) => {
  await open('/iam/applications')
  await page.getByRole('table').getByRole('link', { name: 'ci-deploy' }).click()
  // Each panel makes room for itself when it has been read.
  const policies = page.getByRole('table', { name: 'Policies of ci-deploy' })
  for (const panel of [
    page.getByRole('table', { name: 'Permission sets of ci-deploy' }),
    page.getByText('ci-deploy is in no group'),
    policies,
  ]) {
    await expect(panel).toBeVisible()
  }
  await page.getByRole('link', { name: 'Add to group' }).click()
  const join = page.getByRole('dialog', { name: 'Add to group' })
  await join.getByRole('combobox', { name: 'Group' }).fill('read')
  await join.getByRole('option', { name: /^Read only/ }).click()
  await join.getByRole('button', { name: 'Add to group' }).click()
  const groups = page.getByRole('table', { name: 'Groups of ci-deploy' })
  await expect(groups.getByRole('rowheader', { name: 'Read only' })).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'Permission sets of ci-deploy' }).getByText('Group Read only'),
  ).not.toHaveCount(0)
  await groups.getByRole('button', { name: 'Remove ci-deploy from Read only' }).click()
  const leave = page.getByRole('alertdialog', { name: 'Remove from group' })
  await leave.getByRole('button', { name: 'Remove from group' }).click()
  await expect(leave).toBeHidden()
  await expect(groups.getByRole('rowheader', { name: 'Read only' })).toHaveCount(0)

  const policy = (await policies.getByRole('rowheader').first().textContent()) ?? ''
  await policies
    .getByRole('button', { name: /^Detach / })
    .first()
    .click()
  const detach = page.getByRole('alertdialog', { name: 'Detach policy' })
  await expect(detach.getByRole('strong').last()).toHaveText(policy)
  await expect(detach.getByText(/without effect/)).toBeVisible()
  await detach.getByRole('button', { name: 'Detach policy' }).click()
  await expect(detach).toBeHidden()
  await expect(row(page, policy)).toHaveCount(0)

  await page.getByRole('link', { name: 'Attach a policy' }).click()
  const attach = page.getByRole('dialog', { name: 'Attach a policy' })
  await attach.getByRole('radio', { name: 'Select an unassigned policy' }).check()
  await attach.getByRole('combobox', { name: 'Policy' }).fill(policy)
  await attach.getByRole('option', { name: policy }).click()
  await attach.getByRole('button', { name: 'Attach policy' }).click()
  await expect(policies.getByRole('rowheader', { name: policy })).toBeVisible()

  await page.getByRole('link', { name: 'Attach a policy' }).click()
  await attach.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(/\/iam\/policies\/create\?principal=application/)
})

test('a group is found by a member and deleted from the list', async ({ page, open }) => {
  await open('/iam/groups')
  await page.getByRole('button', { name: /Filters/ }).click()
  await page.getByRole('combobox', { name: 'Contains application' }).fill('on-call')
  await page.getByRole('option', { name: /^on-call-bot/ }).click()
  await expect(row(page, 'Developers')).toHaveCount(0)
  await expect(row(page, 'On-call')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Filters' })).toBeHidden()

  await rowAction(page, 'On-call', 'Delete')
  const confirm = page.getByRole('alertdialog', { name: 'Delete group' })
  await expect(confirm.getByText(/5 users and 1 application/)).toBeVisible()
  await confirm.getByRole('textbox').fill('DELETE')
  await confirm.getByRole('button', { name: 'Delete group' }).click()
  await expect(page.getByText('No groups match')).toBeVisible()
})

test.describe('without rights', () => {
  test.use({ scenario: 'member' })
  test('what may not be done says which permission set is missing', async ({ page, open }) => {
    await open('/iam/groups/create')
    await expect(page.getByText('You are not allowed to create groups')).toBeVisible()
    await expect(page.getByText('IAMGroupManager')).toBeVisible()
  })
})
