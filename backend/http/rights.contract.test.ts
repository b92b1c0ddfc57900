import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { onSqlStores } from '../../server/on-every-store.ts'
import { createMemoryStore } from '../store/memory.ts'
import { tables } from '../store/schema.ts'
import type { Store, TableName } from '../store/store.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'
import { addCallers, addMember, type SampleCaller } from '../testing/sample-callers.ts'
import { addSamples } from '../testing/sample-organization.ts'
import { sampleRequests, type SampleIds } from '../testing/sample-requests.ts'
import {
  documentedOperations,
  fillSample,
  rehearsingBackend,
  samplesOf,
  sendSample,
  type DocumentedOperation,
  type SampleAnswer,
  type Sender,
} from '../testing/sample-run.ts'

/**
 * Who may do what: the letters of the callers (`addCallers`) whose request is carried out; a dash for
 * those who are refused, and a digit for whom something else stands in the way (the last one of the
 * status: 0 wrong argument, 2 precondition, 4 not found, 9 there already).
 */
const RIGHTS = `
OoUPGARmka  getMetadata
OoUPGARmka  getOpenAPIDocument
OoUPGARmka  getSetup
4444444444  setUp
----------  signIn
OoUPGARmk-  getSession
OoUPGARmka  signOut
OoUPGARmka  getSignInOptions
OoUPGARmka  requestSignInCode
OoUPGARmka  getCounters
Oo----R---  getPermissions
Oo----R---  getPermissions of an application
Oo----R---  getPermissions of a group
OoUPGARmka  search
Oo----R---  getUsage
Oo----R---  getOrganizationDetails
Oo--------  updateOrganizationDetails
OoU-------  sendMessage
OoUPGARmk-  listUsers
OoU-------  createUser
OoU---R---  getUser
OoUPGARmk-  getUser oneself
OoU-------  updateUser
OoUPGARmk-  updateUser oneself
O2UPGARm--  updateUser own address
O22-------  updateUser the Owner
OoU-------  deleteUser
22UPGARm--  deleteUser oneself
222-------  deleteUser the Owner
OoU-------  updateUserUsername
O2U-------  updateUserUsername oneself
O22-------  updateUserUsername the Owner
OoU-------  updateUserPassword
O2UPGARm--  updateUserPassword oneself
O22-------  updateUserPassword the Owner
OoU-------  lockUser
222-------  lockUser the Owner
OoU-------  unlockUser
----------  createUserMFAOTP
O-UPGARm--  createUserMFAOTP oneself
----------  validateUserMFAOTP
2-222222--  validateUserMFAOTP oneself
OoU-------  deleteUserMFAOTP
O2UPGARm--  deleteUserMFAOTP oneself
O22-------  deleteUserMFAOTP the Owner
OoU---R---  listGracePeriods
----------  startUserWebAuthnRegistration
O-UPGARm--  startUserWebAuthnRegistration oneself
----------  finishUserWebAuthnRegistration
OoU---R---  listUserWebAuthnAuthenticators
OoU-------  updateWebAuthnAuthenticator
OoU-------  deleteWebAuthnAuthenticator
----------  getUserConnections
OoUPGARmk-  getUserConnections oneself
----------  initiateUserConnection
O-UPGARm--  initiateUserConnection oneself
----------  joinUserConnection
0-000000--  joinUserConnection oneself
----------  removeUserConnection
4-444444--  removeUserConnection oneself
Oo----R---  getOrganization
Oo--------  setOrganizationAlias
Oo--------  updateOrganizationLoginMethods
Oo----R---  getOrganizationSecuritySettings
Oo--------  updateOrganizationSecuritySettings
Oo----R---  getOrganizationSaml
99--------  enableOrganizationSaml
Oo--------  updateSaml
Oo--------  deleteSaml
Oo----R---  listSamlCertificates
Oo--------  addSamlCertificate
Oo----R---  getSamlCertificate
Oo--------  deleteSamlCertificate
Oo--------  parseSamlMetadata
Oo----R---  getOrganizationScim
99--------  enableOrganizationScim
Oo--------  deleteScim
Oo----R---  listScimTokens
Oo--------  createScimToken
Oo--------  deleteScimToken
Oo--G-R---  listGroups
Oo--G-----  createGroup
Oo--G-R---  getGroup
Oo--G-----  updateGroup
Oo--G-----  deleteGroup
Oo--G-----  setGroupMembers
Oo--G-----  addGroupMembers
Oo--G-----  addGroupMember
Oo--G-----  addGroupMember an application
Oo--G-----  removeGroupMember
Oo--G-----  removeGroupMember an application
Oo---AR---  listApplications
Oo---A----  createApplication
Oo---AR---  getApplication
Oo---A----  updateApplication
Oo---A----  deleteApplication
Oo-P--R---  listPolicies
Oo-P------  createPolicy
Oo-P------  createPolicy for oneself
Oo-P------  createPolicy for an application
Oo-P------  createPolicy for a group
Oo-P--R---  getPolicy
Oo-P------  deletePolicy
Oo-P------  updatePolicy
Oo-P------  updatePolicy for a group
Oo-P------  updatePolicy for an application
Oo-P------  clonePolicy
Oo-P--R---  listRules
Oo-P------  setRules
OoUPGARmk-  listPermissionSets
OoUPGARmka  checkPermissions
OoU--AR---  listAPIKeys
OoU--AR---  listAPIKeys of a user
OoU--AR---  listAPIKeys of an application
OoU--AR---  listAPIKeys of a bearer
00--------  createAPIKey for another user
OoUPGARmk-  createAPIKey for oneself
Oo---A----  createAPIKey for an application
OoU---R---  getAPIKey
Oo---AR---  getAPIKey of an application
Oo--------  updateAPIKey
Oo---A----  updateAPIKey of an application
Oo--------  deleteAPIKey
Oo---A----  deleteAPIKey of an application
O-U---R---  listJWTs
O-UPGARm--  listJWTs of oneself
----------  createJWT
O-UPGARm--  createJWT for oneself
O-U---R---  getJWT
O-U-------  deleteJWT
Oo----R---  listLogs
Oo----R---  getLog
Oo----R---  getLogNames
Oo--------  listProjects
Oo--------  createProject
Oo--------  getProject
Oo--------  updateProject
22--------  deleteProject
Oo--------  deleteProjectWithResources
Oo--------  setProjectQualification
Oo--------  getProjectUse
Oo--------  listSSHKeys
Oo--------  createSSHKey
Oo--------  getSSHKey
Oo--------  updateSSHKey
Oo--------  deleteSSHKey
Oo----R---  listQuota
Oo----R---  getQuotum
`

const ALLOWED = new Map(
  RIGHTS.trim()
    .split('\n')
    .map((line) => [line.slice(12), line.slice(0, 10)] as const),
)

/** What anybody may ask, with whatever credentials. */
const PUBLIC = [
  'getMetadata',
  'getOpenAPIDocument',
  'getSetup',
  'getSignInOptions',
  'requestSignInCode',
  'setUp',
  'signOut',
]

/** The answers that hold a secret: it is made there and told nowhere else. */
const REVEALING = [
  'createAPIKey for an application',
  'createAPIKey for oneself',
  'createJWT for oneself',
  'createScimToken',
  'createUserMFAOTP oneself',
  'initiateUserConnection oneself',
]

interface Stage {
  test: TestBackend
  ids: SampleIds
  operations: DocumentedOperation[]
  callers: ReadonlyMap<string, SampleCaller>
}

async function setStage(open: () => Promise<Store>): Promise<Stage> {
  const test = await createTestBackend(open, { scenario: 'empty' })
  const { organizationId: id, ownerId } = test.scenario
  const ids = await addSamples(test.store, { id, ownerId }, 'sample')
  const operations = await documentedOperations(test)
  return { test, ids, operations, callers: await addCallers(test, ids) }
}

function outcomeOf({ status }: SampleAnswer): string {
  if (status < 300) return 'allowed'
  return status === 401 || status === 403 ? 'refused' : String(status)
}

describe('in memory', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage(async () => createMemoryStore())
  })
  afterAll(() => stage.test.close())

  /** Sends every sample of every operation, and gives the answers by the names of the samples. */
  const sendAll = async (
    { sender, self }: SampleCaller,
    settings: { noting?: boolean; headers?: Record<string, string> } = {},
  ) => {
    const { backend, changes } = rehearsingBackend(stage.test, { noting: settings.noting === true })
    const answers = new Map<string, SampleAnswer>()
    for (const operation of stage.operations) {
      for (const [name, sample] of samplesOf(operation)) {
        const filled = fillSample(sample, { ...stage.ids, self })
        answers.set(name, await sendSample(backend, operation, filled, sender, settings.headers))
      }
    }
    return { answers, changes: changes() }
  }

  let everything: Promise<Map<string, Map<string, SampleAnswer>>> | undefined
  /** The answers to all samples of all callers, by letter; asked for once. */
  const everyAnswer = () => {
    everything ??= (async () => {
      const all = new Map<string, Map<string, SampleAnswer>>()
      for (const [letter, caller] of stage.callers) all.set(letter, (await sendAll(caller)).answers)
      return all
    })()
    return everything
  }

  it('every operation has a sample request, and every sample an operation', () => {
    const ids = stage.operations.map(({ id }) => id)
    const sampled = Object.keys(sampleRequests).map((name) => name.split(' ')[0])
    expect(ids.filter((id) => !sampled.includes(id))).toEqual([])
    expect(sampled.filter((id) => !ids.includes(id ?? ''))).toEqual([])
  })

  it('everybody may do what the table says and nothing else', { timeout: 60_000 }, async () => {
    const may = new Map(Object.keys(sampleRequests).map((name) => [name, '']))
    for (const [letter, answers] of await everyAnswer()) {
      for (const [name, answer] of answers) {
        const outcome = outcomeOf(answer)
        const sign =
          outcome === 'allowed' ? letter : outcome === 'refused' ? '-' : (outcome.at(-1) ?? '')
        may.set(name, `${may.get(name) ?? ''}${sign}`)
      }
    }
    expect(Object.fromEntries(may)).toEqual(Object.fromEntries(ALLOWED))
    expect(stage.test.reports).toEqual([])
  })

  it('nobody gets in with credentials that are no good', async () => {
    const { test, ids } = stage
    const locked = await addMember(test, ids, 'locked', ['IAMManager'])
    const lockedKey = await test.keyFor('user', locked)
    await test.store.transaction((tx) => tx.update('users', { id: locked }, { locked: true }))
    const expired = await test.keyFor('user', ids.owner, {
      expires_at: '2026-11-23T08:59:59.000000Z',
    })
    const revoked = await test.signedIn(ids.owner)
    await test.request('/console/v1/session', { method: 'DELETE', as: { ...revoked } })
    const { accessKey } = await test.keyFor('user', ids.owner)
    const senders: Record<string, Sender> = {
      nobody: undefined,
      locked: lockedKey.secret,
      expired: expired.secret,
      'signed out': revoked,
      'an access key': accessKey,
    }
    for (const [name, sender] of Object.entries(senders)) {
      const { answers } = await sendAll({ sender, self: ids.owner })
      const passed = [...answers].filter(([, { status }]) => status !== 401)
      expect(passed.map(([sample]) => sample).toSorted(), name).toEqual(PUBLIC)
    }
  })

  it('no write from another site is carried out with the cookie', async () => {
    const owner = stage.callers.get('O')
    if (owner === undefined) throw new Error('there is no Owner')
    const headers = { Origin: 'https://evil.test', 'Content-Type': 'text/plain' }
    const { answers, changes } = await sendAll(owner, { headers, noting: true })
    const reads = stage.operations.filter(({ method }) => method === 'GET')
    const names = new Set(reads.flatMap((operation) => samplesOf(operation)).map(([name]) => name))
    const writes = [...answers].filter(([name]) => !names.has(name))
    expect(writes.length).toBeGreaterThan(60)
    expect(writes.filter(([, { status }]) => status !== 403)).toEqual([])
    expect(changes).toEqual({ before: [], after: [] })
  })

  it('no write sets what is not for its caller to set', async () => {
    const member = stage.callers.get('m')
    const manager = stage.callers.get('A')
    if (member === undefined || manager === undefined) throw new Error('callers are missing')
    const { backend, changes } = rehearsingBackend(stage.test, { noting: true })
    const texts = ['id', 'created_at', 'password_hash', 'secret_digest', 'secret_key', 'access_key']
    const others = ['creation_ip', 'bearer_id', 'username_key', 'search_text']
    const forged = {
      ...Object.fromEntries([...texts, ...others].map((column) => [column, 'forged'])),
      type: 'owner',
      managed: true,
      editable: false,
      deletable: false,
    }
    for (const [name, caller] of [
      ['updateUser oneself', member],
      ['createAPIKey for oneself', member],
      ['createApplication', manager],
      ['updateApplication', manager],
      ['createAPIKey for an application', manager],
    ] as const) {
      const operation = stage.operations.find(({ id }) => id === name.split(' ')[0])
      if (operation === undefined) throw new Error(`there is no ${name}`)
      const sample = fillSample(sampleRequests[name] ?? {}, { ...stage.ids, self: caller.self })
      const sent = { ...sample, body: { ...forged, ...sample.body } }
      expect((await sendSample(backend, operation, sent, caller.sender)).status, name).toBe(200)
      const { after } = changes()
      expect(after.length, name).toBeGreaterThan(0)
      expect(
        after.filter((row) =>
          /forged|"type":"owner"|"managed":true|"(editable|deletable)":false/.test(row),
        ),
        name,
      ).toEqual([])
    }
  })

  it('no answer holds a secret, but that which makes it', async () => {
    const stored = new Set<string>()
    for (const table of Object.keys(tables) as TableName[]) {
      for (const row of await stage.test.store.find(table)) {
        for (const [column, value] of Object.entries(row)) {
          const secret = /digest|hash|secret|token/.test(column) && typeof value === 'string'
          if (secret && value.length > 5) stored.add(value)
        }
      }
    }
    expect(stored.size).toBeGreaterThan(10)
    const revealing = new Set<string>()
    for (const answers of (await everyAnswer()).values()) {
      for (const [name, { text }] of answers) {
        expect(
          [...stored].filter((secret) => text.includes(secret)),
          name,
        ).toEqual([])
        if (/"(?:[a-z_]*(?:secret|token)[a-z_]*|password)":"[^"]/.test(text)) revealing.add(name)
      }
    }
    expect([...revealing].toSorted()).toEqual(REVEALING)
  })
})

onSqlStores((open) => {
  it('the table holds there, too', { timeout: 60_000 }, async () => {
    const { test, ids, callers, operations } = await setStage(open)
    const { backend } = rehearsingBackend(test, { noting: false })
    const letters = [...callers.keys()]
    for (const letter of ['P', 'a']) {
      const caller = callers.get(letter)
      for (const operation of operations) {
        for (const [name, sample] of samplesOf(operation)) {
          const filled = fillSample(sample, { ...ids, self: caller?.self ?? '' })
          const outcome = outcomeOf(await sendSample(backend, operation, filled, caller?.sender))
          const sign = ALLOWED.get(name)?.[letters.indexOf(letter)]
          const expected =
            sign === letter ? 'allowed' : sign === '-' ? 'refused' : `40${sign ?? ''}`
          expect(outcome.replace(/^41/, '40'), `${letter} ${name}`).toBe(expected)
        }
      }
    }
    await test.close()
  })
})
