import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { createBackend } from '../backend/app.ts'
import { createSignInLink } from '../backend/console/sign-in-links.ts'
import { oneTimePassword } from '../backend/http/one-time-passwords.ts'
import { createPeppers } from '../backend/http/peppers.ts'
import { createTestBackend, TEST_PASSWORD } from '../backend/testing/harness.ts'
import { readFlags } from './flags.ts'
import { onSqlStores } from './on-every-store.ts'
import { adoptPeppers, forgetPepper, formerUse, missingPepper, sealAnew } from './pepper-use.ts'
import { addPepper } from './pepper.ts'
import { startServer } from './start-server.ts'

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
/** The harness has this one. */
const OLD = key(7)
const NEW = key(8)
const NOW = new Date('2026-11-23T09:00:00.000Z')

onSqlStores((open) => {
  it('replaces the pepper while two servers go on, one after the other', async () => {
    const test = await createTestBackend(open)
    const { store, options, scenario } = test
    const { ownerId, memberId } = scenario
    const here = options.peppers
    const there = createPeppers([OLD])
    const second = createBackend({ ...options, peppers: there })
    const path = `/iam/v1alpha1/users/${memberId}`
    /** What a request with these credentials is answered on the one server and on the other. */
    const both = async (headers: Record<string, string>): Promise<number[]> => {
      const caller = { ip: '203.0.113.7', session: test.browser().carrier }
      const request = new Request(`https://iam.test${path}`, { headers })
      const one = await test.request(path, { headers })
      return [one.status, (await second.fetch(request, caller)).status]
    }
    const withKey = (secret: string) => both({ 'X-Auth-Token': secret })

    await adoptPeppers(store, here, NOW)
    await adoptPeppers(store, there, NOW)
    const [oldId = ''] = await here.ids()

    const { secret: adminKey } = await test.keyFor('user', ownerId)
    const used = await test.keyFor('user', ownerId)
    const unused = await test.keyFor('user', ownerId)
    const over = await test.keyFor('user', ownerId, { expires_at: '2026-11-01T00:00:00.000000Z' })
    const browser = await test.signedIn(memberId)
    const token = { 'X-Session-Token': browser.token ?? '' }
    const { iam } = test.sdk(browser)
    const { secret: totp } = await iam.createUserMFAOTP({ userId: memberId })
    const code = () => oneTimePassword(totp, options.clock())
    const { recoveryCodes } = await iam.validateUserMFAOTP({
      userId: memberId,
      oneTimePassword: code(),
    })
    const link = await createSignInLink(options, ownerId)
    const repeat = () =>
      test.request('/iam/v1alpha1/api-keys', {
        as: adminKey,
        headers: { 'Idempotency-Key': 'one form' },
        body: { user_id: ownerId },
      })
    expect((await repeat()).status).toBe(200)

    // First the new pepper is known everywhere, as the second.
    for (const peppers of [here, there]) {
      peppers.replace([OLD, NEW])
      await adoptPeppers(store, peppers, NOW)
      expect(await withKey(used.secret)).toEqual([200, 200])
    }
    // Then it becomes the first, on one server after the other.
    there.replace([NEW, OLD])
    await adoptPeppers(store, there, NOW)
    const [newId = ''] = await there.ids()
    expect(await missingPepper(store, here)).toBeUndefined()
    expect(await missingPepper(store, createPeppers([OLD]))).toBe(newId)
    for (let time = 0; time < 3; time += 1) {
      expect(await withKey(used.secret)).toEqual([200, 200])
      expect(await both(token)).toEqual([200, 200])
    }
    here.replace([NEW, OLD])
    await adoptPeppers(store, here, NOW)
    expect(await sealAnew(store, here)).toBe(1)
    expect((await repeat()).status).toBe(409)
    expect(await withKey(adminKey)).toEqual([200, 200])
    expect(await withKey(used.secret)).toEqual([200, 200])
    expect(await both(token)).toEqual([200, 200])
    const digestOf = async (accessKey: string) =>
      (await store.get('api_keys', accessKey))?.secret_digest.slice(0, 9)
    expect(await digestOf(used.accessKey)).toBe(`${newId}.`)
    expect(await digestOf(unused.accessKey)).toBe(`${oldId}.`)

    // What is left is told: two keys (one made by the repeated form), the codes, and the link.
    const left = { api_keys: 2, recovery_codes: 10, sign_in_links: 1 }
    expect(await formerUse(store, here, NOW)).toEqual([{ pepper: oldId, use: left }])
    const signIn = async (body: Record<string, string>): Promise<number> =>
      (await test.request('/console/v1/session', { body })).status
    expect(await signIn({ token: link })).toBe(200)
    const member = { login: 'priya.raman', password: TEST_PASSWORD }
    expect(await signIn({ ...member, recovery_code: recoveryCodes[0] ?? '' })).toBe(200)
    test.advance(30_000)
    expect(await signIn({ ...member, one_time_password: code() })).toBe(200)

    // Last it goes: not by accident, though.
    here.replace([NEW])
    await expect(adoptPeppers(store, here, NOW)).rejects.toThrow(
      `2 api keys, 9 recovery codes under the pepper ${oldId}`,
    )
    await expect(forgetPepper(store, newId, NOW)).rejects.toThrow('newest')
    await forgetPepper(store, oldId, NOW)
    await adoptPeppers(store, here, NOW)
    expect(await withKey(used.secret)).toEqual([200, 200])
    expect((await test.request(path, { as: unused.secret })).status).toBe(401)
    expect((await test.request(path, { as: over.secret })).status).toBe(401)

    // A server with another pepper, or with the former one only, does not start.
    for (const wrong of [[key(9)], [OLD]]) {
      await expect(adoptPeppers(store, createPeppers(wrong), NOW)).rejects.toThrow(
        `kept under the pepper ${newId}`,
      )
    }
    expect(test.reports).toEqual([])
    await test.close()
  })
})

it('takes up a new pepper of its file without a restart, and refuses one it cannot use', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-console-rotation-'))
  const log = join(folder, 'log')
  const flags = readFlags(
    ['--port', '0', '--test-door', '--seed', 'none', '--log', log],
    {},
    folder,
  )
  const server = await startServer(flags)
  const { address } = server.facts
  const opened = await fetch(`${address}/test-door/organizations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ scenario: 'empty' }),
  })
  const Cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const session = async (): Promise<number> =>
    (await fetch(`${address}/console/v1/session`, { headers: { Cookie } })).status

  expect(await session()).toBe(200)
  addPepper(flags.data)
  await server.reloadPeppers()
  expect(await session()).toBe(200)
  writeFileSync(join(flags.data, 'pepper'), Buffer.from(key(9)).toString('base64'))
  await server.reloadPeppers()
  expect(await session()).toBe(200)
  await server.close()
  await expect(startServer(flags)).rejects.toThrow('kept under the pepper')
  rmSync(folder, { recursive: true })
})
