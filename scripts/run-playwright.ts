import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ensureChromium } from './chromium.ts'
import { ensureBuilt } from './ensure-built.ts'
import { freePorts } from './free-port.ts'

const root = join(import.meta.dirname, '..')

/**
 * Runs the end-to-end tests on production builds of the present sources, with servers, ports and a
 * data folder of their own; or, with `E2E_DEV_URL`, against what is running there.
 *
 * @param args for `playwright test`.
 * @param env added to the environment.
 * @returns Playwright's exit code.
 * @throws BuildFailed, or Error when there is no Chromium.
 */
export async function runPlaywright(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  if (process.env['E2E_DEV_URL'] === undefined) {
    await ensureBuilt('production')
    await ensureBuilt('mock')
  }
  await ensureChromium()
  const data = mkdtempSync(join(tmpdir(), 'iam-console-e2e-'))
  const [mockPort, localPort, cloudPort] = await freePorts(3)
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const child = spawn(process.execPath, [cli, 'test', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      E2E_SERVER_DATA: data,
      E2E_MOCK_PORT: String(mockPort),
      E2E_LOCAL_PORT: String(localPort),
      E2E_CLOUD_PORT: String(cloudPort),
      ...env,
    },
  })
  try {
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 1
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
