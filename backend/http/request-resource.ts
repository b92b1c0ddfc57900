import type { ConditionResource } from '../policy/conditions.ts'
import type { Resource } from '../policy/evaluate.ts'
import type { Reader } from '../store/store.ts'

/** Resources of IAM belong to no region and no zone. */
const LOCALITY = 'global'

/** The parameter in a path that names the one resource which a right on this kind is needed for. */
const PARAMETERS: Partial<Record<Resource, string>> = {
  user: 'user_id',
  application: 'application_id',
  group: 'group_id',
  policy: 'policy_id',
  project: 'project_id',
  ssh_key: 'ssh_key_id',
  api_key: 'access_key',
  user_api_key: 'access_key',
  application_api_key: 'access_key',
}

/** Id of the resource in a request's path; undefined for lists and creations, which have none. */
export function resourceInPath(
  kind: Resource,
  params: Readonly<Record<string, string>>,
): string | undefined {
  const parameter = PARAMETERS[kind]
  const id = parameter === undefined ? undefined : params[parameter]
  return parameter === 'access_key' ? id : id?.toLowerCase()
}

/** What conditions may know of one resource. API keys have no name. */
export async function describeResource(
  reader: Reader,
  organizationId: string,
  kind: Resource,
  id: string,
): Promise<ConditionResource> {
  const row = await rowOf(reader, kind, id)
  const name = row?.organization_id === organizationId ? row.name : undefined
  return { id, name, locality: LOCALITY }
}

async function rowOf(
  reader: Reader,
  kind: Resource,
  id: string,
): Promise<{ organization_id: string; name: string } | undefined> {
  switch (kind) {
    case 'user': {
      const user = await reader.get('users', id)
      return user && { organization_id: user.organization_id, name: user.username }
    }
    case 'application':
      return reader.get('applications', id)
    case 'group':
      return reader.get('groups', id)
    case 'policy':
      return reader.get('policies', id)
    case 'project':
      return reader.get('projects', id)
    case 'ssh_key':
      return reader.get('ssh_keys', id)
    default:
      return undefined
  }
}
