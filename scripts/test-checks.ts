import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { ensureBuilt } from './ensure-built.ts'
import { runPlaywright } from './run-playwright.ts'

/** How many tests of a check passed and failed; a check that is one thing counts as one test. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
}

export interface Check {
  name: string
  run(): Promise<Outcome>
}

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const one = { passed: 1, failed: 0, skipped: 0 }
const none = { passed: 0, failed: 1, skipped: 0 }

/** Everything that `npm test` checks, the quickest first. */
export const checks: readonly Check[] = [
  tool('types', 'tsc', ['--noEmit', '--pretty']),
  tool('lint', 'oxlint', ['--deny-warnings']),
  tool('format', 'oxfmt', ['--check']),
  tool('tokens', join(root, 'scripts/generate-tokens.ts'), ['--check']),
  build('production'),
  build('mock'),
  { name: 'unit and contract tests', run: unitTests },
  { name: 'end-to-end tests', run: endToEndTests },
]

/** A program of node_modules/.bin, or a script of ours, that says by its exit code how it went. */
function tool(name: string, program: string, args: readonly string[]): Check {
  return {
    name,
    async run() {
      const script = program.endsWith('.ts')
        ? [program]
        : [join(root, 'node_modules/.bin', program)]
      const { code, output } = await capture([...script, ...args])
      if (code !== 0) process.stdout.write(`${output}\n`)
      return code === 0 ? one : none
    },
  }
}

function build(mode: 'production' | 'mock'): Check {
  return {
    name: `${mode} build`,
    async run() {
      await ensureBuilt(mode)
      return one
    },
  }
}

async function unitTests(): Promise<Outcome> {
  if (!process.env['TEST_DATABASE_URL']) {
    process.stdout.write(
      'PostgreSQL is not tested: TEST_DATABASE_URL names no server. Memory and SQLite are.\n',
    )
  }
  const report = join(results, 'unit.json')
  rmSync(report, { force: true })
  const code = await show([
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    testResults = [],
  } = readReport<{
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }>(report)
  // A file that does not even load has no tests to count.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return outcome(code, numPassedTests, numFailedTests + broken.length, numPendingTests)
}

async function endToEndTests(): Promise<Outcome> {
  const report = join(results, 'e2e.json')
  rmSync(report, { force: true })
  const code = await runPlaywright(['--reporter=dot,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  const { stats } = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }>(report)
  return outcome(
    code,
    stats?.expected ?? 0,
    (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    stats?.skipped ?? 0,
  )
}

/** A runner that found nothing, or crashed beside its tests, has failed whatever it counted. */
function outcome(code: number, passed: number, failed: number, skipped: number): Outcome {
  const crashed = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: crashed ? 1 : failed, skipped }
}

function readReport<T>(file: string): Partial<T> {
  if (!existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

async function capture(args: readonly string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [code] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : 1, output: output.trim() }
}

async function show(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}
