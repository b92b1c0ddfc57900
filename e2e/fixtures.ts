import {
  test as base,
  expect,
  type APIRequest,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'

export { expect }

export type ScenarioName =
  | 'default'
  | 'empty'
  | 'member'
  | 'large'
  | 'slow'
  | 'failing'
  | 'expiring'
  | 'hostile'

/** Where a test takes place. */
interface TestOrganization {
  /** What signs in to it, in cloud mode. */
  key?: { accessKey: string; secretKey: string }
}

interface Fixtures {
  /** The start of the test; `test.use({ scenario: 'member' })` picks another. */
  scenario: ScenarioName
  /** Which of the three ways the console runs in, for the few things that differ. */
  mode: 'mock' | 'local' | 'cloud'
  /** Opens a path of the console, signed in as the scenario's person. */
  open: (path: string) => Promise<void>
}

/**
 * Every test starts from a named scenario and leaves nothing behind: in mock mode the page's own
 * store, in local mode an Organization of its own, in cloud mode one behind the gateway, with a key of
 * the scenario's person. A script error, an unhandled rejection or a breach
 * of the content security policy fails the test that met it.
 */
export const test = base.extend<Fixtures & { watch: void; organization: TestOrganization }>({
  scenario: ['default', { option: true }],

  mode: async ({}, use, { project }) => {
    await use(project.name === 'cloud' ? 'cloud' : project.name === 'mock' ? 'mock' : 'local')
  },

  watch: [
    async ({ context }, use) => {
      const problems: string[] = []
      context.on('weberror', (error) => problems.push(String(error.error())))
      context.on('console', (message) => {
        // Answers such as 403 and 404 are logged by the browser itself and belong to many tests.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          problems.push(message.text())
        }
      })
      await use()
      expect(problems, 'errors in the browser').toEqual([])
    },
    { auto: true },
  ],

  organization: [
    async ({ context, mode, playwright, scenario }, use) => {
      if (mode === 'mock') {
        await use({})
        return
      }
      if (mode === 'cloud') {
        await organizationBehindGateway(context, playwright.request, scenario, use)
        return
      }
      // The answer's session cookie is the context's, and so its pages'.
      const made = await context.request.post('/test-door/organizations', { data: { scenario } })
      expect(made.ok(), await made.text()).toBe(true)
      const { organization_id: id } = (await made.json()) as { organization_id: string }
      await use({})
      await context.request.delete(`/test-door/organizations/${id}`)
    },
    { auto: true },
  ],

  open: async ({ page, mode, scenario }, use) => {
    let started = mode !== 'mock'
    await use(async (path) => {
      const url = new URL(path, 'http://console')
      if (!started) url.searchParams.set('scenario', scenario)
      started = true
      await page.goto(url.pathname + url.search + url.hash)
    })
  },
})

/**
 * Makes an Organization at the upstream and a key of the scenario's person, and signs in with it at
 * the gateway. The upstream's own session stays in another cookie jar.
 */
async function organizationBehindGateway(
  context: BrowserContext,
  request: APIRequest,
  scenario: ScenarioName,
  use: (organization: TestOrganization) => Promise<void>,
): Promise<void> {
  const upstream = await request.newContext({ baseURL: process.env['E2E_UPSTREAM_URL'] ?? '' })
  const door = await upstream.post('/test-door/organizations', { data: { scenario } })
  expect(door.ok(), await door.text()).toBe(true)
  const { organization_id: id, sign_in_as: userId } = (await door.json()) as Record<string, string>
  const made = await upstream.post('/iam/v1alpha1/api-keys', {
    data: { user_id: userId, description: 'for the console' },
  })
  const credentials = (await made.json()) as { access_key: string; secret_key: string }
  const { access_key, secret_key } = credentials
  const signedIn = await context.request.post('/console/v1/session', {
    data: { access_key, secret_key },
  })
  expect(signedIn.ok(), await signedIn.text()).toBe(true)
  await use({ key: { accessKey: access_key, secretKey: secret_key } })
  await upstream.delete(`/test-door/organizations/${id}`)
  await upstream.dispose()
}

/** The row of a list whose name, as its first column says it, is `name`. */
export function row(page: Page | Locator, name: string | RegExp): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
}

/** Opens a row's menu and chooses an item. */
export async function rowAction(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The reveal step of the wizard. */
export function revealDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Your API key has been generated' })
}

/** Fills nothing but the description and generates; gives both halves of the key from the screen. */
export async function generateKey(
  page: Page,
  description = '',
): Promise<{ accessKey: string; secretKey: string }> {
  const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
  await wizard.getByLabel('Description').fill(description)
  await wizard.getByRole('button', { name: 'Generate API key' }).click()
  return readKey(page)
}

/** Both halves of the key that the reveal step shows. */
export async function readKey(page: Page): Promise<{ accessKey: string; secretKey: string }> {
  const reveal = revealDialog(page)
  await reveal.getByRole('button', { name: 'Show secret key' }).click()
  const accessKey = await reveal.getByText(/^SCW[0-9A-Z]{17}$/).textContent()
  const secretKey = await reveal
    .getByText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .textContent()
  if (!accessKey || !secretKey) throw new Error('the reveal step does not show the key')
  return { accessKey, secretKey }
}

/** Confirms that the secret is saved and closes the reveal step. */
export async function finishReveal(page: Page): Promise<void> {
  const reveal = revealDialog(page)
  await reveal.getByRole('checkbox', { name: 'I have saved my secret key' }).check()
  await reveal.getByRole('button', { name: 'Done' }).click()
  await expect(reveal).toBeHidden()
}
