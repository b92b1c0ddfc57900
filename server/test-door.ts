import { randomUUID } from 'node:crypto'

import { createSignInLink } from '../backend/console/sign-in-links.ts'
import { insertRows } from '../backend/fixtures/insert-rows.ts'
import { buildScenario, isScenarioName, type Scenario } from '../backend/fixtures/scenarios.ts'
import type { FaultPlan } from '../backend/http/faults.ts'
import type { BackendOptions } from '../backend/http/options.ts'
import type { Transaction } from '../backend/store/store.ts'
import type { Connection } from './connection.ts'
import { isLoopback } from './flags.ts'

/**
 * Answers requests under `/test-door/`.
 *
 * @param signIn gives the answer to a sign-in with a one-time token, for its cookie.
 */
export type TestDoor = (
  request: Request,
  connection: Connection,
  signIn: (token: string) => Promise<Response>,
) => Promise<Response>

/**
 * A way for test suites on this machine to get an Organization of their own in a running server, and
 * to drop it afterwards. It asks for no credentials, so it exists only where a flag opens it.
 *
 * - `POST /test-door/organizations` `{"scenario": "default"}` → ids, the session cookie of the user
 *   whom the scenario signs in, and one token each to sign in as its Owner and as its member
 * - `DELETE /test-door/organizations/<id>`
 */
export function createTestDoor(
  options: Pick<BackendOptions, 'store' | 'clock' | 'secrets' | 'peppers'>,
): { door: TestDoor; faults: FaultPlan } {
  const { store, clock } = options
  const scenarios = new Map<string, Scenario>()

  const open = async (
    name: unknown,
    signIn: (token: string) => Promise<Response>,
  ): Promise<Response> => {
    if (typeof name !== 'string' || !isScenarioName(name)) {
      return answer(400, { message: 'There is no such scenario.' })
    }
    const scenario = buildScenario(name, { now: clock(), salt: randomUUID() })
    const { organizationId, ownerId, memberId, signInAs } = scenario
    await store.transaction((tx) => insertRows(tx, scenario.rows))
    scenarios.set(organizationId, scenario)
    const token = (userId: string): Promise<string> => createSignInLink(options, userId)
    const made = answer(201, {
      organization_id: organizationId,
      owner_id: ownerId,
      member_id: memberId,
      sign_in_as: signInAs,
      owner_token: await token(ownerId),
      member_token: await token(memberId),
    })
    const signedIn = await signIn(await token(signInAs))
    for (const cookie of signedIn.headers.getSetCookie()) made.headers.append('Set-Cookie', cookie)
    return made
  }

  const drop = async (organizationId: string): Promise<Response> => {
    if (!scenarios.has(organizationId)) return answer(404, { message: 'Not made here.' })
    await store.transaction((tx) => deleteOrganization(tx, organizationId))
    scenarios.delete(organizationId)
    return answer(204)
  }

  return {
    faults: { faultsFor: (id) => scenarios.get(id)?.faults.faultsFor(id) },
    async door(request, { url }, signIn) {
      // A page from elsewhere can send neither this type without asking first, nor our own host.
      const ours = isLoopback(url.hostname.replace(/^\[|\]$/g, ''))
      const json = request.headers.get('content-type') === 'application/json'
      if (!ours) return answer(404, { message: 'Not found.' })
      const [, id] = /^\/test-door\/organizations(?:\/([\w-]+))?$/.exec(url.pathname) ?? []
      if (request.method === 'DELETE' && id !== undefined) return drop(id)
      if (request.method === 'POST' && id === undefined && json) {
        const body: unknown = await request.json().catch(() => undefined)
        const named = body !== null && typeof body === 'object' && 'scenario' in body
        return open(named ? body.scenario : undefined, signIn)
      }
      return answer(404, { message: 'Not found.' })
    },
  }
}

const ofUser = [
  'sign_in_links',
  'sign_in_codes',
  'recovery_codes',
  'grace_periods',
  'webauthn_ceremonies',
  'webauthn_authenticators',
  'connection_tokens',
  'user_connections',
] as const

async function deleteOrganization(tx: Transaction, id: string): Promise<void> {
  const inOrganization = { organization_id: id }
  const of = (table: 'users' | 'groups' | 'policies' | 'applications' | 'projects') =>
    ({ inRows: { table, column: 'id', where: inOrganization } }) as const
  for (const table of ofUser) await tx.delete(table, { user_id: of('users') })
  await tx.delete('project_qualifications', { project_id: of('projects') })
  await tx.delete('rules', { policy_id: of('policies') })
  await tx.delete('group_members', { group_id: of('groups') })
  for (const table of ['users', 'groups', 'policies', 'applications'] as const) {
    await tx.delete('tags', { resource_id: of(table) })
  }
  const tables = [
    'logs',
    'quotas',
    'ssh_keys',
    'saml_certificates',
    'saml_configurations',
    'scim_tokens',
    'scim_configurations',
    'jwts',
    'api_keys',
    'policies',
    'groups',
    'applications',
    'users',
    'projects',
  ] as const
  for (const table of tables) await tx.delete(table, inOrganization)
  await tx.delete('organizations', { id })
}

function answer(status: number, body?: unknown): Response {
  const headers = { 'Cache-Control': 'no-store' }
  return body === undefined
    ? new Response(null, { status, headers })
    : Response.json(body, { status, headers })
}
