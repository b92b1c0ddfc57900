import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { readFlags } from './flags.ts'
import { startServer, type RunningServer } from './start-server.ts'

interface Made {
  organization_id: string
  owner_id: string
  member_id: string
  sign_in_as: string
  owner_token: string
  member_token: string
}

let folder: string
let server: RunningServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iam-console-door-'))
  const flags = ['--port', '0', '--log', 'server.log', '--test-door', '--seed', 'none']
  server = await startServer(readFlags(flags, {}, folder))
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const url = (path = '') => `${server.facts.address}/test-door/organizations${path}`

function open(scenario: string): Promise<Response> {
  return fetch(url(), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ scenario }),
  })
}

async function made(scenario: string): Promise<Made & { cookie: string }> {
  const response = await open(scenario)
  expect(response.status).toBe(201)
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { ...((await response.json()) as Made), cookie }
}

const read = (list: string, cookie: string) =>
  fetch(`${server.facts.address}/iam/v1alpha1/${list}`, { headers: { Cookie: cookie } })
const users = (cookie: string) => read('users', cookie)

it('makes an Organization of its own each time, and drops it without a trace', async () => {
  const [one, two] = [await made('default'), await made('default')]
  expect(one.organization_id).not.toBe(two.organization_id)
  expect((await users(one.cookie)).status).toBe(200)

  const dropped = await fetch(url(`/${one.organization_id}`), { method: 'DELETE' })
  expect(dropped.status).toBe(204)
  expect((await users(one.cookie)).status).toBe(401)
  expect((await users(two.cookie)).status).toBe(200)
  expect((await fetch(url(`/${one.organization_id}`), { method: 'DELETE' })).status).toBe(404)
})

it('signs in whom the scenario names', async () => {
  const member = await made('member')
  expect(member.sign_in_as).toBe(member.member_id)
  expect((await read('groups', member.cookie)).status).toBe(403)
})

it('fails on purpose in the Organizations of failing scenarios only', async () => {
  const [failing, healthy] = [await made('failing'), await made('default')]
  expect((await users(healthy.cookie)).status).toBe(200)
  expect((await users(failing.cookie)).status).toBe(500)
  expect((await users(failing.cookie)).status).toBe(200)
})

it('cuts the connection in the middle of an answer where a key is called so', async () => {
  const { cookie, owner_id } = await made('default')
  const create = async (description: string): Promise<string> => {
    const response = await fetch(`${server.facts.address}/iam/v1alpha1/api-keys`, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ user_id: owner_id, description }),
    })
    return response.text()
  }
  const described = async (): Promise<string> =>
    (await read('api-keys?order_by=created_at_desc', cookie)).text()
  expect(await create('well')).toContain('"description":"well"')
  await expect(create('fault:network')).rejects.toThrow('terminated')
  await expect(create('fault:lost-answer')).rejects.toThrow('terminated')
  expect(await described()).not.toContain('fault:network')
  expect(await described()).toContain('fault:lost-answer')
})

it('refuses what a page from elsewhere could send', async () => {
  const plain = await fetch(url(), { method: 'POST', body: '{"scenario":"default"}' })
  expect(plain.status).toBe(404)
  const rebound = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { Host: 'attacker.example', 'Content-Type': 'application/json' }
    const request = httpRequest(url(), { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.once('error', reject)
    request.end('{"scenario":"default"}')
  })
  expect(rebound).toBe(404)
})

it('knows the scenarios by name', async () => {
  expect((await open('toString')).status).toBe(400)
})
