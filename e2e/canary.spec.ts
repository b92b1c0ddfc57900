import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, finishReveal, generateKey, test } from './fixtures.ts'

/** Every file below a folder, read whole. */
function contents(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }))
}

test('after closing, the secret is found nowhere', async ({ page, open, context, mode }) => {
  const traffic: string[] = []
  const answers: Promise<boolean>[] = []
  page.on('console', (message) => traffic.push(message.text()))
  context.on('request', (request) => {
    traffic.push(request.url(), request.postData() ?? '', JSON.stringify(request.headers()))
  })

  await open('/iam/api-keys')
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { accessKey, secretKey } = await generateKey(page, 'canary')
  await finishReveal(page)
  await expect(page.getByRole('row', { name: new RegExp(accessKey) })).toBeVisible()

  context.on('response', (response) => {
    answers.push(
      response.text().then(
        (text) => text.includes(secretKey),
        () => false,
      ),
    )
  })

  await test.step('no page of the console gets it again', async () => {
    for (const path of ['/iam/users', '/iam/applications', '/iam/api-keys']) {
      await page.goto(path)
      await expect(page.getByRole('table')).toBeVisible()
    }
    await page.goto(`/iam/api-keys/${accessKey}/edit`)
    await expect(page.getByRole('dialog', { name: 'Edit API key' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await Promise.all(answers)).not.toContain(true)
  })

  await test.step('the page does not hold it', async () => {
    const held = await page.evaluate(async (secret) => {
      const texts = [
        document.documentElement.outerHTML,
        document.title,
        location.href,
        JSON.stringify(history.state),
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
        document.cookie,
      ]
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
        }
      }
      for (const { name } of await indexedDB.databases()) texts.push(String(name))
      return texts.filter((text) => text.includes(secret))
    }, secretKey)
    expect(held).toEqual([])
  })

  await test.step('neither does the memory of the console', async () => {
    const client = await context.newCDPSession(page)
    await client.send('HeapProfiler.collectGarbage')
    const chunks: string[] = []
    client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
    await client.send('HeapProfiler.takeHeapSnapshot')
    expect(chunks.join('').includes(secretKey)).toBe(false)
  })

  expect(traffic.filter((text) => text.includes(secretKey))).toEqual([])

  if (mode === 'local') {
    await test.step('the server’s log and database do not hold it', async () => {
      const folder = process.env.E2E_SERVER_DATA
      if (!folder) throw new Error('E2E_SERVER_DATA does not name the server’s folder')
      const files = contents(folder)
      expect(files.map(({ path }) => path).join('\n')).toMatch(/\.log/)
      const found = files.filter(({ bytes }) => bytes.includes(secretKey))
      expect(found.map(({ path }) => path)).toEqual([])
      const canaries = files.filter(({ bytes }) => bytes.includes(accessKey))
      expect(canaries.length, 'the search finds what is there').toBeGreaterThan(0)
    })
  }
})
