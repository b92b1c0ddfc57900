import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const OFFICE_IP = '203.0.113.7'
const HOUR = 60 * 60 * 1000

onEveryStore((open) => {
  let test: TestBackend
  let key: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    key = (await test.keyFor('user', test.scenario.memberId)).secret
  })
  afterEach(() => test.close())

  /** Gives the member this set under a condition. */
  const allowIf = async (condition: string, permissionSet = 'IAMManager'): Promise<void> => {
    const owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    const { iam } = test.sdk(owner)
    await iam.createPolicy({
      name: 'Conditional',
      description: '',
      userId: test.scenario.memberId,
      rules: [
        {
          permissionSetNames: [permissionSet],
          organizationId: test.scenario.organizationId,
          condition,
        },
      ],
    })
  }
  const status = async (
    path = '/groups',
    {
      ip = OFFICE_IP,
      userAgent = 'harness/1',
      method = 'GET',
      body,
    }: { ip?: string; userAgent?: string; method?: string; body?: object } = {},
  ): Promise<number> => {
    const request = new Request(`https://iam.test/iam/v1alpha1${path}`, {
      method,
      headers: { 'X-Auth-Token': key, 'User-Agent': userAgent },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const session = { read: () => undefined, write: () => {}, clear: () => {} }
    return (await test.backend.fetch(request, { ip, session })).status
  }

  describe('a rule with a condition', () => {
    it('counts for requests from its addresses', async () => {
      await allowIf("request.ip.startsWith('203.0.113.')")
      expect(await status()).toBe(200)
      expect(await status('/groups', { ip: '198.51.100.24' })).toBe(403)
      expect(await status('/groups', { ip: '2001:db8::1' })).toBe(403)
    })

    it('counts in its time', async () => {
      await allowIf(
        "request.time >= timestamp('2026-11-23T10:00:00Z') && request.time.getHours('Europe/Paris') < 13",
      )
      expect(await status()).toBe(403)
      test.advance(HOUR)
      expect(await status()).toBe(200)
      test.advance(2 * HOUR)
      expect(await status()).toBe(403)
    })

    it('counts for its user agents, of which it sees 255 characters', async () => {
      await allowIf(
        "request.user_agent.matches('(?i)^terraform/') && size(request.user_agent) < 256",
      )
      expect(await status('/groups', { userAgent: 'Terraform/1.9' })).toBe(200)
      expect(await status('/groups', { userAgent: `terraform/${'1'.repeat(400)}` })).toBe(200)
      expect(await status('/groups', { userAgent: 'curl/8' })).toBe(403)
    })

    it('gives nothing when it cannot be evaluated', async () => {
      await allowIf("request.time.getHours('Nowhere/Land') >= 0")
      expect(await status()).toBe(403)
    })

    it('takes nothing from a rule without one', async () => {
      await allowIf('false')
      expect(await status()).toBe(403)
      await test.allow('user', test.scenario.memberId, ['IAMGroupReadOnly'])
      expect(await status()).toBe(200)
    })

    it('counts for one resource, and for lists when it says so', async () => {
      const group = test.scenario.rows.groups.find((row) => row.name === 'Developers')
      const other = test.scenario.rows.groups.find((row) => row.name === 'On-call')
      await allowIf(`resource.id == '${group?.id}'`, 'IAMGroupManager')
      expect(await status(`/groups/${group?.id}`)).toBe(200)
      expect(await status(`/groups/${group?.id.toUpperCase()}`)).toBe(200)
      expect(await status(`/groups/${other?.id}`)).toBe(403)
      expect(await status()).toBe(403)
      await allowIf("!has(resource.id) || resource.name.startsWith('On-')", 'IAMGroupReadOnly')
      expect(await status(`/groups/${other?.id}`)).toBe(200)
      expect(await status(`/groups/${other?.id}`, { method: 'DELETE' })).toBe(403)
      expect(await status()).toBe(200)
    })

    it('counts for one policy and its rules', async () => {
      const [one, two] = ['Metrics', 'Warehouse'].map(
        (name) => test.scenario.rows.policies.find((row) => row.name === name)?.id ?? '',
      )
      await allowIf(
        "resource.name == 'Metrics' && resource.locality == 'global'",
        'IAMPolicyManager',
      )
      const rules = (policy_id = '') => ({
        method: 'PUT',
        body: {
          policy_id,
          rules: [
            {
              permission_set_names: ['RedisReadOnly'],
              organization_id: test.scenario.organizationId,
            },
          ],
        },
      })
      expect(await status(`/policies/${one}`)).toBe(200)
      expect(await status(`/rules?policy_id=${one}`)).toBe(200)
      expect(await status('/rules', rules(one))).toBe(200)
      expect(await status(`/policies/${two}`)).toBe(403)
      expect(await status(`/rules?policy_id=${two}`)).toBe(403)
      expect(await status('/rules', rules(two))).toBe(403)
    })

    it('counts for the user and the Project that a request of the console is about', async () => {
      const { ownerId, memberId, organizationId } = test.scenario
      await allowIf(`resource.id == '${memberId}'`, 'IAMUserManager')
      const about = async (user_id: string) => {
        const periods = `/iam/v1alpha1/grace-periods?user_id=${user_id}`
        const welcome = { body: { kind: 'welcome', user_id }, as: key }
        return [
          (await test.request('/console/v1/messages', welcome)).status,
          (await test.request(periods, { as: key })).status,
        ]
      }
      expect(await about(memberId)).toEqual([200, 200])
      expect(await about(ownerId)).toEqual([403, 403])
      await allowIf(`resource.id == '${organizationId}'`, 'ProjectReadOnly')
      const use = `/console/v1/project-use?project_id=${organizationId}`
      expect((await test.request(use, { as: key })).status).toBe(200)
    })

    it('is judged once for all permission sets of its rule', async () => {
      const { memberId, organizationId } = test.scenario
      const owner = (await test.keyFor('user', test.scenario.ownerId)).secret
      const slow = `request.user_agent.matches("${'\\\\pL'.repeat(480)}")`
      await test.sdk(owner).iam.createPolicy({
        name: 'Slow',
        description: '',
        userId: memberId,
        rules: [
          {
            permissionSetNames: Array.from({ length: 500 }, () => 'IAMManager'),
            organizationId,
            condition: slow,
          },
        ],
      })
      expect(await status('/groups', { userAgent: 'x'.repeat(255) })).toBe(403)
    }, 5000)

    it('is not judged behind a hundred other conditions', async () => {
      const { memberId, organizationId } = test.scenario
      const { policyId } = await test.allow('user', memberId, [])
      const add = async (position: number, condition: string, set: string): Promise<void> => {
        await test.store.transaction((tx) =>
          tx.insert('rules', {
            id: crypto.randomUUID(),
            policy_id: policyId,
            position,
            permission_set_names: [set],
            permission_sets_scope_type: 'organization',
            condition,
            organization_id: organizationId,
            project_ids: null,
          }),
        )
      }
      for (let index = 1; index < 100; index += 1) {
        await add(index, `request.ip == '198.51.100.${index}'`, 'IAMGroupReadOnly')
      }
      await add(100, 'true', 'IAMGroupReadOnly')
      await add(101, '1 == 1', 'IAMApplicationReadOnly')
      await add(102, '', 'IAMPolicyReadOnly')
      expect(await status('/groups')).toBe(200)
      expect(await status('/applications')).toBe(403)
      expect(await status('/policies')).toBe(200)
    })

    it('is judged anew for the permissions that the console is told', async () => {
      await allowIf("request.time < timestamp('2026-11-23T10:00:00Z')", 'IAMGroupReadOnly')
      const browser = await test.signedIn(test.scenario.memberId)
      const readable = async (): Promise<string[]> => {
        const { body } = await test.request('/console/v1/session', { as: browser })
        return (body as { permissions: { read: string[] } }).permissions.read
      }
      expect(await readable()).toContain('group')
      test.advance(HOUR)
      expect(await readable()).not.toContain('group')
      // Explanations go on telling it, with its condition.
      const { body } = await test.request(
        `/console/v1/permissions?user_id=${test.scenario.memberId}`,
        { as: browser },
      )
      expect(body).toMatchObject({
        grants: [
          {
            permission_set_name: 'IAMGroupReadOnly',
            condition: "request.time < timestamp('2026-11-23T10:00:00Z')",
          },
        ],
      })
    })
  })
})
