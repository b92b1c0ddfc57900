import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** A process that starts takes its time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

let folder: string
let started: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-main-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) => runProgram('--port', '0', '--data', folder, ...args)

function runProgram(...args: string[]) {
  const main = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, [main, ...args])
  started.push(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const ended = once(child, 'close').then(([code]: unknown[]) => code)
  return { child, said, ended }
}

async function up(server: ReturnType<typeof run>): Promise<string> {
  await expect.poll(() => server.said.out, { timeout: 50_000 }).toContain('Sign in once')
  return /http:\/\/127\.0\.0\.1:\d+/.exec(server.said.out)?.[0] ?? ''
}

it('prints how to get in, serves, and stops cleanly on SIGTERM', async () => {
  const server = run()
  const address = await up(server)
  expect(server.said.out).toContain('elena.varga@northwind.example')
  expect(server.said.out).toMatch(/Password +(\w{4}-){3}\w{4}\n/)
  expect(server.said.out).toContain(`${address}/sign-in#token=`)
  expect((await fetch(`${address}/healthz`)).status).toBe(200)

  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  const log = server.said.err.trim().split('\n')
  expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({ level: 'info', msg: 'stopped' })
  expect(server.said.err).not.toContain(/#token=(\w+)/.exec(server.said.out)?.[1])
})

it('refuses to share a SQLite database with another process', async () => {
  const first = run('--log', join(folder, 'first.log'))
  await up(first)
  const second = run()
  const copy = runProgram('backup', '--to', join(folder, 'copy.db'), '--data', folder)
  expect([await second.ended, await copy.ended]).toEqual([1, 0])
  expect(second.said.err).toContain('in use by another process')
  expect(second.said.err.trim().split('\n')).toHaveLength(1)
  // Unless it is to copy it, which the first process does.
  expect(copy.said.out).toMatch(/^Copied .*copy\.db/)
  const back = runProgram('restore', '--from', join(folder, 'copy.db'), '--data', folder)
  expect(await back.ended).toBe(1)
  expect(back.said.err).toMatch(/^The database .* in use by another process.*\n$/)
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(readFileSync(join(folder, 'first.log'), 'utf8')).toContain('stopped')
})

it('says in a line which flag is wrong', async () => {
  const refused = run('--host', '0.0.0.0')
  expect(await refused.ended).toBe(2)
  expect(refused.said.err).toMatch(/^--host 0\.0\.0\.0 would show the demo Organization.*\n$/)
})

it('shows nobody else the demo Organization of an earlier start', async () => {
  const first = run()
  await up(first)
  first.child.kill()
  expect(await first.ended).toBe(0)
  const exposed = run('--host', '0.0.0.0', '--seed', 'none')
  expect(await exposed.ended).toBe(2)
  expect(exposed.said.err).toMatch(/would show the demo Organization, which this database holds/)
})

it('helps whoever has set something wrong', async () => {
  const asked = runProgram('--help', '--port', 'none')
  expect(await asked.ended).toBe(0)
  expect(asked.said.out).toMatch(/^Usage: node server\/main\.ts/)
})

it('says in a line what the machine refuses', async () => {
  const refused = run('--log', folder)
  expect(await refused.ended).toBe(1)
  expect(refused.said.err).toMatch(/^The server cannot start: EISDIR.*\n$/)
})

it.runIf(process.platform === 'linux')(
  'keeps a password out of the list of processes',
  async () => {
    const server = run('--owner-password', 'canary password')
    await up(server)
    expect(server.child.spawnargs).toContain('canary password')
    expect(readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8')).not.toContain('canary')
  },
)

it('explains itself', async () => {
  const help = run('--help')
  expect(await help.ended).toBe(0)
  expect(help.said.out).toContain('--owner-password')
  const ofCommand = runProgram('rotate-pepper', '--help')
  expect(await ofCommand.ended).toBe(0)
  expect(ofCommand.said.out).toBe(help.said.out)
})
