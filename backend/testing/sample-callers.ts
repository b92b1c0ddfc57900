import { stableUuid } from '../fixtures/generator.ts'
import { userRow } from '../store/test-rows.ts'
import type { TestBackend } from './harness.ts'
import type { SampleIds } from './sample-requests.ts'
import type { Sender } from './sample-run.ts'

/** Somebody who sends requests, and the id that is theirs. */
export interface SampleCaller {
  readonly sender: Sender
  readonly self: string
}

/** Adds a member, with permission sets on the whole Organization. */
export async function addMember(
  test: TestBackend,
  ids: SampleIds,
  name: string,
  permissionSets: readonly string[] = [],
): Promise<string> {
  const id = stableUuid(`caller/${name}`)
  const named = { username: name, username_key: name, email_key: `${name}@example.com` }
  const row = userRow(id, { organization_id: ids.organization, ...named })
  await test.store.transaction((tx) => tx.insert('users', row))
  if (permissionSets.length > 0) await test.allow('user', id, permissionSets)
  return id
}

/**
 * One caller of every sort, by a letter: the Owner in a session (O) and with an API key (o), managers
 * of users, policies, groups and applications, one who may read all (R), a member without any rights in
 * a session (m) and with an API key (k), and an application without rights (a).
 */
export async function addCallers(
  test: TestBackend,
  ids: SampleIds,
): Promise<ReadonlyMap<string, SampleCaller>> {
  const callers = new Map<string, SampleCaller>()
  const keyOf = async (type: 'user' | 'application', self: string) => ({
    self,
    sender: (await test.keyFor(type, self)).secret,
  })
  callers.set('O', { self: ids.owner, sender: await test.signedIn(ids.owner) })
  callers.set('o', await keyOf('user', ids.owner))
  for (const [letter, set] of [
    ['U', 'IAMUserManager'],
    ['P', 'IAMPolicyManager'],
    ['G', 'IAMGroupManager'],
    ['A', 'IAMApplicationManager'],
    ['R', 'IAMReadOnly'],
  ] as const) {
    const self = await addMember(test, ids, letter.toLowerCase(), [set])
    callers.set(letter, { self, sender: await test.signedIn(self) })
  }
  const plain = await addMember(test, ids, 'plain')
  callers.set('m', { self: plain, sender: await test.signedIn(plain) })
  callers.set('k', await keyOf('user', plain))
  const row = await test.store.get('applications', ids.application)
  if (row === undefined) throw new Error('the samples have no application')
  const application = stableUuid('caller/application')
  await test.store.transaction((tx) => tx.insert('applications', { ...row, id: application }))
  callers.set('a', await keyOf('application', application))
  return callers
}
