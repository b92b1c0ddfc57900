import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'

import type { Browser, Request } from '@playwright/test'

import { visitUsers } from './browser.ts'
import type { RunningSite } from './sites.ts'

export type Kind = 'page' | 'JS' | 'CSS' | 'font' | 'API' | 'other'

/** One answer that the browser received; sizes in bytes of its body, compressed at the best setting. */
export interface Loaded {
  path: string
  kind: Kind
  raw: number
  gzip: number
  brotli: number
  /** Whether it was asked for before the first row of the table was there. */
  beforeFirstRow: boolean
}

const quietTime = 1500

/** What the browser loads for the list of users: until the first row, and then until it is quiet. */
export async function measureLoad(browser: Browser, site: RunningSite): Promise<Loaded[]> {
  const requests: Request[] = []
  const { context, page, firstRow } = await visitUsers(browser, site, {
    watch: (page) => page.on('request', (request) => requests.push(request)),
  })
  const shownAt = (await firstRow) + (await page.evaluate(() => performance.timeOrigin))
  for (let before = -1; before !== requests.length; await sleep(quietTime)) {
    before = requests.length
  }
  const loaded: Loaded[] = []
  for (const request of requests) {
    const response = await request.response()
    if (response === null) continue
    const body = await response.body()
    loaded.push({
      path: new URL(request.url()).pathname,
      kind: kindOf(request, response.headers()['content-type'] ?? ''),
      raw: body.byteLength,
      gzip: gzipSync(body, { level: 9 }).byteLength,
      brotli: brotliCompressSync(body).byteLength,
      beforeFirstRow: request.timing().startTime < shownAt,
    })
  }
  await context.close()
  return loaded
}

function kindOf(request: Request, type: string): Kind {
  if (type.includes('text/html')) return 'page'
  if (type.includes('javascript')) return 'JS'
  if (type.includes('css')) return 'CSS'
  if (type.includes('font')) return 'font'
  return request.resourceType() === 'fetch' ? 'API' : 'other'
}
