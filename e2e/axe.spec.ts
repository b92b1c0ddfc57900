import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, generateKey, row, test } from './fixtures.ts'

/** No WCAG 2.2 AA violation on any route or open dialog, in both themes. */

const themes = ['light', 'dark'] as const

async function useTheme(page: Page, theme: (typeof themes)[number]) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
}

async function expectAccessible(page: Page, what: string) {
  const builder = new AxeBuilder({ page })
  // Behind a modal nothing can be reached: its own part of the page is what changed.
  const modal = '[role=dialog], [role=alertdialog]'
  if ((await page.locator(modal).count()) > 0) builder.include(modal)
  const { violations } = await builder
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
  expect(told, what).toEqual([])
}

const routes = [
  ['/organization', 'Organization'],
  ['/organization/projects', 'Project'],
  ['/iam/users', 'Elena Varga'],
  ['/iam/groups', 'Administrators'],
  ['/iam/applications', 'ci-deploy'],
  ['/iam/applications/create', 'Create application'],
  ['/iam/policies', 'Administrators'],
  ['/iam/api-keys', 'SCW'],
  ['/nowhere', 'not found'],
] as const

// Many pages a test.
test.slow()

for (const theme of themes) {
  test.describe(`${theme} theme`, () => {
    test('routes', async ({ page, open }) => {
      await useTheme(page, theme)
      for (const [path, text] of routes) {
        await open(path)
        await expect(page.getByText(text).first()).toBeVisible()
        await expect(page.getByRole('table').locator('[aria-busy=true]')).toHaveCount(0)
        await expectAccessible(page, path)
      }
    })

    test('user and application pages', async ({ page, open }) => {
      await useTheme(page, theme)
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

    test('key dialogs', async ({ page, open }) => {
      await useTheme(page, theme)
      await open('/iam/api-keys')
      await page.getByRole('link', { name: 'Generate API key' }).click()
      const wizard = page.getByRole('dialog', { name: 'Generate an API key' })
      await wizard.getByRole('radio', { name: 'An application' }).check()
      await wizard.getByRole('button', { name: 'Generate API key' }).click()
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
      await expect(row(page, new RegExp(accessKey))).toBeVisible()
      await expectAccessible(page, 'list with an unsaved key')

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

    test('states', async ({ page, open }) => {
      await useTheme(page, theme)
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

    test('on a phone', async ({ page, open }) => {
      await useTheme(page, theme)
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
        await useTheme(page, theme)
        await open('/iam/policies')
        await expect(page.getByText('IAMPolicyReadOnly')).toBeVisible()
        await expectAccessible(page, 'denied')
      })
    })

    test.describe('in a new Organization', () => {
      test.use({ scenario: 'empty' })
      test('empty pages', async ({ page, open }) => {
        await useTheme(page, theme)
        await open('/iam/applications')
        await expect(page.getByRole('link', { name: 'Create application' })).toBeVisible()
        await expectAccessible(page, 'empty')
      })
    })
  })
}

test('the sign-in page', async ({ page, context }) => {
  await context.clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(page, 'sign-in')
})
