import { execFile } from 'node:child_process'
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { chromium } from '@playwright/test'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const cacheFile = join(root, '.cache/chromium')
const minute = 60_000

/** What the system calls its Chromium: first the shell without a window, which costs half as much. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
]
const macBrowsers = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The Chromium that a run of `ensureChromium` has found, as Playwright's `executablePath`; undefined
 * leaves the choice to Playwright.
 */
export function knownChromium(): string | undefined {
  try {
    return readFileSync(cacheFile, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * Finds a Chromium that starts, and installs one when there is none: Playwright's own, else the
 * system's, else Debian's package. Remembers it.
 *
 * @returns as `knownChromium`.
 * @throws Error when none can be had.
 */
export async function ensureChromium(): Promise<string | undefined> {
  const known = knownChromium()
  if (known !== undefined && (await starts(known))) return known
  const found = await find()
  mkdirSync(dirname(cacheFile), { recursive: true })
  writeFileSync(cacheFile, found ?? '')
  return found
}

async function find(): Promise<string | undefined> {
  if (await starts(undefined)) return undefined
  const system = await firstThatStarts()
  if (system !== undefined) return system
  process.stdout.write('Installing a Chromium for the end-to-end tests, once …\n')
  if ((await installOwn()) && (await starts(undefined))) return undefined
  if (await installDebian()) {
    const installed = await firstThatStarts()
    if (installed !== undefined) return installed
  }
  throw new Error(
    'No Chromium starts here, and none could be installed. Install Chromium or Chrome, or run ' +
      '"npx playwright install --with-deps chromium".',
  )
}

async function firstThatStarts(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const path of [...candidates, ...macBrowsers]) {
    if (isExecutable(path) && (await starts(path))) return path
  }
  return undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Only a start tells: a browser can be there and lack a library. */
async function starts(executablePath: string | undefined): Promise<boolean> {
  try {
    const browser = await chromium.launch({
      timeout: minute,
      ...(executablePath === undefined ? {} : { executablePath }),
    })
    await browser.close()
    return true
  } catch {
    return false
  }
}

/** Needs the network; gives up after some minutes. */
async function installOwn(): Promise<boolean> {
  const cli = join(root, 'node_modules/playwright/cli.js')
  return succeeds(process.execPath, [cli, 'install', 'chromium'])
}

async function installDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  await succeeds('apt-get', ['update', '-qq'])
  const install = ['install', '-y', '-qq', '--no-install-recommends']
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (await succeeds('apt-get', [...install, name])) return true
  }
  return false
}

async function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, args, {
      timeout: 5 * minute,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return true
  } catch {
    return false
  }
}
