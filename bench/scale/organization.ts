import { chance } from '../../backend/fixtures/generator.ts'
import { FIRST, LAST, ROLE, USES, WHAT } from '../../backend/fixtures/large-organization.ts'
import {
  OrganizationBuilder,
  type FixtureRows,
} from '../../backend/fixtures/organization-builder.ts'
import { addPlatformGroups } from '../../backend/fixtures/platform-groups.ts'
import { readSshPublicKey } from '../../backend/formats/ssh-public-key.ts'
import { toTimestamp } from '../../backend/http/timestamps.ts'

/** How many of each an Organization has. */
export interface Sizes {
  users: number
  applications: number
  groups: number
  policies: number
  keys: number
  sshKeys: number
  projects: number
  logs: number
}

/** The size that everything is measured against. */
export const SMALL: Sizes = {
  users: 1000,
  applications: 1000,
  groups: 1000,
  policies: 1000,
  keys: 1000,
  sshKeys: 1000,
  projects: 1000,
  logs: 1000,
}

export const LARGE: Sizes = {
  users: 50_000,
  applications: 100_000,
  groups: 10_000,
  policies: 20_000,
  keys: 1_000_000,
  sshKeys: 20_000,
  projects: 1000,
  logs: 1_000_000,
}

/** Some of what is in the Organization, for the requests that measure it. */
export interface Known {
  organizationId: string
  owner: { id: string; username: string }
  /** In the middle of the list, with a team and a policy of its own. */
  applicationId: string
  /** A few hundred others, which may be changed. */
  someApplicationIds: readonly string[]
  userId: string
  groupId: string
  projectId: string
  accessKey: string
}

/** Rows that are handed over at once. */
const batch = 5000
const DAY = 86_400_000
const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExcoJmrAo9ue/ofRDH/f/kXuDFa8/1xzuvD8vluGUYx'

/**
 * Makes an Organization of any size, a batch of rows after another. What can be chosen is chosen by the
 * same rules whatever the size: keys and members are spread evenly.
 *
 * @param passwordHash of the Owner
 * @param take is given the rows of each batch, table by table
 */
export async function makeOrganization(
  sizes: Sizes,
  { now, passwordHash }: { now: Date; passwordHash: string },
  take: (rows: FixtureRows) => Promise<void>,
): Promise<Known> {
  const created = new Date(now.getTime() - 2000 * DAY)
  const builder = new OrganizationBuilder({
    name: 'Northwind Labs',
    alias: 'northwind',
    now,
    salt: 'scale',
    created,
  })
  for (const [table, size] of [
    ['users', sizes.users],
    ['applications', sizes.applications],
    ['groups', sizes.groups],
    ['policies', sizes.policies],
    ['api_keys', sizes.keys],
    ['ssh_keys', sizes.sshKeys],
    ['projects', sizes.projects],
  ] as const) {
    builder.quota(table, size * 2 + 100_000)
  }
  const random = chance('scale')
  const before = (most: number): Date => new Date(now.getTime() - random.next() * most * DAY)

  const flush = async (): Promise<void> => {
    await take(builder.rows)
    for (const rows of Object.values(builder.rows)) rows.length = 0
  }
  /** Makes `count` things and hands them over as they come. */
  const each = async (count: number, make: (index: number) => void): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      make(index)
      if (index % batch === batch - 1) await flush()
    }
    await flush()
  }

  const owner = { id: '', username: 'elena.varga' }
  owner.id = builder.user({
    username: owner.username,
    email: 'elena.varga@northwind.example',
    first: 'Elena',
    last: 'Varga',
    created,
    type: 'owner',
    password_hash: passwordHash,
  })
  addPlatformGroups(builder, { Administrators: [owner.id] })

  const projectIds = [builder.organizationId]
  await each(sizes.projects - 1, (index) => {
    const name = `${random.pick(WHAT)} ${index + 1}`
    projectIds.push(builder.project({ name, created: before(1900) }))
  })

  const userIds = [owner.id]
  await each(sizes.users - 1, (index) => {
    const first = random.pick(FIRST)
    const last = random.pick(LAST)
    const username = `${ascii(first)}.${ascii(last)}.${index + 1}`
    userIds.push(
      builder.user({
        username,
        email: `${username}@northwind.example`,
        first,
        last,
        created: before(1900),
        mfa: random.happens(0.7),
        last_login_at: random.happens(0.9) ? toTimestamp(before(90)) : null,
        tags: random.happens(0.2) ? [`team=${random.pick(WHAT)}`] : [],
      }),
    )
  })

  const applicationIds: string[] = []
  const someApplicationIds: string[] = []
  await each(sizes.applications, (index) => {
    const name = `${random.pick(WHAT)}-${random.pick(ROLE)}-${index + 1}`
    const managed = random.happens(0.01)
    const id = builder.application({
      name,
      description: random.happens(0.6) ? `Runs the ${name.split('-')[1]} of a service` : '',
      created: before(1500),
      managed,
    })
    applicationIds.push(id)
    if (!managed && someApplicationIds.length < 501) someApplicationIds.push(id)
  })

  const groupIds: string[] = []
  await each(sizes.groups, (index) => {
    groupIds.push(
      builder.group({
        name: `Team ${random.pick(WHAT)} ${index + 1}`,
        created: before(1500),
        userIds: distinct(Array.from({ length: 8 }, () => random.pick(userIds))),
        applicationIds: distinct(Array.from({ length: 2 }, () => random.pick(applicationIds))),
      }),
    )
  })
  const member = middle(applicationIds)
  const team = builder.group({
    name: 'Readers',
    created: before(100),
    applicationIds: [member],
    userIds: [middle(userIds)],
  })
  builder.policy({
    name: 'Readers',
    created: before(100),
    principal: { type: 'group', id: team },
    rules: [{ sets: ['IAMReadOnly'], on: 'organization' }],
  })
  builder.policy({
    name: 'Writer of applications',
    created: before(100),
    principal: { type: 'application', id: member },
    rules: [{ sets: ['IAMApplicationManager', 'IAMGroupManager'], on: 'organization' }],
  })

  await each(sizes.policies, (index) => {
    builder.policy({
      name: `${random.pick(WHAT)} ${index + 1}`,
      created: before(1500),
      principal: random.happens(0.5)
        ? { type: 'group', id: random.pick(groupIds) }
        : random.happens(0.9)
          ? { type: 'application', id: random.pick(applicationIds) }
          : null,
      rules: [
        { sets: ['AllProductsReadOnly'], on: 'all projects' },
        { sets: ['ObjectStorageFullAccess'], on: [random.pick(projectIds)] },
      ],
    })
  })

  const key = readSshPublicKey(PUBLIC_KEY)
  await each(sizes.sshKeys, (index) => {
    if (!key.ok) throw new Error('the SSH key cannot be read')
    builder.sshKey({
      projectId: random.pick(projectIds),
      name: `${random.pick(ROLE)} ${index + 1}`,
      key: key.key,
      created: before(900),
      disabled: random.happens(0.1),
    })
  })

  let accessKey = ''
  await each(sizes.keys, (index) => {
    const ofUser = random.happens(0.3)
    const since = before(700)
    const made = builder.apiKey({
      bearer: {
        type: ofUser ? 'user' : 'application',
        id: random.pick(ofUser ? userIds : applicationIds),
      },
      label: `${index}`,
      description: random.happens(0.2) ? `Ticket ${index}` : random.pick(USES),
      created: since,
      projectId: random.pick(projectIds),
      managed: random.happens(0.001),
      ...(random.happens(0.6) && {
        expires: new Date(since.getTime() + random.between(30, 900) * DAY),
      }),
    })
    if (index === Math.floor(sizes.keys / 2)) accessKey = made
  })

  await each(sizes.logs, (index) => {
    const resourceType = random.pick(['api_key', 'user', 'application', 'group', 'policy'] as const)
    const ids = { user: userIds, application: applicationIds, group: groupIds }
    const resource_id =
      resourceType === 'api_key' || resourceType === 'policy'
        ? builder.id(`${resourceType}/${index}`)
        : random.pick(ids[resourceType])
    builder.log({
      created_at: toTimestamp(before(700)),
      ip: `203.0.113.${random.between(1, 254)}`,
      user_agent: 'scaleway-cli/2.30.0',
      action: random.pick(['created', 'updated', 'deleted'] as const),
      bearer_id: random.pick(userIds),
      bearer_type: 'user',
      bearer_name: `${random.pick(FIRST)} ${random.pick(LAST)}`,
      resource_type: resourceType,
      resource_id,
      resource_name: `${random.pick(WHAT)}-${random.pick(ROLE)}`,
    })
    // The builder numbers entries by those that are there, and former batches are not any more.
    const entry = builder.rows.logs.at(-1)
    if (entry !== undefined) entry.id = builder.id(`entry/${index}`)
  })
  return {
    organizationId: builder.organizationId,
    owner,
    applicationId: member,
    someApplicationIds,
    userId: middle(userIds),
    groupId: team,
    projectId: middle(projectIds),
    accessKey,
  }
}

function middle(ids: readonly string[]): string {
  const id = ids[Math.floor(ids.length / 2)]
  if (id === undefined) throw new Error('there is none')
  return id
}

/** A name as a username may hold it: Latin letters without marks. */
function ascii(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
