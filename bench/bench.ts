/**
 * `npm run bench -- scale`: how times grow with the number of rows, and a load, on a PostgreSQL server of
 * its own. `npm run bench`: what the console costs, beside a floor of the same libraries built in the same
 * run, and beside our aims. Prints and never judges: only a crash fails the process.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

import { launchBrowser } from './browser.ts'
import { buildApps } from './build-apps.ts'
import { measureBackend } from './measure-backend.ts'
import { measureFirstRow } from './measure-first-row.ts'
import { measureLoad } from './measure-load.ts'
import { measureRouteChange } from './measure-route-change.ts'
import { measureScale } from './measure-scale.ts'
import { scaleReport } from './print-scale.ts'
import { printBackend, printFirstRow, printLoad, printRouteChange } from './print.ts'
import { type Sites, startSites } from './sites.ts'

/** How many times slower than this machine's the processor of a visitor is taken to be. */
const slowdown = 4

async function main(): Promise<void> {
  const began = performance.now()
  warnWhenBusy()
  const folder = await mkdtemp(join(tmpdir(), 'iam-console-bench-'))
  const [what, only] = process.argv.slice(2)
  try {
    if (what === 'scale') await measureScale(folder, scaleReport(), only)
    else await measureConsole(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  console.log(`\nMeasured in ${Math.round((performance.now() - began) / 1000)} s.`)
}

async function measureConsole(folder: string): Promise<void> {
  const sites = await startSites(await buildApps(folder), folder)
  try {
    await measureInBrowser(sites)
  } finally {
    await Promise.all(Object.values(sites).map(({ stop }) => stop()))
  }
  printBackend(await measureBackend(folder))
}

/** Times of a machine that does something else mean little; ratios suffer less. */
function warnWhenBusy(): void {
  const [load = 0] = loadavg()
  const cores = availableParallelism()
  if (load > cores / 2) {
    console.log(`This machine is busy: a load of ${load.toFixed(1)} on ${cores} cores.`)
  }
}

async function measureInBrowser(sites: Sites): Promise<void> {
  const browser = await launchBrowser()
  try {
    printLoad(await measureLoad(browser, sites.local), await measureLoad(browser, sites.floor))
    printFirstRow(await measureFirstRow(browser, sites, { slowdown, rounds: 7 }), slowdown)
    printRouteChange(await measureRouteChange(browser, sites, { slowdown, rounds: 9 }), slowdown)
  } finally {
    await browser.close()
  }
}

await main()
