import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { readFlags } from '../flags.ts'
import { startServer, type RunningServer } from '../start-server.ts'

/** Two whole servers: one is the platform, the other the gateway in front of it. */

let folder: string
let platform: RunningServer
let cloud: RunningServer
let secretKey: string
let accessKey: string

interface Users {
  users: { id: string }[]
}

const json = { 'Content-Type': 'application/json' }

async function start(name: string, ...args: string[]): Promise<RunningServer> {
  const flags = [
    '--port',
    '0',
    '--data',
    name,
    '--log',
    `${name}.log`,
    '--console',
    'dist',
    ...args,
  ]
  return startServer(readFlags(flags, {}, folder))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-cloud-'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>')
  platform = await start('platform', '--seed', 'none', '--test-door')
  cloud = await start('cloud', '--upstream', platform.facts.address, '--metrics-port', '0')
  const door = await fetch(`${platform.facts.address}/test-door/organizations`, {
    method: 'POST',
    headers: json,
    body: '{"scenario":"empty"}',
  })
  const { owner_id } = (await door.json()) as { owner_id: string }
  const made = await fetch(`${platform.facts.address}/iam/v1alpha1/api-keys`, {
    method: 'POST',
    headers: { ...json, Cookie: door.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
    body: JSON.stringify({ user_id: owner_id, description: 'for the console' }),
  })
  const key = (await made.json()) as { access_key: string; secret_key: string }
  accessKey = key.access_key
  secretKey = key.secret_key
})

afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

it('serves the console in front of the platform and keeps its secret to itself', async () => {
  const { address } = cloud.facts
  expect(cloud.facts).toMatchObject({
    upstream: platform.facts.address,
    setupToken: undefined,
    owner: undefined,
  })
  const options = await fetch(`${address}/console/v1/sign-in-options`)
  expect(await options.json()).toMatchObject({
    code: false,
    upstream: new URL(platform.facts.address).host,
  })

  const signedIn = await fetch(`${address}/console/v1/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ access_key: accessKey, secret_key: secretKey }),
  })
  expect(signedIn.status).toBe(200)
  const [cookie = ''] = signedIn.headers.getSetCookie()
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  const headers = { ...json, Cookie: cookie.split(';')[0] ?? '' }
  const users = await fetch(`${address}/iam/v1alpha1/users`, { headers })
  expect(users.status).toBe(200)
  const listed = await users.text()
  const answers = [await signedIn.text(), listed, cookie]

  // Guesses and new keys are counted as they are without an upstream.
  const guess = { access_key: accessKey, secret_key: crypto.randomUUID() }
  const body = JSON.stringify(guess)
  const guessed = await fetch(`${address}/console/v1/session`, {
    method: 'POST',
    headers: json,
    body,
  })
  expect(guessed.status).toBe(401)
  const made = await fetch(`${address}/iam/v1alpha1/api-keys`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ user_id: (JSON.parse(listed) as Users).users[0]?.id }),
  })
  expect(made.status).toBe(200)
  const served = readFileSync(join(folder, 'cloud.log'), 'utf8')
    .split('\n')
    .find((line) => line.includes('metrics are served'))
  const { port } = JSON.parse(served ?? '{}') as { port: number }
  const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  await expect.poll(metrics).toContain('iam_api_keys_created_total 1\n')
  expect(await metrics()).toContain('iam_sign_in_failures_total{reason="not_found"} 1\n')

  // With the platform gone everything fails, and is logged.
  await platform.close()
  const failed = await fetch(`${address}/iam/v1alpha1/users`, { headers })
  expect(failed.status).toBe(502)
  answers.push(await failed.text())
  const log = readFileSync(join(folder, 'cloud.log'), 'utf8')
  expect(log).toContain(failed.headers.get('x-request-id'))

  const files = readdirSync(join(folder, 'cloud'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(folder, 'cloud', name), 'latin1'))
  expect(files.length).toBeGreaterThan(0)
  for (const where of [...answers, log, ...files]) {
    expect(where).not.toContain(secretKey)
    expect(where).not.toContain(secretKey.replaceAll('-', ''))
  }
})
