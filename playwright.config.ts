import { join } from 'node:path'

import { defineConfig, devices, type PlaywrightTestConfig } from '@playwright/test'

import { knownChromium } from './scripts/chromium.ts'

/**
 * The same specs against the production build on a real server (`local`) and against the mock build
 * (`mock`), and their core through a gateway in front of that server (`cloud`). `npm run e2e` sets the environment; the workers of a run inherit it.
 */
const ports = {
  mock: process.env['E2E_MOCK_PORT'] ?? '4631',
  local: process.env['E2E_LOCAL_PORT'] ?? '4632',
  cloud: process.env['E2E_CLOUD_PORT'] ?? '4633',
}
const address = (mode: keyof typeof ports): string => `http://127.0.0.1:${ports[mode]}`
/** The local server's database and log, for the specs that search them. */
const data = (process.env['E2E_SERVER_DATA'] ??= join(import.meta.dirname, 'test-results/.server'))
/** The platform of cloud mode is the local server. */
process.env['E2E_UPSTREAM_URL'] ??= address('local')
/** The demo Owner's; no Organization that a test makes has it. */
const ownerPassword = (process.env['E2E_OWNER_PASSWORD'] ??= 'northwind end to end')
/** Address of a running `npm run dev`: its specs then run against it, without a build. */
const dev = process.env['E2E_DEV_URL']
const chromium = knownChromium()

/** The core: making and using keys and applications, finding things, signing in and out. */
const cloudSpecs = [
  'cloud.spec.ts',
  'seed-flows.spec.ts',
  'applications.spec.ts',
  'palette.spec.ts',
]

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // Traces slow every test down: `--trace on` when one is needed.
    screenshot: 'only-on-failure',
    launchOptions: chromium === undefined ? {} : { executablePath: chromium },
  },
  projects: [
    {
      name: 'mock',
      testIgnore: ['proof.spec.ts', 'cloud.spec.ts'],
      use: { baseURL: dev ?? address('mock') },
    },
    ...(dev === undefined
      ? [
          {
            name: 'local',
            // What axe judges is the same in both modes; the mock needs no server for it.
            testIgnore: ['mock.spec.ts', 'cloud.spec.ts', 'axe.spec.ts'],
            use: { baseURL: address('local') },
          },
          { name: 'cloud', testMatch: cloudSpecs, use: { baseURL: address('cloud') } },
        ]
      : []),
  ],
  webServer: dev === undefined ? servers() : [],
})

function servers(): Exclude<PlaywrightTestConfig['webServer'], undefined> {
  return [
    {
      name: 'mock',
      command: `"${process.execPath}" scripts/serve-mock.ts --port ${ports.mock} --log "${join(data, 'mock.log')}"`,
      url: address('mock'),
    },
    {
      name: 'local',
      command: `"${process.execPath}" server/main.ts --port ${ports.local} --data "${data}" --log "${join(data, 'server.log')}" --owner-password "${ownerPassword}" --test-door`,
      url: `${address('local')}/healthz`,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    },
    {
      name: 'cloud',
      command: `"${process.execPath}" server/main.ts --port ${ports.cloud} --data "${join(data, 'cloud')}" --log "${join(data, 'cloud.log')}" --upstream ${address('local')}`,
      url: `${address('cloud')}/healthz`,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    },
  ]
}
