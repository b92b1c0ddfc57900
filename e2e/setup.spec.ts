import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test as base } from './fixtures.ts'

/** An empty server: its address, what to add to the first one, and the token that it printed. */
interface EmptyServer {
  address: string
  query: string
  token: string
}

const test = base.extend<{ empty: EmptyServer }>({
  empty: async ({ mode }, use) => {
    if (mode === 'mock') {
      await use({ address: '', query: '?scenario=setup', token: 'first-visitor' })
      return
    }
    const folder = mkdtempSync(join(tmpdir(), 'iam-console-setup-'))
    const flags = ['--seed', 'none', '--port', '0', '--data', folder, '--log', join(folder, 'log')]
    const server = spawn(process.execPath, ['server/main.ts', ...flags])
    try {
      const printed = new Promise<string>((resolve, reject) => {
        let said = ''
        server.stdout.setEncoding('utf8').on('data', (text: string) => {
          said += text
          if (said.includes('#token=') && said.endsWith('\n\n')) resolve(said)
        })
        server.once('exit', () => reject(new Error('the server ended')))
      })
      const [, address = '', token = ''] = /(http:\S+)\/setup#token=(\S+)/.exec(await printed) ?? []
      await use({ address, query: '', token })
    } finally {
      const ended = once(server, 'exit')
      if (server.kill('SIGTERM')) await ended
      rmSync(folder, { recursive: true })
    }
  },
})

test('the first visitor makes the Organization and becomes its Owner', async ({ page, empty }) => {
  const { address, query, token } = empty
  await page.goto(`${address}/iam/users${query}`)
  await expect(page.getByRole('heading', { name: 'Set up this server' })).toBeVisible()
  await page.getByLabel('Organization name').fill('Fabrikam')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('King')
  await page.getByLabel('Email').fill('ada.king@fabrikam.example')
  await page.getByLabel('Username').fill('ada.king')
  await page.getByLabel('Password', { exact: true }).fill('a password of ours')
  const create = page.getByRole('button', { name: 'Create Organization' })
  await create.click()
  await expect(page.getByText('Enter the token that the server printed.')).toBeVisible()
  await page.getByLabel('Set-up token').fill('a guess')
  await create.click()
  await expect(page.getByText('This is not the token that the server printed last.')).toBeVisible()

  // Opened by the link, the page has the token, and the address has it no more.
  await page.goto(`${address}/setup#token=${token}`)
  await expect(page.getByLabel('Set-up token')).toHaveValue(token)
  await expect(page).toHaveURL(/\/setup$/)
  await page.getByLabel('Organization name').fill('Fabrikam')
  await page.getByLabel('Email').fill('ada.king@fabrikam.example')
  await page.getByLabel('Username').fill('ada.king')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await create.click()
  await expect(page.getByText('Use at least 8 characters.')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('a password of ours')
  await create.click()
  await expect(page.getByRole('heading', { name: 'Organization Dashboard' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Fabrikam/ })).toBeVisible()

  // From now on there is nothing to set up.
  await page.goto(`${address}/setup`)
  await expect(page.getByRole('heading', { name: 'Organization Dashboard' })).toBeVisible()
})
