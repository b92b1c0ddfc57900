import { expect, finishReveal, generateKey, row, test } from './fixtures.ts'

/** What only the mock has; the local mode leaves this file out. */

test('state survives a reload within the tab, and a scenario starts afresh', async ({
  page,
  open,
}) => {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { accessKey } = await generateKey(page, 'kept')
  await finishReveal(page)
  await page.reload()
  await expect(row(page, new RegExp(accessKey))).toBeVisible()

  await page.goto('/iam/api-keys?scenario=empty')
  await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible()
})

test('what another version kept in the tab is begun afresh', async ({ page }) => {
  await page.addInitScript(() => {
    sessionStorage['iam-console.mock'] ??= '{"scenario":"member","changes":{"gone":{"a":{}}}}'
  })
  await page.goto('/iam/users')
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('member')
})

test('Reset takes back what is still on its way', async ({ page, open }) => {
  await open('/iam/applications')
  await expect(row(page, /ci-deploy/)).toBeVisible()
  await page.evaluate(() => {
    const create = () => {
      const body = JSON.stringify({ name: 'late' })
      void fetch('/iam/v1alpha1/applications', { method: 'POST', body }).catch(() => {})
    }
    document.querySelector('[aria-label="Mock mode"] button')?.addEventListener('click', create)
  })
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page).toHaveURL(/\?scenario=default$/)
  await page.goto('/iam/applications')
  await expect(row(page, /ci-deploy/)).toBeVisible()
  await expect(row(page, 'late')).toHaveCount(0)
})

test('a new tab and a forced reload load the page once', async ({ page, context }) => {
  let loads = 0
  page.on('domcontentloaded', () => (loads += 1))
  await page.goto('/iam/users')
  await expect(row(page, /elena\.varga@/)).toBeVisible()
  expect(loads).toBe(1)
  const devTools = await context.newCDPSession(page)
  await devTools.send('Page.reload', { ignoreCache: true })
  await expect.poll(() => loads).toBe(2)
  await expect(row(page, /elena\.varga@/)).toBeVisible()
  expect(loads).toBe(2)
})

test('a mock that cannot start says why, and starts once it can', async ({ page, context }) => {
  await context.route(/backend-worker/, (route) => route.fulfill({ status: 500 }))
  await page.goto('/iam/users')
  const failure = page.getByRole('alert').filter({ hasText: 'The mock could not start' })
  await expect(failure).toContainText('Its code could not be loaded')
  await context.unroute(/backend-worker/)
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(row(page, /elena\.varga@/)).toBeVisible()
})

test('a page that has lost a file is loaded once more', async ({ page, context }) => {
  await page.clock.install()
  const script = /\/assets\/index-[^/]*\.js$/
  await context.route(script, (route) => route.abort())
  await page.goto('/iam/users')
  await context.unroute(script)
  await expect(page.locator('body')).toHaveText('')
  await page.clock.fastForward('00:08')
  await expect(row(page, /elena\.varga@/)).toBeVisible()
})

test('a banner says that nothing here is real and names the scenario', async ({ page, open }) => {
  await open('/iam/users')
  const banner = page.getByRole('complementary', { name: 'Mock mode' })
  const choice = banner.getByRole('combobox', { name: 'Scenario' })
  await expect(choice).toHaveValue('default')
  await choice.selectOption('empty')
  await expect(banner.getByText(/a new Organization/)).toBeVisible()
})

test('the same start gives the same ids and times', async ({ page, open, browser }) => {
  await open('/iam/applications')
  await page.getByRole('table').getByRole('link', { name: 'ci-deploy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'ci-deploy' })).toBeVisible()
  const path = new URL(page.url()).pathname
  const other = await browser.newContext({ baseURL: new URL(page.url()).origin })
  const second = await other.newPage()
  await second.goto(`${path}?scenario=default`)
  await expect(second.getByRole('heading', { level: 1, name: 'ci-deploy' })).toBeVisible()
  await other.close()
})
