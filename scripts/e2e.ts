/** `npm run e2e -- [arguments of playwright test]`: the end-to-end tests, in all modes. */
import { BuildFailed } from './ensure-built.ts'
import { runPlaywright } from './run-playwright.ts'

try {
  process.exitCode = await runPlaywright(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof BuildFailed ? 2 : 1
}
