import type { Transaction } from '../store/store.ts'
import { quotasExceeded } from './errors.ts'

/** What an Organization may have at most; names as the API's quotas call them. */
const quotas = {
  api_keys: { resource: 'IamApiKeys', limit: 100 },
  applications: { resource: 'IamApplications', limit: 100 },
  groups: { resource: 'IamGroups', limit: 50 },
  policies: { resource: 'IamPolicies', limit: 50 },
  users: { resource: 'IamUsers', limit: 50 },
  projects: { resource: 'UsrProjectsWidth', limit: 25 },
} as const

/** @throws ApiError 403 when the Organization has no room for one more. */
export async function requireQuota(
  tx: Transaction,
  table: keyof typeof quotas,
  organizationId: string,
): Promise<void> {
  const { resource, limit } = quotas[table]
  const current = await tx.count(table, { organization_id: organizationId })
  if (current >= limit) {
    throw quotasExceeded([{ resource, quota: limit, current, organization_id: organizationId }])
  }
}
