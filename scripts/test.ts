/**
 * `npm test`: the whole gate. Its last line is `N passed, N failed`. Words given as arguments choose
 * checks by their names, as in `npm test -- types lint`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { checks, type Check, type Outcome } from './test-checks.ts'

mkdirSync(join(import.meta.dirname, '../test-results'), { recursive: true })

const words = process.argv.slice(2)
const chosen = checks.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)
const total: Outcome = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

for (const check of chosen) {
  const began = performance.now()
  const outcome = await attempt(check)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const ok = outcome.failed === 0
  process.stdout.write(`${ok ? '✓' : '✗'} ${check.name}${counts(outcome)} (${seconds} s)\n`)
  if (!ok) failures.push(check.name)
  total.passed += outcome.passed
  total.failed += outcome.failed
  total.skipped += outcome.skipped
}

if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

async function attempt(check: Check): Promise<Outcome> {
  try {
    return await check.run()
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function counts({ passed, failed, skipped }: Outcome): string {
  if (passed + failed + skipped === 1) return ''
  return `: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
