import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Pool } from 'pg'
import { describe, expect, it } from 'vitest'

import { storeSetupToken } from '../backend/console/setup-token.ts'
import { createSignInLink } from '../backend/console/sign-in-links.ts'
import { oneTimePassword } from '../backend/http/one-time-passwords.ts'
import { tables } from '../backend/store/schema.ts'
import type { Store, TableName } from '../backend/store/store.ts'
import { createTestBackend, TEST_PASSWORD, type TestBackend } from '../backend/testing/harness.ts'
import { createGatewaySessions } from './gateway/gateway-sessions.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { openStore } from './store.ts'

/** Passwords that people choose in the course of it. */
const CHOSEN = 'Tr0ub4dor-and-three'
const SETUP_TOKEN = 'f3a1b2c4d5e6f708192a3b4c5d6e7f80f3a1b2c4d5e6f708192a3b4c5d6e7f80'

/** Does everything that has to do with a secret. Gives the secrets by what they are. */
async function keepSecrets(test: TestBackend): Promise<Map<string, string>> {
  const { options, scenario, store } = test
  const { ownerId, organizationId } = scenario
  const secrets = new Map([
    ['password', TEST_PASSWORD],
    ['chosen password', CHOSEN],
    ['pepper', Buffer.from(options.peppers.keys()[0] ?? []).toString('latin1')],
  ])
  const browser = await test.signedIn(ownerId)
  secrets.set('session token', browser.token ?? '')
  const { iam } = test.sdk(browser)
  const key = await iam.createAPIKey({ userId: ownerId, description: 'deploys' })
  secrets.set('secret key', key.secretKey ?? '')
  const gone = await iam.createAPIKey({ userId: ownerId, description: 'deleted' })
  secrets.set('deleted secret key', gone.secretKey ?? '')
  await iam.deleteAPIKey({ accessKey: gone.accessKey })
  const member = await iam.createUser({
    organizationId,
    member: {
      username: 'ada',
      email: 'ada@northwind.example',
      password: CHOSEN,
      firstName: '',
      lastName: '',
      phoneNumber: '',
      locale: 'en_US',
      sendPasswordEmail: false,
      sendWelcomeEmail: false,
    },
  })
  secrets.set('sign-in link', await createSignInLink(options, member.id))

  const { secret: totp } = await iam.createUserMFAOTP({ userId: ownerId })
  secrets.set('secret of one-time passwords', totp)
  const { recoveryCodes } = await iam.validateUserMFAOTP({
    userId: ownerId,
    oneTimePassword: oneTimePassword(totp, options.clock()),
  })
  for (const code of recoveryCodes) secrets.set(`recovery code ${code}`, code)

  const { token: connection } = await post(test, browser, `users/${ownerId}/initiate-connection`)
  secrets.set('connection token', connection ?? '')
  const { token: other } = await post(test, browser, 'jwts', { user_id: ownerId, referrer: '' })
  secrets.set('another session token', other ?? '')
  const scim = await post(test, browser, `organizations/${organizationId}/scim`)
  const { bearer_token: scimToken } = await post(test, browser, `scim/${scim['id']}/tokens`)
  secrets.set('SCIM token', scimToken ?? '')
  secrets.set('secret of the SCIM token', scimToken?.split('.').at(-1) ?? '')

  await test.request('/console/v1/session/code', { body: { login: 'ada' } })
  await expect.poll(() => test.mails.length).toBeGreaterThan(0)
  secrets.set('sign-in code', /\b\d{6}\b/.exec(test.mails.at(-1)?.text ?? '')?.[0] ?? '')

  const gateway = createGatewaySessions({ store, peppers: options.peppers, clock: options.clock })
  const cloud = '6f7e2a31-9c1d-4e55-8d0a-1b2c3d4e5f60'
  const { token } = await gateway.open({
    accessKey: 'SCW00000000000000000',
    secretKey: cloud,
    organizationId,
    bearer: { type: 'unknown', id: '' },
  })
  secrets.set('cloud secret key', cloud)
  secrets.set('cloud session token', token)
  for (const [what, secret] of secrets) expect(secret.length, what).toBeGreaterThanOrEqual(6)
  return secrets
}

async function post(
  test: TestBackend,
  as: Parameters<TestBackend['sdk']>[0],
  path: string,
  body: object = {},
): Promise<Record<string, string>> {
  const answer = await test.request(`/iam/v1alpha1/${path}`, { method: 'POST', as, body })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`)
  return answer.body as Record<string, string>
}

/** A secret in the forms in which it could have been written, and what a hash without a key makes of it. */
function formsOf(secret: string): string[] {
  const values = new Set([secret, secret.replaceAll('-', ''), secret.toLowerCase()])
  return [...values].flatMap((value) => {
    const bytes = Buffer.from(value, 'latin1')
    const hashes = ['sha256', 'sha512', 'sha1', 'md5'].map((name) =>
      createHash(name).update(bytes).digest(),
    )
    const packed = /^[0-9a-f]{32,}$/.test(value) ? [Buffer.from(value, 'hex')] : []
    const encoded = [bytes, ...hashes, ...packed].flatMap((each) => [
      each.toString('hex'),
      each.toString('hex').toUpperCase(),
      each.toString('base64').replace(/=+$/, ''),
      each.toString('base64url'),
    ])
    return encoded.concat(value)
  })
}

function expectNoneOf(secrets: Map<string, string>, copy: string): void {
  for (const [what, secret] of secrets) {
    for (const form of formsOf(secret)) {
      // A few digits turn up in longer numbers by chance.
      const found =
        form.length < 10
          ? new RegExp(`(?<![0-9A-Za-z.])${form}(?![0-9A-Za-z])`).test(copy)
          : copy.includes(form)
      expect(found, what).toBe(false)
    }
  }
}

/** Tries what the database keeps in the place of secrets as if it were these. */
async function expectUseless(test: TestBackend, secrets: Map<string, string>): Promise<void> {
  const { store } = test
  const kept = new Set<string>()
  for (const table of Object.keys(tables) as TableName[]) {
    for (const row of await store.find(table)) {
      for (const [column, value] of Object.entries(row)) {
        const isKept =
          /digest|sealed|hash|totp_secret/.test(column) ||
          (table === 'recovery_codes' && column === 'id')
        if (isKept && typeof value === 'string') kept.add(value)
      }
    }
  }
  expect(kept.size).toBeGreaterThan(secrets.size - 6)
  // A hash without a key would give six digits away in a second.
  const [pepper] = await test.options.peppers.ids()
  for (const value of kept) {
    expect(value).toMatch(new RegExp(`^(?:${pepper}\\.[\\w-]{43,}|\\$argon2id\\$.*)$`))
  }
  for (const value of kept) {
    for (const text of [value, value.slice(value.indexOf('.') + 1)]) {
      for (const header of ['X-Auth-Token', 'X-Session-Token']) {
        const answer = await test.request('/console/v1/session', { headers: { [header]: text } })
        expect(answer.status).toBe(401)
      }
      const body = text.length > 200 ? { token: text.slice(0, 200) } : { token: text }
      const signIn = await test.request('/console/v1/session', { body })
      expect([401, 429]).toContain(signIn.status)
    }
  }
  for (const { password_hash: hash } of await store.find('users')) {
    if (hash !== null) expect(hash).toMatch(/^\$argon2id\$v=19\$/)
  }
}

async function look(open: () => Promise<Store>, copy: () => Promise<string>): Promise<void> {
  const test = await createTestBackend(open, { scenario: 'empty', mail: 'works' })
  // Is not kept where there is an Organization already, and leaves no trace.
  await storeSetupToken(test.options, SETUP_TOKEN)
  const secrets = await keepSecrets(test)
  const dump = await copy()
  // The copy is one of the database, and has what may be known.
  expect(dump).toContain('ada@northwind.example')
  expect(dump).toContain('$argon2id$')
  expectNoneOf(secrets.set('set-up token', SETUP_TOKEN), dump)
  await expectUseless(test, secrets)
  await test.close()
}

describe('on SQLite', () => {
  it('a copy of the database holds nothing that opens anything', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'iam-console-copy-'))
    await look(
      () => openStore({ dataDir }),
      async () =>
        readdirSync(dataDir)
          .filter((name) => name.startsWith('iam-console.db'))
          .map((name) => readFileSync(join(dataDir, name), 'latin1'))
          .join('\n'),
    )
    rmSync(dataDir, { recursive: true })
  })
})

describePostgres((url) => {
  it('a copy of the database holds nothing that opens anything', async () => {
    const { databaseUrl, drop } = await createSchema(url)
    await look(
      () => openStore({ databaseUrl, dataDir: '' }),
      async () => {
        const pool = new Pool({ connectionString: databaseUrl, max: 1 })
        const { rows } = await pool.query<{ name: string }>(
          'select table_name as name from information_schema.tables where table_schema = current_schema()',
        )
        let dump = ''
        for (const { name } of rows) {
          const content = await pool.query<{ row: string }>(`select t::text as row from ${name} t`)
          dump += content.rows.map(({ row }) => row).join('\n')
        }
        await pool.end()
        return dump
      },
    )
    await drop()
  })
})
