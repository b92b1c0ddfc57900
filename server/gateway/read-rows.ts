import { createMemoryStore, type MemoryStoreOptions } from '../../backend/store/memory.ts'
import type { Store } from '../../backend/store/store.ts'
import type { OrganizationReader, Wire } from './organization-reader.ts'
import {
  apiKeyRow,
  applicationRow,
  groupRow,
  logRow,
  memberRows,
  policyRow,
  projectRow,
  ruleRow,
  sshKeyRow,
  text,
  userRow,
} from './wire-rows.ts'

type Rows = NonNullable<MemoryStoreOptions['rows']>

/** Kinds of things that can be read as they are. */
export type Kind =
  | 'users'
  | 'groups'
  | 'applications'
  | 'policies'
  | 'api_keys'
  | 'projects'
  | 'ssh_keys'

/** A part of an Organization as a store, and which kinds in it the caller may read at all. */
export interface ReadPart {
  readonly store: Store
  readonly readable: ReadonlySet<Kind>
}

/** Everything of these kinds. */
export async function readKinds(
  reader: OrganizationReader,
  organizationId: string,
  kinds: readonly Kind[],
): Promise<ReadPart> {
  const { rows, readable } = await rowsOfKinds(reader, organizationId, kinds)
  return { store: createMemoryStore({ rows }), readable }
}

/**
 * What the policies of one principal hang on: itself, its groups, their policies and rules.
 *
 * @returns undefined when the caller may not read groups or policies, so that it cannot be told.
 */
export async function readGrants(
  reader: OrganizationReader,
  principal: { readonly type: 'user' | 'application' | 'group'; readonly id: string },
  self: Wire | undefined,
): Promise<Store | undefined> {
  const { type, id } = principal
  const groups = type === 'group' ? [] : await reader.all('groups', { [`${type}_ids`]: id })
  if (groups === undefined) return undefined
  const ids = type === 'group' ? [id] : groups.map((group) => text(group, 'id'))
  const [own, ofGroups] = await Promise.all([
    type === 'group' ? [] : reader.all('policies', { [`${type}_ids`]: id }),
    ids.length === 0 ? [] : reader.all('policies', { group_ids: ids }),
  ])
  if (own === undefined || ofGroups === undefined) return undefined
  const policies = distinct([...own, ...ofGroups])
  return createMemoryStore({
    rows: {
      users: type === 'user' && self ? [userRow(self)] : [],
      applications: type === 'application' && self ? [applicationRow(self)] : [],
      groups: (type === 'group' && self ? [self] : groups).map(groupRow),
      group_members: groups.flatMap(memberRows),
      policies: policies.map(policyRow),
      rules: await rulesOf(reader, policies),
    },
  })
}

/** What uses a Project. */
export async function readProjectParts(
  reader: OrganizationReader,
  organizationId: string,
  projectId: string,
): Promise<ReadPart> {
  const [{ rows, readable }, sshKeys, policies] = await Promise.all([
    rowsOfKinds(reader, organizationId, ['projects', 'api_keys', 'policies']),
    reader.all('ssh_keys', { project_id: projectId }),
    reader.all('policies'),
  ])
  if (sshKeys !== undefined) readable.add('ssh_keys')
  const store = createMemoryStore({
    rows: {
      ...rows,
      ssh_keys: distinct(sshKeys).map(sshKeyRow),
      rules: await rulesOf(reader, policies ?? []),
    },
  })
  return { store, readable }
}

/** Entries of the log, and everything whose name they may need. */
export async function readLogParts(
  reader: OrganizationReader,
  organizationId: string,
  logIds: readonly string[],
): Promise<ReadPart> {
  const kinds = ['users', 'groups', 'applications', 'policies', 'api_keys'] as const
  const [{ rows, readable }, ...logs] = await Promise.all([
    rowsOfKinds(reader, organizationId, kinds),
    ...logIds.map((id) => reader.get(logPath(id))),
  ])
  const applications = new Set(rows.applications?.map(({ id }) => id))
  const entries = logs.flatMap((log) =>
    log === undefined ? [] : logRow(log, organizationId, (id) => applications.has(id)),
  )
  return { store: createMemoryStore({ rows: { ...rows, logs: entries } }), readable }
}

/** Where one entry of the log is. */
export const logPath = (id: string): string => `/iam/v1alpha1/logs/${id}`

async function rowsOfKinds(
  reader: OrganizationReader,
  organizationId: string,
  kinds: readonly Kind[],
): Promise<{ rows: Rows; readable: Set<Kind> }> {
  const wires = new Map(
    await Promise.all(kinds.map(async (kind) => [kind, await reader.all(kind)] as const)),
  )
  const rows: Rows = {
    users: distinct(wires.get('users')).map(userRow),
    groups: distinct(wires.get('groups')).map(groupRow),
    applications: distinct(wires.get('applications')).map(applicationRow),
    policies: distinct(wires.get('policies')).map(policyRow),
    projects: distinct(wires.get('projects')).map(projectRow),
    api_keys: distinct(wires.get('api_keys')).map((key) => apiKeyRow(key, organizationId)),
  }
  return { rows, readable: new Set(kinds.filter((kind) => wires.get(kind) !== undefined)) }
}

/** The rules of policies, which the API answers policy by policy. */
async function rulesOf(reader: OrganizationReader, policies: readonly Wire[]) {
  const rules = await Promise.all(
    policies.map(async (policy) => {
      const id = text(policy, 'id')
      const found = await reader.all('rules', { policy_id: id })
      return distinct(found).map((rule, position) => ruleRow(rule, id, position))
    }),
  )
  return rules.flat()
}

/** Each thing once: a list that changes while it is paged through can give one twice. */
function distinct(wires: readonly Wire[] = []): readonly Wire[] {
  return [
    ...new Map(wires.map((wire) => [text(wire, 'id') || text(wire, 'access_key'), wire])).values(),
  ]
}
