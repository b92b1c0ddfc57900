import type { Reader, Transaction } from '../store/store.ts'
import { quotasExceeded } from './errors.ts'

/** Tables of which an Organization may have a limited number of rows. */
export type LimitedTable =
  | 'api_keys'
  | 'applications'
  | 'groups'
  | 'policies'
  | 'ssh_keys'
  | 'users'
  | 'projects'

export interface Quota {
  /** What the API calls it. */
  readonly name: string
  readonly prettyName: string
  /** What is counted. */
  readonly unit: string
  readonly description: string
  /** How many an Organization may have unless it was given another limit. */
  readonly limit: number
}

/** What an Organization may have at most, as the platform's documentation states it. */
export const quotas: Readonly<Record<LimitedTable, Quota>> = {
  api_keys: {
    name: 'IamApiKeys',
    prettyName: 'API keys',
    unit: 'API keys',
    description: 'API keys of all users and applications, expired ones included.',
    limit: 100,
  },
  applications: {
    name: 'IamApplications',
    prettyName: 'Applications',
    unit: 'applications',
    description: 'Applications, those that the platform manages included.',
    limit: 100,
  },
  groups: {
    name: 'IamGroups',
    prettyName: 'Groups',
    unit: 'groups',
    description: 'Groups, those that the platform made included.',
    limit: 50,
  },
  policies: {
    name: 'IamPolicies',
    prettyName: 'Policies',
    unit: 'policies',
    description: 'Policies, with or without a principal.',
    limit: 50,
  },
  ssh_keys: {
    name: 'IamSshKeys',
    prettyName: 'SSH keys',
    unit: 'SSH keys',
    description: 'SSH keys of all Projects, disabled ones included.',
    limit: 50,
  },
  users: {
    name: 'IamUsers',
    prettyName: 'Users',
    unit: 'users',
    description: 'The Owner and all members, locked ones included.',
    limit: 50,
  },
  projects: {
    name: 'UsrProjectsWidth',
    prettyName: 'Projects',
    unit: 'Projects',
    description: 'Projects, the default one included.',
    limit: 25,
  },
}

/** Key of the row that gives one Organization another limit. */
export function quotaRowId(organizationId: string, name: string): string {
  return `${organizationId}/${name}`
}

/** More than all servers of a database together can be making at one moment. */
const AMPLE_ROOM = 1000

/**
 * Reads, before a transaction that makes a row, how it is to check the quota. Whoever counts in a
 * transaction must have been alone when it ends, so that all who make rows of one kind at once would
 * wait for each other: where there is ample room nothing is counted.
 *
 * @returns the check; it throws ApiError 403 when the Organization has no room for one more.
 */
export async function quotaCheck(
  store: Reader,
  table: LimitedTable,
  organizationId: string,
): Promise<(tx: Transaction) => Promise<void>> {
  const { quota, current } = await readQuota(store, table, organizationId)
  if (quota - current > AMPLE_ROOM) return async () => undefined
  return (tx) => requireQuota(tx, table, organizationId)
}

/** @throws ApiError 403 when the Organization has no room for one more. */
export async function requireQuota(
  tx: Transaction,
  table: LimitedTable,
  organizationId: string,
): Promise<void> {
  const { quota, current } = await readQuota(tx, table, organizationId)
  if (current >= quota) {
    const resource = quotas[table].name
    throw quotasExceeded([{ resource, quota, current, organization_id: organizationId }])
  }
}

async function readQuota(
  reader: Reader,
  table: LimitedTable,
  organizationId: string,
): Promise<{ quota: number; current: number }> {
  const { name, limit } = quotas[table]
  const own = await reader.get('quotas', quotaRowId(organizationId, name))
  const current = await countOf(reader, table, organizationId)
  return { quota: own?.quota ?? limit, current }
}

/** How many rows of a table count against its limit. */
export function countOf(
  reader: Reader,
  table: LimitedTable,
  organizationId: string,
): Promise<number> {
  return reader.count(table, { organization_id: organizationId })
}
