import type { CallerContext } from '../http/context.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

const NAMED_AT_MOST = 5

/** Things of one kind that use a Project. */
interface Users {
  readonly total: number
  /** The first of them; none when the one who asks may not learn their names. */
  readonly named: readonly { readonly id: string; readonly name: string }[]
}

/** What stands in the way of deleting a Project. */
export interface ProjectUse {
  /** Keys whose preferred Project it is, the access key as id. */
  readonly api_keys: Users
  readonly ssh_keys: Users
  /** Policies with a rule on it. */
  readonly policies: Users
}

/** Of which users of a Project somebody may learn the names. */
export type Nameable = Readonly<Record<keyof ProjectUse, boolean>>

/** What the caller may learn of a Project's users. */
export async function nameable({ may }: CallerContext, projectId: string): Promise<Nameable> {
  return {
    api_keys: await may({ action: 'read', resource: 'api_key' }),
    ssh_keys: await may({ action: 'read', resource: 'ssh_key' }, { inProject: projectId }),
    policies: await may({ action: 'read', resource: 'policy' }),
  }
}

/**
 * What uses a Project.
 *
 * @param most How many of a kind are named.
 */
export async function readProjectUse(
  reader: Reader,
  project: ProjectRow,
  may: Nameable,
  most = NAMED_AT_MOST,
): Promise<ProjectUse> {
  const ofProject = { organization_id: project.organization_id, project_id: project.id }
  const preferred = {
    organization_id: project.organization_id,
    default_project_id: project.id,
  }
  const apiKeys = may.api_keys
    ? await reader.find('api_keys', {
        where: preferred,
        order: [{ column: 'created_at', direction: 'asc' }],
        limit: most,
      })
    : []
  const sshKeys = may.ssh_keys
    ? await reader.find('ssh_keys', {
        where: ofProject,
        order: [{ column: 'created_at', direction: 'asc' }],
        limit: most,
      })
    : []
  const policies = await policiesOn(reader, project)
  return {
    api_keys: {
      total: await reader.count('api_keys', preferred),
      named: apiKeys.map((key) => ({ id: key.access_key, name: key.description })),
    },
    ssh_keys: {
      total: await reader.count('ssh_keys', ofProject),
      named: sshKeys.map(({ id, name }) => ({ id, name })),
    },
    policies: {
      total: policies.length,
      named: may.policies ? policies.slice(0, most) : [],
    },
  }
}

/** What uses a Project in words, one entry a kind; empty when nothing does. */
export function describeUse({ api_keys, ssh_keys, policies }: ProjectUse): string[] {
  const quoted = (names: Users['named']): string[] => names.map(({ name }) => `"${name}"`)
  return [
    phrase(
      api_keys.total,
      api_keys.named.map(({ id }) => id),
      'as the preferred Project of',
      ['API key', 'API keys'],
    ),
    phrase(ssh_keys.total, quoted(ssh_keys.named), 'by', ['SSH key', 'SSH keys']),
    phrase(policies.total, quoted(policies.named), 'in the rules of', ['policy', 'policies']),
  ].filter((text) => text !== '')
}

/** The policies with a rule on this Project, by name. */
async function policiesOn(
  reader: Reader,
  project: ProjectRow,
): Promise<{ id: string; name: string }[]> {
  const rules = await reader.find('rules', {
    // The list is held as JSON, in which a text stands between quotation marks.
    where: { project_ids: { contains: JSON.stringify(project.id) } },
  })
  if (rules.length === 0) return []
  const policies = await reader.find('policies', {
    where: {
      organization_id: project.organization_id,
      id: { in: [...new Set(rules.map((rule) => rule.policy_id))] },
    },
    order: [{ column: 'name_key', direction: 'asc' }],
  })
  return policies.map(({ id, name }) => ({ id, name }))
}

function phrase(
  total: number,
  names: readonly string[],
  use: string,
  [one, many]: readonly [string, string],
): string {
  if (total === 0) return ''
  const kind = total === 1 ? one : many
  if (names.length === 0) return `${use} ${total} ${kind}`
  const more = total - names.length
  return `${use} ${kind} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
