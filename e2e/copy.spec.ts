import { expect, generateKey, revealDialog, test } from './fixtures.ts'

test('copies both halves and says so', async ({ page, open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { accessKey, secretKey } = await generateKey(page)
  const reveal = revealDialog(page)

  await reveal.getByRole('button', { name: 'Copy access key' }).click()
  await expect(reveal.getByText('Access key copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(accessKey)

  await reveal.getByRole('button', { name: 'Copy secret key' }).click()
  await expect(reveal.getByText('Secret key copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secretKey)

  await test.step('a snippet is copied with the secret it hides on screen', async () => {
    await reveal.getByText('Use it now').click()
    await expect(reveal.getByText(`SCW_SECRET_KEY=${secretKey}`)).toHaveCount(0)
    await reveal.getByRole('button', { name: 'Copy the Environment variables snippet' }).click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toContain(`SCW_SECRET_KEY=${secretKey}`)
  })
})

test('copies without the clipboard API, as on plain http', async ({ page, open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { secretKey } = await generateKey(page)
  const reveal = revealDialog(page)
  await page.evaluate(() => {
    Object.defineProperty(navigator.clipboard, 'writeText', {
      value: () => Promise.reject(new DOMException('denied', 'NotAllowedError')),
    })
  })
  await reveal.getByRole('button', { name: 'Copy secret key' }).click()
  await expect(reveal.getByText('Secret key copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secretKey)
})

test('says when nothing could be copied', async ({ page, open }) => {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { secretKey } = await generateKey(page)
  const reveal = revealDialog(page)
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.execCommand = () => false
  })
  await reveal.getByRole('button', { name: 'Copy secret key' }).click()
  await expect(reveal.getByText(/could not be copied/i).first()).toBeAttached()
  await expect(reveal.getByText(/copied$/)).toHaveCount(0)
  await expect(reveal.getByText(secretKey)).toBeVisible()
})

test('downloads the key as an environment file', async ({ page, open }) => {
  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { accessKey, secretKey } = await generateKey(page)
  const downloading = page.waitForEvent('download')
  await revealDialog(page).getByRole('button', { name: 'Download .env' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toContain(accessKey)
  expect(download.suggestedFilename()).not.toContain(secretKey)
  const stream = await download.createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  expect(text).toContain(`SCW_ACCESS_KEY=${accessKey}\nSCW_SECRET_KEY=${secretKey}\n`)
})
