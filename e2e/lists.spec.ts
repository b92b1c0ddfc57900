import { expect, row, test } from './fixtures.ts'

test('the five tabs are links with counters', async ({ page, open }) => {
  await open('/iam/users')
  const tabs = page.getByRole('navigation', { name: 'IAM' })
  for (const name of ['Users', 'Groups', 'Applications', 'Policies', 'API keys']) {
    await expect(tabs.getByRole('link', { name: new RegExp(`^${name} \\d+$`) })).toBeVisible()
  }
  await tabs.getByRole('link', { name: /^Groups/ }).click()
  await expect(page).toHaveURL(/\/iam\/groups/)
  await expect(row(page, /Billing Administrators/)).toBeVisible()
  await tabs.getByRole('link', { name: /^Policies/ }).click()
  await expect(page).toHaveURL(/\/iam\/policies/)
  await expect(page.getByRole('table', { name: 'Policies' })).toBeVisible()
})

test('no list makes the page scroll sideways, from a phone to a laptop', async ({ page, open }) => {
  for (const path of ['users', 'groups', 'policies', 'api-keys']) {
    await open(`/iam/${path}`)
    await expect(page.getByRole('rowheader').first()).toBeVisible()
    for (const width of [390, 800, 960, 1080, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
          message: `${path} at ${width} px`,
        })
        .toBeLessThanOrEqual(0)
    }
  }
})

test('whoever counts rows by their role never meets a part of a list', async ({ page, open }) => {
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const rows = document.querySelectorAll('tbody:not([aria-hidden]) > tr:not([aria-hidden])')
      if (rows.length > 0 && rows.length !== seen.at(-1)) seen.push(rows.length)
    }).observe(document, { childList: true, subtree: true, attributes: true })
  })
  await open('/iam/users')
  await expect(page.getByRole('rowheader')).toHaveCount(20)
  const tabs = page.getByRole('navigation', { name: 'IAM' })
  await tabs.getByRole('link', { name: 'API keys' }).click()
  await expect(page.getByRole('rowheader').filter({ hasText: 'SCW' })).toHaveCount(20)
  await tabs.getByRole('link', { name: 'Applications' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(12)
  const seen: number[] = await page.evaluate('window.seen')
  expect(new Set(seen)).toEqual(new Set([20, 12]))
})

test('a test’s clock that stands still holds up no list', async ({ page, open }) => {
  await open('/iam/users')
  await expect(page.getByRole('rowheader')).toHaveCount(20)
  await page.clock.install()
  await page.clock.pauseAt(new Date(Date.now() + 60_000))
  await page
    .getByRole('navigation', { name: 'IAM' })
    .getByRole('link', { name: 'Applications' })
    .click()
  await expect(page.getByRole('rowheader')).toHaveCount(12)
})

test('users: search, filters and a locked member', async ({ page, open }) => {
  await open('/iam/users')
  const table = page.getByRole('table', { name: 'Users' })
  await page.getByRole('searchbox').fill('whitlock')
  await expect(table.getByRole('rowheader')).toHaveCount(1)
  await expect(row(page, /Sam Whitlock/)).toContainText('Locked')

  await page.getByRole('button', { name: /Filters/ }).click()
  const owner = page.getByRole('radio', { name: 'Owner' })
  await expect(owner).toBeVisible()
  // At once, before the search has followed what was typed: neither takes the other back.
  await page.getByRole('searchbox').fill('elena')
  await owner.check()
  await expect(row(page, /Elena Varga/)).toBeVisible()
  await expect(page).toHaveURL(/type=owner/)
  await expect(page).toHaveURL(/q=elena/)
  await expect(table.getByRole('rowheader')).toHaveCount(1)
})

test('what is typed is searched for although one goes elsewhere at once', async ({
  page,
  open,
}) => {
  await open('/iam/users')
  const groups = page.getByRole('navigation', { name: 'IAM' }).getByRole('link', { name: 'Groups' })
  await expect(row(page, /Elena Varga/)).toBeVisible()
  await page.getByRole('searchbox').fill('whitlock')
  await groups.click()
  await expect(row(page, /Developers/)).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('whitlock')
  await expect(row(page, /Sam Whitlock/)).toBeVisible()
})

test('a user’s Overview says where each permission set comes from', async ({ page, open }) => {
  await open('/iam/users?q=tomas')
  await page.getByRole('table').getByRole('link', { name: 'Tomas Lind' }).click()
  const sets = page.getByRole('table', { name: 'Permission sets' })
  await expect(sets).toBeVisible()
  await expect(sets.getByText('OrganizationManager').first()).toBeVisible()
  await expect(sets.getByText('Administrators').first()).toBeVisible()
})

test('what does not exist says so', async ({ page, open }) => {
  await open('/iam/users/3f1e6e0e-9f5c-4f3e-8d58-0a7a3bb9d0aa')
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible()
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { level: 1, name: /not found/i })).toBeVisible()
})

test.describe('a failing backend', () => {
  test.use({ scenario: 'failing' })

  test('a failed list is an error with a retry, never an empty list', async ({ page, open }) => {
    await open('/iam/applications')
    await expect(
      page.getByRole('heading', { name: /Could not read the applications/ }),
    ).toBeVisible()
    await expect(page.getByText(/request id/i)).toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(row(page, /ci-deploy/)).toBeVisible()
  })
})

test.describe('a new Organization', () => {
  test.use({ scenario: 'empty' })

  test('offers the next action', async ({ page, open }) => {
    await open('/iam/applications')
    await page.getByRole('link', { name: 'Create application' }).click()
    await expect(page.getByRole('textbox', { name: 'Name' })).not.toHaveValue('')
    await page.goto('/iam/api-keys')
    await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible()
    await page.getByRole('link', { name: 'Generate API key' }).click()
    await expect(page.getByRole('dialog', { name: 'Generate an API key' })).toBeVisible()
  })
})

test.describe('a large Organization', () => {
  test.use({ scenario: 'large' })

  test('is searched and paged', async ({ page, open }) => {
    await open('/iam/users')
    await expect(page.getByText(/1–20 of 5,?000 users/)).toBeVisible()
    await page.getByRole('searchbox').fill('a')
    await expect(page.getByText(/the 100 that match best/)).toBeVisible()
    // There is no page 101: the last one takes its place.
    await page.goto('/iam/api-keys?page=101&page_size=100')
    await expect(page.getByText(/9,?901–10,?000 of 10,?000 API keys/)).toBeVisible()
    await expect(page).toHaveURL(/page=100&/)
  })
})

test.describe('a slow backend', () => {
  test.use({ scenario: 'slow' })

  test('shows the page at once and the rows when they come', async ({ page, open }) => {
    // Watched from before the page opens: the heading comes in a frame without rows.
    await page.addInitScript(() => {
      const watch = () => {
        const heading = document.querySelector('h1')?.textContent
        const rows = document.querySelectorAll('th[scope=row]').length
        if (heading) document.documentElement.dataset['rowsBesideHeading'] ??= String(rows)
        else requestAnimationFrame(watch)
      }
      watch()
    })
    await open('/iam/users')
    await expect(page.locator('html')).toHaveAttribute('data-rows-beside-heading', '0')
    await expect(row(page, /Elena Varga/)).toBeVisible({ timeout: 15_000 })
  })
})
