import type { ProjectRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

const NAMED_AT_MOST = 5

/**
 * What stands in the way of deleting a Project, in words; empty when nothing uses it.
 *
 * @param named Whether the one who asks may learn the names of keys and of policies; else it gets
 *   their numbers.
 */
export async function projectUsers(
  reader: Reader,
  project: ProjectRow,
  named: { readonly keys: boolean; readonly policies: boolean },
): Promise<string[]> {
  const keys = await reader.find('api_keys', {
    where: { default_project_id: project.id, organization_id: project.organization_id },
    order: [{ column: 'created_at', direction: 'asc' }],
  })
  const policies = await policiesOn(reader, project)
  return [
    phrase(
      keys.map((key) => key.access_key),
      named.keys,
      'as the preferred Project of',
      ['API key', 'API keys'],
    ),
    phrase(
      policies.map((name) => `"${name}"`),
      named.policies,
      'in the rules of',
      ['policy', 'policies'],
    ),
  ].filter((text) => text !== '')
}

/** Names of the policies with a rule on this Project. */
async function policiesOn(reader: Reader, project: ProjectRow): Promise<string[]> {
  const policies = await reader.find('policies', {
    where: { organization_id: project.organization_id },
    order: [{ column: 'name_key', direction: 'asc' }],
  })
  if (policies.length === 0) return []
  const rules = await reader.find('rules', {
    where: { policy_id: { in: policies.map((policy) => policy.id) }, project_ids: { not: null } },
  })
  const using = new Set(
    rules.filter((rule) => rule.project_ids?.includes(project.id)).map((rule) => rule.policy_id),
  )
  return policies.filter((policy) => using.has(policy.id)).map((policy) => policy.name)
}

function phrase(
  names: readonly string[],
  named: boolean,
  use: string,
  [one, many]: readonly [string, string],
): string {
  if (names.length === 0) return ''
  const kind = names.length === 1 ? one : many
  if (!named) return `${use} ${names.length} ${kind}`
  const shown = names.slice(0, NAMED_AT_MOST).join(', ')
  const more = names.length - NAMED_AT_MOST
  return `${use} ${kind} ${shown}${more > 0 ? ` and ${more} more` : ''}`
}
